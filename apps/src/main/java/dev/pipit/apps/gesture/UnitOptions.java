package dev.pipit.apps.gesture;

import picocli.CommandLine.Option;

/** What the numbers of a CSV file are. */
final class UnitOptions {
    @Option(names = "--csv-rate", paramLabel = "HZ", defaultValue = "100",
        description = "Samples a second of a CSV file (default: ${DEFAULT-VALUE}).")
    private double rateHz;

    @Option(names = "--acceleration", paramLabel = "m/s2|g", defaultValue = "m/s2",
        description = "Unit of acceleration in a CSV file (default: ${DEFAULT-VALUE}).")
    private String acceleration;

    @Option(names = "--turning", paramLabel = "rad/s|deg/s", defaultValue = "rad/s",
        description = "Unit of turning in a CSV file (default: ${DEFAULT-VALUE}).")
    private String turning;

    ImuRecording.Units units() {
        return new ImuRecording.Units(rateHz, either("--acceleration", acceleration, "m/s2", "g"),
            either("--turning", turning, "rad/s", "deg/s"));
    }

    private static boolean either(String option, String value, String usual, String other) {
        if (!value.equals(usual) && !value.equals(other)) {
            throw new IllegalArgumentException(option + " must be " + usual + " or " + other + ": " + value);
        }
        return value.equals(other);
    }
}
