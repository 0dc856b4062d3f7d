package dev.pipit.sensors.sound;

import java.util.Locale;

/**
 * Which of several channels is heard.
 *
 * <p>Two microphones share one I2S bus, left and right. Where there is only one, nobody drives the other half: it holds
 * zeros or noise, and a mean would lose 6 dB and add that noise. {@link #LOUDER} finds out which it is.
 *
 * @param index of the channel, from 0; −1 for the mean of all, −2 for the louder
 */
public record Channel(int index) {
    /** The first one. */
    public static final Channel LEFT = new Channel(0);
    /** The second one. */
    public static final Channel RIGHT = new Channel(1);
    /** The mean of all. */
    public static final Channel MEAN = new Channel(-1);
    /** The one with the most power over the last second or so; another one only if it is 6 dB louder. */
    public static final Channel LOUDER = new Channel(-2);

    public Channel {
        if (index < -2) {
            throw new IllegalArgumentException("channel must be at least -2: channel=" + index);
        }
    }

    /** As people type it: {@code left}, {@code right}, {@code mean} or −1, {@code auto}, or a number from 0. */
    public static Channel parse(String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "left":
                return LEFT;
            case "right":
                return RIGHT;
            case "mean", "-1":
                return MEAN;
            case "auto":
                return LOUDER;
            default:
                if (text.matches("\\d{1,3}")) {
                    return new Channel(Integer.parseInt(text));
                }
                throw new IllegalArgumentException(
                    "channel must be left, right, mean, auto or a number from 0: channel=" + text);
        }
    }

    /** How many channels there must be. */
    public int least() {
        return Math.max(1, index + 1);
    }

    @Override
    public String toString() {
        return equals(MEAN) ? "mean of channels" : equals(LOUDER) ? "louder channel" : "channel " + index;
    }
}
