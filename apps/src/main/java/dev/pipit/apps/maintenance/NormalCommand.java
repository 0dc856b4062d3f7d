package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.pipelines.maintenance.MachineState;

/** {@code pipit maintenance normal}. */
@Command(
    name = "normal",
    description = {
        "\"This is normal\": extends what was learned, by a new operating point or by wider limits.",
        "",
        "Learned on a copy and verified before it counts: what was held out of it must be normal, what was normal must still "
            + "be, and what was kept as a fault must still be one. Else nothing changes. With --fault the input is kept as a "
            + "fault instead.",
        ""},
    footer = {"", "Exit code: 0, 1 when it was refused and nothing has changed, 2 for wrong usage."})
final class NormalCommand implements Callable<Integer> {
    @Option(names = "--state", paramLabel = "DIR", required = true, description = "Where what was learned is kept.")
    private Path folder;

    @Option(names = "--fault", description = "Keep it as an example of a fault, which no extension may make normal.")
    private boolean fault;

    @Mixin
    private InputOptions input = new InputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        MachineState learned = input.of(Folder.load(folder));
        Heard heard = Heard.all(input.inputs(), signal -> learned.features(), spec.commandLine().getErr());
        learned.check(heard.signal());
        if (fault) {
            MachineState kept = learned.withFaults(heard.rows());
            report("version " + Folder.save(folder, kept, "keeps examples of a fault") + " keeps " + kept.faults().size()
                + " frames of faults");
            return 0;
        }
        MachineState.Extended extended = extend(learned, heard);
        if (!extended.kept()) {
            throw new IOException(folder + ": " + extended.what());
        }
        report("version " + Folder.save(folder, extended.state(), extended.what()) + ": " + extended.what());
        return 0;
    }

    /** An autoencoder is trained again, which takes a while. */
    private MachineState.Extended extend(MachineState learned, Heard heard) {
        Screen screen = new Screen(spec.commandLine().getErr(), () -> "learns on a copy, and verifies it");
        try {
            return learned.extend(heard.rows());
        } finally {
            screen.close();
        }
    }

    private void report(String what) {
        spec.commandLine().getOut().println(folder + ": " + what);
    }
}
