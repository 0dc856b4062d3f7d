package dev.pipit.apps.state;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.adaptation.StateFolder;

/** {@code pipit state rollback}. */
@Command(name = "rollback", description = "Makes an older version count again, as a new one: this can be undone too.")
final class RollbackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder of a state.")
    private Path folder;

    @Option(names = "--to", paramLabel = "N", description = "Which version (default: the one before the newest).")
    private Integer to;

    @Option(names = "--json", description = "JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Folder found = Folder.of(folder);
        List<StateFolder.Version> versions = found.versions();
        if (to == null && versions.size() < 2) {
            throw new IOException(folder + " holds no version before the newest");
        }
        try (StateFolder open = found.open()) {
            StateFolder.Version saved = open.rollback(to == null ? versions.get(versions.size() - 2).number() : to);
            spec.commandLine().getOut().println(json ? new Gson().toJson(Described.line(saved))
                : "version " + saved.number() + ": " + saved.note());
        }
        return 0;
    }
}
