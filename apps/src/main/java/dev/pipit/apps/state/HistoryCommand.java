package dev.pipit.apps.state;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.adaptation.StateFolder;

/** {@code pipit state history}. */
@Command(name = "history", description = "Lists the versions that are kept, the oldest first.")
final class HistoryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder of a state.")
    private Path folder;

    @Option(names = "--json", description = "One JSON object a version.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Folder found = Folder.of(folder);
        for (StateFolder.Version each : found.versions()) {
            out.println(json ? new Gson().toJson(Described.line(each))
                : String.format(Locale.ROOT, "%6d  %8d bytes  %s", each.number(), each.bytes(), each.note()));
        }
        found.damaged().forEach(file -> spec.commandLine().getErr().println(file + ": is damaged and passed over"));
        return 0;
    }
}
