package dev.pipit.framework.compression.pack;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

import dev.pipit.framework.tflite.packed.CanonicalCode;

/** How long the word of each symbol is in a shortest prefix code: that of Huffman. */
final class WordLengths {
    /** @param first orders nodes of the same count, so that the same counts give the same lengths */
    private record Node(long count, int first, Node left, Node right) {
        static Node of(Node left, Node right) {
            return new Node(left.count + right.count, Math.min(left.first, right.first), left, right);
        }
    }

    private WordLengths() {
    }

    /**
     * Lengths by counts; 0 where the count is 0. Where a word would be too long, the counts are evened out until none is: that
     * is rare, and then a little longer than need be.
     *
     * @param counts at least one above 0
     */
    static int[] of(long... counts) {
        long[] even = counts.clone();
        int[] lengths = unlimited(even);
        while (Arrays.stream(lengths).max().orElseThrow() > CanonicalCode.LONGEST) {
            for (int i = 0; i < even.length; i++) {
                even[i] = (even[i] + 1) / 2;
            }
            lengths = unlimited(even);
        }
        return lengths;
    }

    private static int[] unlimited(long... counts) {
        PriorityQueue<Node> nodes = new PriorityQueue<>(Comparator.comparingLong(Node::count).thenComparing(Node::first));
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                nodes.add(new Node(counts[i], i, null, null));
            }
        }
        int[] lengths = new int[counts.length];
        if (nodes.size() == 1) {
            lengths[nodes.remove().first] = 1;
            return lengths;
        }
        while (nodes.size() > 1) {
            nodes.add(Node.of(nodes.remove(), nodes.remove()));
        }
        measure(nodes.remove(), 0, lengths);
        return lengths;
    }

    /** Not deep: a depth of d needs as many numbers in all as the Fibonacci number of d. */
    private static void measure(Node node, int depth, int... lengths) {
        if (node.left == null) {
            lengths[node.first] = depth;
        } else {
            measure(node.left, depth + 1, lengths);
            measure(node.right, depth + 1, lengths);
        }
    }
}
