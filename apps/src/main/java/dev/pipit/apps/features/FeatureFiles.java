package dev.pipit.apps.features;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.framework.npy.Npy;

/** What all features need: a recording, and where the rows go. */
final class FeatureFiles {
    @Option(names = "--wav", paramLabel = "F.wav", required = true,
        description = "The recording: any rate (resampled), 8 to 32 bits or float, any number of channels.")
    private Path wav;

    @Option(names = "--channel", paramLabel = "K", defaultValue = "0",
        description = "Which channel, from 0; -1 for the mean of all. Default: ${DEFAULT-VALUE}.")
    private int channel;

    @Option(names = "--output", paramLabel = "F.npy", required = true, description = "Where the rows go.")
    private Path output;

    @Option(names = "--plot", paramLabel = "F.png", description = "Draw them as well: time to the right, channels "
        + "upwards, bright for high.")
    private Path plot;

    @Option(names = "--json", description = "Say what was written as one JSON object.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Sound load(int rateHz) throws IOException {
        if (plot != null && !plot.toString().endsWith(".png")) {
            throw new ParameterException(spec.commandLine(), "--plot must end in .png: plot=" + plot);
        }
        return Sound.load(wav, channel, rateHz);
    }

    /** A hop in samples, of whole milliseconds or not. */
    int hop(double millis, double rateHz) {
        double samples = millis * rateHz / 1000;
        if (!(samples >= 1 && samples <= rateHz) || samples != Math.rint(samples)) {
            throw new ParameterException(spec.commandLine(), "--hop-ms must be a whole number of samples, at most a "
                + "second: hop=" + millis + " ms = " + samples + " samples");
        }
        return (int) samples;
    }

    /** Computes the rows and writes them. */
    int write(FeatureRows rows, Function<FeatureRows, Npy> form, double hopSeconds) throws IOException {
        if (rows.rows() == 0) {
            throw new IOException(wav + ": must be as long as a frame at least");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(save(rows.compute(), form, hopSeconds)));
            out.flush();
        } else {
            try (var screen = new Screen(out, rows::progress)) {
                Npy array = save(rows.compute(), form, hopSeconds);
                screen.print(output + "  " + array.type() + " " + array.shape());
                if (plot != null) {
                    screen.print(plot.toString());
                }
            }
        }
        return 0;
    }

    private Npy save(FeatureRows rows, Function<FeatureRows, Npy> form, double hopSeconds) throws IOException {
        Npy array = form.apply(rows);
        array.save(output);
        if (plot != null) {
            new Picture(rows, hopSeconds).save(plot);
        }
        return array;
    }

    private JsonObject json(Npy array) {
        JsonObject object = new JsonObject();
        object.addProperty("output", output.toString());
        object.addProperty("type", array.type().name());
        object.add("shape", new Gson().toJsonTree(array.shape()));
        if (plot != null) {
            object.addProperty("plot", plot.toString());
        }
        return object;
    }
}
