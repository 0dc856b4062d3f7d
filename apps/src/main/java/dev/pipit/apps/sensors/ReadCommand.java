package dev.pipit.apps.sensors;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Ending;
import dev.pipit.framework.stream.Clock;

/** {@code pipit sensors read}. */
@Command(
    name = "read",
    description = {
        "Prints what a sensor measures, in SI units.",
        "",
        "Four samples a second are shown, with --json all of them. Below them: the true rate, as the chip's clock runs and "
            + "not as it is set, how far the two are apart, how much batches jitter, gaps and faults. A chip that is lost is "
            + "looked for until it is there again.",
        ""},
    footer = {
        "",
        "Examples:",
        "  pipit sensors read lis3dh --rate 400 --range 4g",
        "  pipit sensors read bme280 --bus i2c-1 --address 0x77 --json --count 10",
        "",
        "Ctrl-C ends it with a summary.",
        "Exit code: 0 when samples came, 1 when none did or the sensor cannot be opened, 2 for wrong usage, 130 after "
            + "Ctrl-C."})
final class ReadCommand implements Callable<Integer> {
    /** As a shell counts it: 128 and the number of the signal of Ctrl-C. */
    private static final int INTERRUPTED = 130;

    @Parameters(index = "0", paramLabel = "NAME", description = "A chip of 'pipit sensors list', or iio:NAME for "
        + "one that the kernel drives.")
    private String name;

    @Mixin
    private SensorOptions options = new SensorOptions();

    @Option(names = "--seconds", paramLabel = "S", description = "End after so many seconds.")
    private Double seconds;

    @Option(names = "--count", paramLabel = "N", description = "End after so many samples.")
    private Long count;

    @Option(names = "--json", description = "One JSON object a line: every sample.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var ending = new Ending();
        try (OpenSensor sensor = options.open(name)) {
            if (json) {
                return read(sensor, new JsonSamples(out));
            }
            try (var screen = new ScreenSamples(out)) {
                return read(sensor, screen);
            }
        } finally {
            ending.close();
        }
    }

    private int read(OpenSensor sensor, SensorReport report) throws IOException {
        try {
            Tally tally = new Reading(sensor, report, Clock.SYSTEM).run(count == null ? Long.MAX_VALUE : count,
                seconds == null ? Long.MAX_VALUE : Math.round(seconds * 1e9));
            return tally.samples() > 0 ? 0 : 1;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        }
    }
}
