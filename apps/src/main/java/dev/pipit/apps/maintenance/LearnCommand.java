package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.pipelines.maintenance.Machine;
import dev.pipit.pipelines.maintenance.MachineState;

/** {@code pipit maintenance learn}. */
@Command(
    name = "learn",
    description = {"Learns what is normal from a machine that runs well, some minutes at every load and speed it has.", ""},
    footer = {"", "Exit code: 0, 1 when nothing could be learned, and what was there before still counts; 2 for wrong usage."})
final class LearnCommand implements Callable<Integer> {
    @Option(names = "--state", paramLabel = "DIR", required = true, description = "Where it is kept.")
    private Path folder;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private MethodOptions method = new MethodOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Machine known = machine.machine(Machine.UNKNOWN);
        Method how = method.method(input.speed());
        Heard heard = Heard.all(input.inputs(), how::features, spec.commandLine().getErr());
        MachineState state = how.learn(heard.signal(), known, heard.rows(), spec.commandLine().getErr());
        int version = Folder.save(folder, state, "learned from " + heard.rows().size() + " frames");
        Folder.savePictures(folder, "learned", Folder.pictures().numbers("spectrum", heard.spectrum()),
            spec.commandLine().getErr());
        out.println(String.format(Locale.ROOT, "%s: version %d, learned from %d frames of %s; %d operating point%s",
            folder, version, heard.rows().size(), heard.signal(), state.baseline().points(),
            state.baseline().points() == 1 ? "" : "s"));
        return 0;
    }
}
