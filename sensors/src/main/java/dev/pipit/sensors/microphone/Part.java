package dev.pipit.sensors.microphone;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.pipit.sensors.bus.Pcm;

/**
 * What a device probably is, by the names that drivers give. Decides in which format it is opened.
 *
 * <p>Hardware is opened as it is, at 48 kHz and with all its bits: ALSA would convert with straight lines between the
 * samples, and mix what is above 8 kHz into the speech. Sound servers convert well, and are asked for what is wanted.
 *
 * <p>Source: names of the cards in raspberrypi/linux, sound/soc/bcm/googlevoicehat-soundcard.c and the overlays
 * adau7002-simple and wm8960-soundcard; of others, as their owners list them.
 */
public enum Part {
    /** Driver of the Google Voice HAT, for microphones on the I2S bus: 48 kHz, 2 channels, 32 bits and nothing else. */
    I2S("I2S microphone (INMP441, ICS-43434, SPH0645, …)", true, 500, "googlevoi"),
    /** Driver of a PDM converter that has no settings, used for I2S microphones too. */
    ADAU7002("PDM microphones behind an ADAU7002, or an I2S microphone", true, 500, "adau7002"),
    /** Codec of the ReSpeaker 2-Mics and the WM8960 Audio HAT. */
    WM8960("WM8960 codec (WM8960 Audio HAT, ReSpeaker 2-Mics)", true, 0, "wm8960", "seeed2mic"),
    /** Firmware of 16 kHz. */
    USB_ARRAY("ReSpeaker USB microphone array", false, 0, "arrayuac10"),
    /** Any other microphone or sound card at USB. */
    USB("USB microphone or sound card", true, 0, "usb"),
    /** What is played on this computer. */
    LOOPBACK("loopback: what this computer plays", false, 0, "loopback"),
    /** What the configuration of the sound system says. */
    DEFAULT("what the sound system puts first", false, 0, "[default]"),
    /** No name that is known here. */
    OTHER("sound device", false, 0);

    private static final Set<Part> OF_BOARDS = Set.of(I2S, ADAU7002, WM8960);

    private final String text;
    private final boolean asItIs;
    private final int settleMillis;
    private final List<String> names;

    Part(String text, boolean asItIs, int settleMillis, String... names) {
        this.text = text;
        this.asItIs = asItIs;
        this.settleMillis = settleMillis;
        this.names = List.of(names);
    }

    /** What {@code device} probably is. */
    public static Part of(Pcm.Device device) {
        String all = (device.name() + " " + device.description()).toLowerCase(Locale.ROOT);
        for (Part part : values()) {
            if (part.names.stream().anyMatch(all::contains)) {
                return part;
            }
        }
        return OTHER;
    }

    /** Whether it is wired to a board rather than plugged in: where it is, it is meant. */
    boolean ofABoard() {
        return OF_BOARDS.contains(this);
    }

    /** How long it is not heard after it was opened: the offset of some parts takes that long to settle. */
    int settleMillis() {
        return settleMillis;
    }

    /** Formats to ask a device for whose samples are wanted at {@code rateHz}. */
    static List<Pcm.Format> candidates(int rateHz) {
        List<Pcm.Format> formats = new ArrayList<>();
        for (int bits : new int[] {16, 32, 24}) {
            for (int hz : new int[] {rateHz, 48_000, 44_100}) {
                formats.add(new Pcm.Format(hz, 1, bits));
                formats.add(new Pcm.Format(hz, 2, bits));
            }
        }
        return formats.stream().distinct().toList();
    }

    /** Those of {@code formats} that have enough channels, the best first. */
    List<Pcm.Format> bestFirst(List<Pcm.Format> formats, int rateHz, int leastChannels) {
        Comparator<Pcm.Format> native48 = Comparator.<Pcm.Format>comparingInt(format -> format.rateHz() == 48_000 ? 0 : 1)
            .thenComparingInt(format -> -format.bits())
            .thenComparingInt(format -> -format.channels());
        Comparator<Pcm.Format> asked = Comparator.<Pcm.Format>comparingInt(format -> format.bits() == 16 ? 0 : 1)
            .thenComparingInt(format -> format.rateHz() == rateHz ? 0 : 1)
            .thenComparingInt(Pcm.Format::channels);
        return formats.stream().filter(format -> format.channels() >= leastChannels)
            .sorted(asItIs ? native48 : asked).toList();
    }

    /** As people say it. */
    @Override
    public String toString() {
        return text;
    }
}
