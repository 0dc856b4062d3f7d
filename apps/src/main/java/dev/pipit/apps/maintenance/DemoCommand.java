package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.framework.decision.VelocityZone;
import dev.pipit.pipelines.maintenance.Machine;
import dev.pipit.pipelines.maintenance.MachineState;

/** {@code pipit maintenance demo}. */
@Command(
    name = "demo",
    description = {"Learns a machine that is made by formula, and watches how the outer race of its bearing breaks within a "
        + "minute.", ""},
    footer = {"", "Exit code: 0."})
final class DemoCommand implements Callable<Integer> {
    private static final double LEARNED_SECONDS = 20;
    private static final double WATCHED_SECONDS = 60;
    private static final double WORST = 8;                       // m/s²

    @Option(names = "--sound", description = "Learn its sound: trains an int8 autoencoder, which takes some seconds.")
    private boolean sound;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Machine machine = new Machine(Synthetic.SPEED_RPM, Optional.of(Synthetic.BEARING),
            Optional.of(VelocityZone.Group.MEDIUM_RIGID));
        Recorded healthy = Synthetic.machine("healthy", LEARNED_SECONDS, 0, 1);
        Method method = sound ? Method.Sound.small() : Method.Baselines.standard();
        MachineState state = method.learn(healthy.format(), machine,
            Watching.rows(healthy, method.features(healthy.format())), err);
        if (!json) {
            out.println(String.format(Locale.ROOT, "learned %.0f s of normal running: %d features, %d operating point",
                LEARNED_SECONDS, state.baseline().features(), state.baseline().points()));
        }
        new Scoring(state, out, err, json).score(new InputOptions.Input("demo", false,
            () -> Synthetic.machine("demo", WATCHED_SECONDS, WORST, 2)));
        if (!json) {
            err.println("That machine was made by formula. Now yours: pipit maintenance learn --state machine --sensor "
                + "lis3dh --seconds 120");
        }
        return 0;
    }
}
