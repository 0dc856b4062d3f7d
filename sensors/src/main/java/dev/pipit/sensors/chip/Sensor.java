package dev.pipit.sensors.chip;

import java.io.IOException;
import java.util.List;

import dev.pipit.framework.stream.Source;

/**
 * A driver: a chip that was found, checked and set up, and that samples since.
 *
 * <p>{@link #read} takes what the chip has, in one burst where the chip allows it, waits for nothing, and gives 0 where
 * there is nothing new. It neither stamps nor tries again nor logs: {@link LiveSensor} around it does. It allocates
 * nothing. What a chip says of samples it lost it counts in {@link #overruns}, at least 1 each time; how many they were
 * {@link LiveSensor} finds out from the clock.
 *
 * <p>{@link #close} puts the chip to rest, as far as it still answers, and gives the wires free.
 */
public interface Sensor extends Source {
    /** What the numbers of a sample are, in their order. */
    List<Channel> channels();

    /** Samples that the chip keeps until they are read; 1 if it keeps only the newest. */
    int depth();

    /** Samples that the chip collects before it raises its line; at most {@link #depth}. */
    default int watermark() {
        return 1;
    }

    /** Times in a period that it wants to be read, if it keeps only the newest sample. */
    default int asks() {
        return 4;
    }

    /**
     * Looks whether the chip is still as it was set up. Called after each batch, before its samples are believed.
     *
     * @throws IOException if it is not: it was without power, or somebody else has set it up
     */
    void check() throws IOException;
}
