package dev.pipit.framework.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.EventFormat;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

class ForkTest {
    private static final EventFormat WORDS = new EventFormat(String.class);

    private final List<String> closed = new ArrayList<>();

    /** Puts a letter in front of each word. */
    private Block<String, String> prefix(String letter) {
        return new Block<>() {
            @Override
            public Sink<String> open(Format input, Sink<? super String> next) {
                return new Sink<>() {
                    @Override
                    public void accept(String word) {
                        next.accept(letter + word);
                    }

                    @Override
                    public void close() {
                        closed.add(letter);
                    }
                };
            }
        };
    }

    @Test
    void sendsEachItemThroughAllBranchesInOrder() {
        List<String> out = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        var fork = new Fork<>(List.of(prefix("a").then(prefix("b")), prefix("c").tee(seen::add)));
        try (Sink<String> sink = fork.open(WORDS, out::add)) {
            sink.accept("1");
            sink.accept("2");
        }
        assertEquals(List.of("ba1", "c1", "ba2", "c2"), out);
        assertEquals(List.of("c1", "c2"), seen);
        assertEquals(List.of("a", "b", "c"), closed);
    }

    @Test
    void sendsWhatAllItsBranchesSend() {
        assertEquals(WORDS, new Fork<>(List.of(prefix("a"), prefix("b"))).output(WORDS));
        Block<String, String> other = new Block<>() {
            @Override
            public Format output(Format input) {
                return new EventFormat(Integer.class);
            }

            @Override
            public Sink<String> open(Format input, Sink<? super String> next) {
                return next::accept;
            }
        };
        var e = assertThrows(IllegalArgumentException.class, () -> new Fork<>(List.of(prefix("a"), other)).output(WORDS));
        assertEquals("branches of a fork must send the same: they send [String events, Integer events]", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Fork<String, String>(List.of()));
    }
}
