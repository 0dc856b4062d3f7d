package dev.pipit.pipelines.maintenance;

import java.util.Locale;

/**
 * What moved.
 *
 * @param channel   of the signal, from 0
 * @param feature   its name: {@code kurtosis}, {@code 1500 to 2344 Hz}
 * @param share     of the distance from normal that it adds, 0 to 1 and more where another one excuses it
 * @param deviation from its median, in robust standard deviations, with its sign
 */
public record Reason(int channel, String feature, double share, double deviation) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "channel %d %s %+.1f", channel, feature, deviation);
    }
}
