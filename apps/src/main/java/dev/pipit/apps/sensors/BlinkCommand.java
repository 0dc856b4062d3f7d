package dev.pipit.apps.sensors;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Ending;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.bus.OutputLine;

/** {@code pipit blink}. */
@Command(
    name = "blink",
    description = "Lets an LED on a GPIO line blink, to see that it is the right line. The line is low before and after.",
    footer = {
        "",
        "Example:",
        "  pipit blink 17 --times 5     GPIO17 of a Raspberry Pi, pin 11 of its header"})
public final class BlinkCommand implements Callable<Integer> {
    /** As a shell counts it: 128 and the number of the signal of Ctrl-C. */
    private static final int INTERRUPTED = 130;

    @Parameters(index = "0", paramLabel = "LINE", description = "Number of the GPIO line.")
    private int line;

    @Option(names = "--times", paramLabel = "N", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
    private int times;

    @Option(names = "--period", paramLabel = "MS", defaultValue = "500",
        description = "From one time to the next, in milliseconds. Default: ${DEFAULT-VALUE}.")
    private int periodMillis;

    @Mixin
    private BoardOption board = new BoardOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (line < 0 || times < 1 || periodMillis < 2) {
            throw new ParameterException(spec.commandLine(), "LINE must be at least 0, --times 1, --period 2: line=" + line
                + ", times=" + times + ", period=" + periodMillis);
        }
        long half = periodMillis * 500_000L;
        var ending = new Ending();
        try (Buses buses = board.open();
             OutputLine led = buses.output(line)) {
            for (int i = 0; i < times; i++) {
                led.set(true);
                Clock.SYSTEM.sleep(half);
                led.set(false);
                Clock.SYSTEM.sleep(half);
            }
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } finally {
            ending.close();
        }
        spec.commandLine().getOut().println("line " + line + " blinked " + times + (times == 1 ? " time" : " times"));
        return 0;
    }
}
