package dev.pipit.framework.inference.kernel.simd;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights in groups of inputs, arranged so that in no group those of a channel add up to more than a bound in magnitude.
 * What is too much of a weight moves to a later group, in which its input comes once more.
 */
final class RowGroups {
    private record Row(int input, int[] weights) {
    }

    private final int size;
    private final int most;
    private final List<Row> rows = new ArrayList<>();

    /** @param size of a group */
    RowGroups(FloatSums sums, int size, int most) {
        this.size = size;
        this.most = most;
        for (int k = 0; k < sums.count(); k++) {
            int[] weights = new int[sums.channels()];
            for (int c = 0; c < weights.length; c++) {
                weights[c] = sums.value(c, k);
            }
            rows.add(new Row(k, weights));
        }
        for (int first = 0; first < rows.size(); first += size) {
            while (rows.size() < first + size) {
                rows.add(new Row(0, new int[sums.channels()]));
            }
            lighten(rows.subList(first, first + size).toArray(Row[]::new), sums.channels());
        }
    }

    private void lighten(Row[] group, int channels) {
        Map<Row, Row> later = new IdentityHashMap<>();
        for (int c = 0; c < channels; c++) {
            int excess = -most;
            for (Row row : group) {
                excess += Math.abs(row.weights[c]);
            }
            while (excess > 0) {
                excess -= move(greatest(group, c), c, excess, later, channels);
            }
        }
    }

    private static Row greatest(Row[] group, int c) {
        Row greatest = group[0];
        for (Row row : group) {
            greatest = Math.abs(row.weights[c]) > Math.abs(greatest.weights[c]) ? row : greatest;
        }
        return greatest;
    }

    private int move(Row row, int c, int excess, Map<Row, Row> later, int channels) {
        int part = Math.max(-excess, Math.min(excess, row.weights[c]));
        if (!later.containsKey(row)) {
            later.put(row, new Row(row.input, new int[channels]));
            rows.add(later.get(row));
        }
        row.weights[c] -= part;
        later.get(row).weights[c] += part;
        return Math.abs(part);
    }

    /** How many inputs a group has. */
    int size() {
        return size;
    }

    /** How many inputs there are in all groups, those that come again included. */
    int count() {
        return rows.size();
    }

    /** Which inputs, in order. */
    int[] inputs() {
        return rows.stream().mapToInt(Row::input).toArray();
    }

    /** The weight of a channel for an input by position. */
    int weight(int c, int position) {
        return rows.get(position).weights[c];
    }
}
