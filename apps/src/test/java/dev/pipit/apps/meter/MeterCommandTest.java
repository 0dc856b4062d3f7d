package dev.pipit.apps.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.apps.Terminal;

class MeterCommandTest {
    private final Terminal terminal = new Terminal();

    @ParameterizedTest
    @ValueSource(strings = {"--plot curve.svg", "--average 0", "--average 101"})
    void callsWrongUsageSoBeforeItListens(String words) {
        Object[] args = ("meter --model a.json --positives a --negatives b " + words).split(" ");
        assertEquals(2, terminal.run(args), terminal.err());
        assertTrue(terminal.err().startsWith("pipit: " + words.split(" ")[0] + " must"), terminal.err());
    }
}
