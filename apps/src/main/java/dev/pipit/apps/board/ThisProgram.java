package dev.pipit.apps.board;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.pipit.boards.deploy.ReleaseFile;

/** The files that this program runs from: the launcher, and the libraries that it gave to Java. */
final class ThisProgram {
    private ThisProgram() {
    }

    /** @throws IOException if it was not started by the launcher, or a file cannot be read */
    static List<ReleaseFile> files() throws IOException {
        return files(System.getProperty("pipit.home", ""), System.getProperty("jdk.module.path", ""));
    }

    static List<ReleaseFile> files(String home, String modulePath) throws IOException {
        if (home.isEmpty() || modulePath.isEmpty()) {
            throw new IOException("what is deployed is what the launcher runs: start it as ./pipit deploy");
        }
        List<ReleaseFile> files = new ArrayList<>();
        files.add(ReleaseFile.of("pipit", Path.of(home, "pipit"), true));
        for (String entry : modulePath.split(File.pathSeparator)) {
            for (Path jar : jars(Path.of(entry))) {
                files.add(ReleaseFile.of("lib/" + jar.getFileName(), jar, false));
            }
        }
        return files;
    }

    private static List<Path> jars(Path entry) throws IOException {
        if (Files.isRegularFile(entry)) {
            return List.of(entry);
        }
        try (Stream<Path> files = Files.list(entry)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
