package dev.pipit.sensors.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ConversionTest {
    @Test
    void changesOneSettingAtATime() {
        assertEquals(new Conversion(16_000, Channel.RIGHT, 20, -6),
            Conversion.to(16_000).gainDb(-6).channel(Channel.RIGHT).highPassHz(20));
    }

    @Test
    void refusesWhatCannotBe() {
        assertRefused("rateHz must be at least 1: rateHz=0", () -> Conversion.to(0));
        assertRefused("highPassHz must be at least 0 and below half the rate: highPassHz=8000.0, rateHz=16000",
            () -> Conversion.to(16_000).highPassHz(8_000));
        assertRefused("gain must be -60 to 60 dB: gain=60.5", () -> Conversion.to(16_000).gainDb(60.5));
        assertRefused("gain must be -60 to 60 dB: gain=NaN", () -> Conversion.to(16_000).gainDb(Double.NaN));
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
