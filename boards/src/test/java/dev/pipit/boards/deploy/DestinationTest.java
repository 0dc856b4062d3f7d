package dev.pipit.boards.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @CsvSource({"pi@board, pi, board, 0", "board, '', board, 0", "pi@board.local:2222, pi, board.local, 2222",
        "root@192.168.1.7:22, root, 192.168.1.7, 22", "pi@[fe80::1]:2222, pi, fe80::1, 2222", "pi@fe80::1, pi, fe80::1, 0"})
    void readsWhatPeopleType(String text, String user, String host, int port) {
        assertEquals(new Destination(user, host, port), Destination.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@board", "pi@", "pi@board:", "pi@board:x", "a b", "pi@board:0", "pi@board:65536"})
    void refusesOtherForms(String text) {
        assertThrows(IllegalArgumentException.class, () -> Destination.parse(text));
    }

    @Test
    void saysWhichFormIsMeant() {
        var e = assertThrows(IllegalArgumentException.class, () -> Destination.parse("pi@board:x"));
        assertEquals("destination must be of the form USER@HOST:PORT: pi@board:x", e.getMessage());
    }
}
