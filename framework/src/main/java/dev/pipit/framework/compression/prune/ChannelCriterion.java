package dev.pipit.framework.compression.prune;

/** Which channels go first. */
public enum ChannelCriterion {
    /** Those with the shortest filters, compared with others of their layer (Li et al. 2017). */
    MAGNITUDE,
    /** Those that are 0 behind their rectifier most of the time (average percentage of zeros, Hu et al. 2016). */
    ZEROS,
    /** Those whose batch normalisation has the smallest scale (network slimming, Liu et al. 2017). */
    NORM
}
