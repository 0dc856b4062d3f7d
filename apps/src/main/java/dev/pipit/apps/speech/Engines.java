package dev.pipit.apps.speech;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The speech synthesisers of this machine.
 *
 * @param all     those that can be used, in a fixed order
 * @param missing those that cannot
 */
public record Engines(List<Engine> all, List<Missing> missing) {
    /** What gives every engine and voice that is known here. */
    public static final String INSTALL = "sudo apt install espeak-ng espeak flite festival festvox-kallpc16k "
        + "festvox-kdlpc16k festvox-us-slt-hts";

    /** An engine that cannot be used, and why. */
    public record Missing(String name, String reason) {
    }

    /** Copies the lists. */
    public Engines {
        all = List.copyOf(all);
        missing = List.copyOf(missing);
    }

    /** Looks in the folders of {@code PATH}, and asks each engine for its voices: some tenths of a second. */
    public static Engines found() {
        return found(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    static Engines found(String path) {
        List<Engine> all = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        for (String name : List.of(Espeak.NG, Flite.NAME, Festival.NAME, Espeak.OLD)) {
            try {
                all.add(ask(name, path));
            } catch (IOException e) {
                missing.add(new Missing(name, e.getMessage()));
            }
        }
        return new Engines(all, missing);
    }

    private static Engine ask(String name, String path) throws IOException {
        Path program = program(name, path);
        return switch (name) {
            case Flite.NAME -> Flite.on(program);
            case Festival.NAME -> Festival.on(program, program(Festival.SPEAKS, path));
            default -> Espeak.on(program, name);
        };
    }

    private static Path program(String name, String path) throws IOException {
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst()
            .orElseThrow(() -> new IOException(name.equals(Festival.SPEAKS) ? "is there without its text2wave"
                : "is not installed"));
    }

    /**
     * Itself, if there is at least one engine.
     *
     * @throws IOException if there is none: what to install, in one line
     */
    public Engines orRefuse() throws IOException {
        if (all.isEmpty()) {
            throw new IOException("no speech synthesiser is installed: " + INSTALL);
        }
        return this;
    }

    /** The engine of a voice. */
    public Engine of(Voice voice) {
        return named(voice.engine()).orElseThrow(() -> new IllegalArgumentException(
            "engine of a voice must be installed: voice=" + voice.name()));
    }

    /** An engine by its name, if it is there. */
    public Optional<Engine> named(String name) {
        return all.stream().filter(engine -> engine.name().equals(name)).findFirst();
    }

    /** {@code espeak-ng 1.51: 792 voices of 88 speakers; flite …}. */
    public String summary() {
        return all.stream().map(engine -> engine.name() + " " + engine.version() + ": " + engine.bases().size()
            + " voices of " + speakers(engine) + " speakers").collect(Collectors.joining("; "));
    }

    static long speakers(Engine engine) {
        return engine.bases().stream().map(engine::speaker).distinct().count();
    }
}
