package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    private Path temporary;

    private static State learned(double value) {
        return State.of("test", 1).numbers("value", value).numbers("weights", 1f, -2f, Float.NaN)
            .bytes("raw", (byte) 1, (byte) -1).text("name", "größe").build();
    }

    private StateFolder open() throws IOException {
        return StateFolder.open(temporary.resolve("state"), "test");
    }

    @Test
    void givesBackWhatWasSaved() throws IOException {
        try (var folder = open()) {
            folder.save(learned(1), "first");
        }
        try (var folder = open()) {
            StateFolder.Version version = folder.current().orElseThrow();
            assertEquals(1, version.number());
            assertEquals("first", version.note());
            assertEquals(learned(1), version.state());
            assertArrayEquals(new float[] {1, -2, Float.NaN}, version.state().floats("weights"));
            assertEquals("größe", version.state().text("name"));
        }
    }

    @Test
    void isEmptyBeforeAnythingWasLearned() throws IOException {
        try (var folder = open()) {
            assertEquals(Optional.empty(), folder.current());
        }
    }

    @Test
    void goesBackWithoutLosingWhatCameAfter() throws IOException {
        try (var folder = open()) {
            folder.save(learned(1), "good");
            folder.save(learned(2), "bad");
            folder.rollback(1);
            assertEquals(learned(1), folder.current().orElseThrow().state());
            assertEquals(List.of("good", "bad", "back to version 1"),
                StateFolder.history(temporary.resolve("state")).stream().map(StateFolder.Version::note).toList());
            var e = assertThrows(IOException.class, () -> folder.rollback(7));
            assertTrue(e.getMessage().endsWith("has no version 7; there are: 1, 2, 3"), e.getMessage());
        }
    }

    @Test
    void passesOverADamagedVersion() throws IOException {
        try (var folder = open()) {
            folder.save(learned(1), "whole");
            folder.save(learned(2), "damaged");
        }
        Path newest = temporary.resolve("state/000002.state");
        byte[] bytes = Files.readAllBytes(newest);
        for (int at = 0; at < bytes.length; at++) {                  // one bit, anywhere
            byte[] changed = bytes.clone();
            changed[at] ^= 0x10;
            Files.write(newest, changed);
            try (var folder = open()) {
                assertEquals(learned(1), folder.current().orElseThrow().state(), "byte " + at);
            }
        }
        for (int length = 0; length < bytes.length; length++) {      // or cut, anywhere
            Files.write(newest, Arrays.copyOf(bytes, length));
            try (var folder = open()) {
                assertEquals(learned(1), folder.current().orElseThrow().state(), "length " + length);
            }
        }
        assertEquals(List.of(newest), StateFolder.damaged(temporary.resolve("state")));
    }

    @Test
    void forgetsEverythingWhenAsked() throws IOException {
        try (var folder = open()) {
            folder.save(learned(1), "");
            folder.forget();
            assertEquals(Optional.empty(), folder.current());
        }
        assertEquals(List.of(), StateFolder.history(temporary.resolve("state")));
    }

    @Test
    void keepsTheLastSixteenVersions() throws IOException {
        try (var folder = open()) {
            for (int i = 1; i <= 40; i++) {
                folder.save(learned(i), "version " + i);
            }
        }
        List<StateFolder.Version> versions = StateFolder.history(temporary.resolve("state"));
        assertEquals(StateFolder.KEPT, versions.size());
        assertEquals(40, versions.get(15).number());
    }

    @Test
    void refusesWhatSomethingElseLearned() throws IOException {
        try (var folder = open()) {
            folder.save(learned(1), "");
        }
        var e = assertThrows(IOException.class, () -> StateFolder.open(temporary.resolve("state"), "gesture"));
        assertTrue(e.getMessage().endsWith("holds what test learned, not gesture"), e.getMessage());
    }

    @Test
    void letsOneWriteAtATime() throws IOException {
        try (var folder = open()) {
            assertThrows(IOException.class, this::open);
            assertEquals(Optional.empty(), folder.current());
        }
    }

    @Test
    void refusesAFileInPlaceOfAFolder() throws IOException {
        Files.writeString(temporary.resolve("state"), "a file");
        assertThrows(IOException.class, this::open);
    }

    @Test
    void takesAwayWhatAnEndedProcessLeft() throws IOException {
        Files.createDirectories(temporary.resolve("state"));
        Files.writeString(temporary.resolve("state/next.part"), "half");
        try (var folder = open()) {
            assertEquals(Optional.empty(), folder.current());
        }
        assertTrue(Files.notExists(temporary.resolve("state/next.part")));
    }

    /** The file that is written leads to a device that is always full. */
    @Test
    void losesNothingWhenTheDiskIsFull() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a system without /dev/full");
        try (var folder = open()) {
            folder.save(learned(1), "before");
            Files.createSymbolicLink(temporary.resolve("state/next.part"), full);
            assertThrows(IOException.class, () -> folder.save(learned(2), "too much"));
            assertEquals(learned(1), folder.current().orElseThrow().state());
            assertEquals(2, folder.save(learned(3), "there is room again").number());
        }
        assertEquals(List.of(), StateFolder.damaged(temporary.resolve("state")));
    }

    @Test
    void refusesNamesAndTypesThatAreNotThere() {
        State state = learned(1);
        var e = assertThrows(IllegalArgumentException.class, () -> state.floats("value"));
        assertEquals("the state of test must hold value as float[]: it holds double[]", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> state.text("nothing"));
        assertThrows(IllegalArgumentException.class, () -> State.of("x", 1).text("a", "").text("a", ""));
        assertThrows(IllegalArgumentException.class, () -> State.of("x", 0));
    }
}
