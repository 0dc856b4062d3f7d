package dev.pipit.apps.microphone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.FakePcmDevices;
import dev.pipit.sensors.sound.Level;

class MicrophonesCommandTest {
    private final FakePcmDevices devices = new FakePcmDevices(Clock.SYSTEM);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new MicrophonesCommand(devices)).setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true)).execute(args);
    }

    @Test
    void listsWhatThereIsAndWhatItProbablyIs() {
        devices.with("[default]", FakePcmDevices.SIXTEEN)
            .with("sndrpigooglevoi [plughw:1,0]", "snd_rpi_googlevoicehat_soundcar", FakePcmDevices.I2S);
        assertEquals(0, run());
        String text = out.toString().replace(System.lineSeparator(), "\n");
        assertEquals("""
            [default]                      what the sound system puts first
                                           16 bits; 1 channel
            sndrpigooglevoi [plughw:1,0]   I2S microphone (INMP441, ICS-43434, SPH0645, …)
                                           32 bits; 2 channels or more
            """, text);
    }

    @Test
    void listsAsJson() {
        devices.with("Device [plughw:1,0]", "USB PnP Sound Device, USB Audio", FakePcmDevices.SIXTEEN);
        assertEquals(0, run("--json"));
        JsonArray list = JsonParser.parseString(out.toString()).getAsJsonArray();
        assertEquals("Device [plughw:1,0]", list.get(0).getAsJsonObject().get("name").getAsString());
        assertEquals("USB", list.get(0).getAsJsonObject().get("part").getAsString());
        assertEquals(16_000, list.get(0).getAsJsonObject().getAsJsonArray("formats").get(0).getAsJsonObject()
            .get("rate_hz").getAsInt());
    }

    @Test
    void failsWhereThereIsNone() {
        assertEquals(1, run());
        assertTrue(err.toString().contains("this computer has no microphone"), err.toString());
        assertEquals(1, run("--level"));
    }

    /** Not a terminal: one line a second and a last one. */
    @Test
    void showsTheLevelForAWhile() {
        devices.with("[default]", FakePcmDevices.SIXTEEN).hearing(n -> new float[] {n % 2 == 0 ? 1 : -1});
        assertEquals(0, run("--level", "--seconds", "0.5"), err.toString());
        assertTrue(out.toString().startsWith("[default]: what the sound system puts first, 16000 Hz"), out.toString());
        assertTrue(out.toString().contains("dBFS  clipped "), out.toString());
        assertTrue(out.toString().contains("0 lost, gone 0 times"), out.toString());
    }

    @Test
    void callsWrongUsageSo() {
        assertEquals(2, run("--level", "--seconds", "-1"));
        assertEquals(2, run("--level", "--channel", "centre"));
    }

    /** Two decibels a place. */
    @Test
    void drawsMeanPeakAndTheHighestPeak() {
        String line = LevelLine.line(new Level(-40, -20), -10);
        assertEquals("█".repeat(20) + "▒".repeat(10) + "░".repeat(5) + "│" + "░".repeat(4)
            + " mean -40.0  peak -20.0 dBFS", line);
        assertTrue(LevelLine.line(new Level(-120, -120), -120).startsWith("│░"), "nothing below the bar");
    }
}
