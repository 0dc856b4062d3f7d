package dev.pipit.sensors.microphone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.bus.Pcm;

/** Names as arecord -l and javax.sound.sampled list them. */
class PartTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        sndrpigooglevoi [plughw:0,0] | snd_rpi_googlevoicehat_soundcar, Google voiceHAT SoundCard HiFi voicehat-hifi-0 | I2S
        adau7002 [plughw:1,0]        | adau7002, bcm2835-i2s-adau7002-hifi                                             | ADAU7002
        wm8960soundcard [plughw:1,0] | wm8960-soundcard, bcm2835-i2s-wm8960-hifi                                       | WM8960
        seeed2micvoicec [plughw:3,0] | seeed-2mic-voicecard                                                            | WM8960
        ArrayUAC10 [plughw:1,0]      | ReSpeaker 4 Mic Array (UAC1.0), USB Audio, USB Audio                            | USB_ARRAY
        Device [plughw:1,0]          | USB PnP Sound Device, USB Audio, USB Audio                                      | USB
        Loopback [plughw:0,0]        | Loopback, Loopback PCM, Loopback PCM                                            | LOOPBACK
        [default]                    | Direct Audio Device                                                             | DEFAULT
        PCH [plughw:0,0]             | HDA Intel PCH, ALC3246 Analog                                                   | OTHER
        """)
    void knowsPartsByTheNamesOfTheirDrivers(String name, String description, Part part) {
        assertEquals(part, Part.of(new Pcm.Device(name, description, List.of())));
    }

    @Test
    void opensHardwareAsItIs() {
        List<Pcm.Format> all = Part.candidates(16_000);
        assertEquals("48000 Hz, 2 channels, 32 bits", Part.I2S.bestFirst(all, 16_000, 1).get(0).toString());
        List<Pcm.Format> mono16 = all.stream().filter(format -> format.channels() == 1 && format.bits() == 16).toList();
        assertEquals("48000 Hz, 1 channel, 16 bits", Part.USB.bestFirst(mono16, 16_000, 1).get(0).toString());
    }

    @Test
    void asksOthersForWhatIsWanted() {
        List<Pcm.Format> all = Part.candidates(16_000);
        assertEquals("16000 Hz, 1 channel, 16 bits", Part.DEFAULT.bestFirst(all, 16_000, 1).get(0).toString());
        assertEquals("16000 Hz, 2 channels, 16 bits", Part.DEFAULT.bestFirst(all, 16_000, 2).get(0).toString());
        assertEquals(3 * 3 * 2, all.size());
        assertEquals(3 * 2 * 2, Part.candidates(48_000).size());
    }

    @Test
    void meansTheMicrophoneOfTheBoard() {
        assertTrue(Part.I2S.ofABoard());
        assertFalse(Part.USB.ofABoard());
    }
}
