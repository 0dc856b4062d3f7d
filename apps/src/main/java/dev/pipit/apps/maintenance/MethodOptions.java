package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.pipelines.maintenance.Features;

/** How a machine is learned. */
final class MethodOptions {
    private enum Network { small, mlperf }

    @Option(names = "--sound", description = "Learn its sound: trains an int8 autoencoder from what is heard, of one channel.")
    private boolean sound;

    @Option(names = "--network", paramLabel = "NAME", description = "With --sound: small (default), or mlperf, as large as that "
        + "of MLPerf Tiny.")
    private Network network;

    @Option(names = "--model", paramLabel = "F.tflite", description = "Do not train: an autoencoder for the features of MLPerf "
        + "Tiny's anomaly detection, of sound at 16000 Hz. Only its limit is learned.")
    private Path model;

    @Option(names = "--streaming", description = "Follow slow change: half-space trees, which count what is normal of late.")
    private boolean streaming;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Method method(Optional<Features.Orders> speed) throws IOException {
        check(network == null || sound, "--network needs --sound");
        check(!streaming || !sound && model == null, "--streaming is not for sound");
        check(model == null || !sound, "--model and --sound exclude each other");
        check(speed.isEmpty() || model == null && !sound, "sound has no orders: --speed-column and --tacho-column are for "
            + "vibrations");
        if (model != null) {
            return Method.Given.load(model);
        }
        if (!sound) {
            return new Method.Baselines(speed, streaming);
        }
        return network == Network.mlperf ? Method.Sound.mlperf() : Method.Sound.small();
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
