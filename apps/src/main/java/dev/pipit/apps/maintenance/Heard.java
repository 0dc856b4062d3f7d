package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import dev.pipit.apps.Screen;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.PipelineException;
import dev.pipit.framework.stream.Running;
import dev.pipit.framework.stream.Source;
import dev.pipit.pipelines.maintenance.Features;
import dev.pipit.pipelines.maintenance.Maintenance;

/**
 * Feature rows of inputs, which must be alike.
 *
 * @param spectrum of all of the last one, in decibels
 */
record Heard(SignalFormat signal, List<float[]> rows, float[] spectrum) {
    static Heard all(List<InputOptions.Input> inputs, Function<SignalFormat, Features> features, PrintWriter err)
            throws IOException {
        List<float[]> rows = new ArrayList<>();
        SignalFormat signal = null;
        float[] spectrum = new float[0];
        Screen screen = new Screen(err, () -> String.format(Locale.ROOT, "learns, %d frames", rows.size()));
        try {
            for (InputOptions.Input input : inputs) {
                try (Source source = input.opener().open()) {
                    if (signal != null && !signal.equals(source.format())) {
                        throw new IOException(input.name() + ": must be of the same signal as the others: "
                            + source.format() + ", the others " + signal);
                    }
                    signal = source.format();
                    Features chosen = features.apply(signal);
                    var mean = new MeanSpectrum(signal, chosen);
                    listen(input, source, chosen, mean, rows);
                    spectrum = mean.decibels();
                }
            }
        } finally {
            screen.close();
        }
        return new Heard(signal, rows, spectrum);
    }

    /** Until it ends; Ctrl-C ends a sensor, and what was heard until then counts. */
    private static void listen(InputOptions.Input input, Source source, Features features, MeanSpectrum mean,
            List<float[]> rows) throws IOException {
        Running running = Maintenance.standard(source.format(), features).features(input.name(),
            source, input.live() ? Overrun.DROP_OLDEST : Overrun.WAIT, mean::accept).to(row -> rows.add(row.values().clone()))
            .start();
        try (running) {
            running.join();
        } catch (InterruptedException e) {
            running.close();
        } catch (PipelineException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
