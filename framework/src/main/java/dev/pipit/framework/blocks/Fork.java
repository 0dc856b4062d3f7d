package dev.pipit.framework.blocks;

import java.util.List;
import java.util.Optional;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.stream.WarmUp;

/**
 * Sends each item to several blocks, in order, and on what they send: several models behind one front end.
 *
 * @param branches at least one; all must send the same format
 */
public record Fork<I, O>(List<Block<I, O>> branches) implements Block<I, O> {
    public Fork {
        branches = List.copyOf(branches);
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("a fork needs at least one branch");
        }
    }

    @Override
    public Format output(Format input) {
        var outputs = branches.stream().map(branch -> branch.output(input)).distinct().toList();
        if (outputs.size() > 1) {
            throw new IllegalArgumentException("branches of a fork must send the same: they send " + outputs);
        }
        return outputs.get(0);
    }

    @Override
    public Sink<I> open(Format input, Sink<? super O> next) {
        List<Sink<I>> opened = branches.stream().map(branch -> branch.open(input, next)).toList();
        return new Sink<>() {
            @Override
            public void accept(I item) {
                for (int i = 0; i < opened.size(); i++) {        // no iterator: this is run for every item
                    opened.get(i).accept(item);
                }
            }

            @Override
            public Optional<Runnable> warmUp() {
                return WarmUp.of(opened);
            }

            @Override
            public void close() {
                opened.forEach(Sink::close);
            }
        };
    }
}
