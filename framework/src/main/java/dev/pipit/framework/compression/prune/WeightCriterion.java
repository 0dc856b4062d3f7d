package dev.pipit.framework.compression.prune;

/** Which weights go first. */
public enum WeightCriterion {
    /** The smallest of each layer; filters of single channels, which are few, stay. */
    MAGNITUDE,
    /**
     * Those of the whole network that would change the loss least: curvature times squared weight (optimal brain damage,
     * LeCun, Denker and Solla 1990).
     */
    HESSIAN
}
