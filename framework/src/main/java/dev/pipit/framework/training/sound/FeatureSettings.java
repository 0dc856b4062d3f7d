package dev.pipit.framework.training.sound;

/**
 * What {@link FeatureAugmentation} does to feature rows. Levels are in the unit of the rows.
 *
 * @param stretch        how much longer the word becomes, about its end; above 0
 * @param warp           channel c is taken from channel c × warp + shift
 * @param shift          in channels
 * @param channelGain    standard deviation of a gain that changes smoothly over the channels
 * @param gain           of everything
 * @param noise          standard deviation of what is added to each number
 * @param channelMasks   bands of channels that are blanked
 * @param maxMaskWidth   largest width of such a band, in channels
 * @param timeMasks      spans of rows that are blanked
 * @param maxMaskRows    longest such span, in rows
 * @param channelDropout probability of each channel to be blanked
 * @param blank          what blanked numbers become
 */
public record FeatureSettings(Range stretch, Range warp, Range shift, double channelGain, Range gain, double noise,
    int channelMasks, int maxMaskWidth, int timeMasks, int maxMaskRows, double channelDropout, float blank) {

    public FeatureSettings {
        stretch.checkWithin(0.1, 10, "stretch");
        Chance.checkProbability(channelDropout, "channelDropout");
        if (channelGain < 0 || noise < 0 || Math.min(channelMasks, timeMasks) < 0
            || Math.min(maxMaskWidth, maxMaskRows) < 0) {
            throw new IllegalArgumentException("deviations, counts and widths must be at least 0: channelGain="
                + channelGain + ", noise=" + noise + ", channelMasks=" + channelMasks + ", maxMaskWidth="
                + maxMaskWidth + ", timeMasks=" + timeMasks + ", maxMaskRows=" + maxMaskRows);
        }
    }

    /** For rows of (q + 128) / 64, 0 to 4, of 40 channels. */
    public static FeatureSettings standard() {
        return new FeatureSettings(new Range(0.82, 1.22), new Range(0.88, 1.13), new Range(-1.2, 1.2), 0.12,
            new Range(0.85, 1.18), 0.04, 2, 6, 2, 11, 0.1, 0);
    }

    /** Nothing. */
    public static FeatureSettings none() {
        var one = new Range(1, 1);
        return new FeatureSettings(one, one, new Range(0, 0), 0, one, 0, 0, 0, 0, 0, 0, 0);
    }

    /** These settings, with another probability of blanking a channel. */
    public FeatureSettings withChannelDropout(double probability) {
        return new FeatureSettings(stretch, warp, shift, channelGain, gain, noise, channelMasks, maxMaskWidth,
            timeMasks, maxMaskRows, probability, blank);
    }
}
