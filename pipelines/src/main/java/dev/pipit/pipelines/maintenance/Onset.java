package dev.pipit.pipelines.maintenance;

/** How it began. */
public enum Onset {
    /** At once, as far as can be told: something broke, or somebody changed something. */
    SUDDEN,
    /** The distance from normal had been growing for a while: wear, dirt, a season. */
    SLOW
}
