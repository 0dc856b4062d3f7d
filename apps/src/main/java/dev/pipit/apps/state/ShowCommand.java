package dev.pipit.apps.state;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.adaptation.StateFolder;

/** {@code pipit state show}. */
@Command(name = "show", description = "Shows what counts now.")
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder of a state.")
    private Path folder;

    @Option(names = "--json", description = "JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        StateFolder.Version newest = Folder.of(folder).newest();
        if (json) {
            out.println(new Gson().toJson(Described.whole(newest)));
            return 0;
        }
        out.println(newest.state().kind() + ", version " + newest.number() + ", " + newest.bytes() + " bytes: "
            + newest.note());
        newest.state().contents().entrySet().forEach(each -> out.println(Described.entry(each)));
        return 0;
    }
}
