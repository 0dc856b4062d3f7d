package dev.pipit.apps.workshop;

import picocli.CommandLine.Option;

import dev.pipit.framework.compression.quantize.Calibration;
import dev.pipit.framework.compression.quantize.QuantizeSettings;
import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;

/** How real numbers become whole ones. */
final class QuantizeOptions {
    /** What comes in and goes out. */
    enum Ends { INT8, FLOAT }

    @Option(names = "--calibration", paramLabel = "RULE", defaultValue = "MINMAX",
        description = "Which range is kept: minmax, percentile (99.99 %%), mse, entropy (default: minmax).")
    private Calibration calibration;

    @Option(names = "--bias-correction", description = "Take back the mean error of each channel.")
    private boolean biasCorrection;

    @Option(names = "--equalize", description = "Bring channels of layers that follow each other to like ranges first.")
    private boolean equalize;

    @Option(names = "--per-channel-dense", description = "A scale for each output of dense layers too; of int8, not of int4, "
        + "current TensorFlow Lite Micro takes it.")
    private boolean denseChannels;

    @Option(names = "--io", paramLabel = "TYPE", defaultValue = "INT8",
        description = "int8: inputs and outputs are as the network computes; float: they stay real (default: int8).")
    private Ends io;

    QuantizeSettings settings(Numbers numbers) {
        return new QuantizeSettings(numbers, calibration, biasCorrection, equalize, io == Ends.FLOAT, denseChannels);
    }
}
