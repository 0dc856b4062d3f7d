package dev.pipit.apps.state;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.adaptation.StateFolder;

/** {@code pipit state forget}. */
@Command(name = "forget", description = "Deletes all that was learned, with the sound that was kept. It cannot be undone.")
final class ForgetCommand implements Callable<Integer> {
    /** Folder in that of a state where sound is kept, if it is. */
    private static final String AUDIO = "audio";

    @Parameters(paramLabel = "DIR", description = "Folder of a state.")
    private Path folder;

    @Option(names = "--json", description = "JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Folder found = Folder.of(folder);
        int sounds = 0;
        try (StateFolder open = found.open()) {
            sounds = deleteSound();
            open.forget();
        }
        int versions = found.versions().size() + found.damaged().size();
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("versions", versions);
            line.addProperty("recordings", sounds);
            spec.commandLine().getOut().println(line);
        } else {
            spec.commandLine().getOut().println("deleted " + versions + " versions and " + sounds + " recordings");
        }
        return 0;
    }

    private int deleteSound() throws IOException {
        Path audio = folder.resolve(AUDIO);
        if (!Files.isDirectory(audio)) {
            return 0;
        }
        int count = 0;
        try (DirectoryStream<Path> wavs = Files.newDirectoryStream(audio, "*.wav")) {
            for (Path wav : wavs) {
                Files.delete(wav);
                count++;
            }
        }
        return count;
    }
}
