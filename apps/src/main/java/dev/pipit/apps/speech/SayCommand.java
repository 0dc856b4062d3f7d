package dev.pipit.apps.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;

/** {@code pipit speech say}. */
@Command(
    name = "say",
    description = {
        "Speaks a phrase in many voices, into WAV files of 16 kHz.",
        "",
        "Voices are a mix of the engines that are there, by a seed: the same seed gives the same files.",
        ""},
    footer = {
        "",
        "Examples:",
        "  pipit speech say \"hey computer\" --out clips",
        "  pipit speech say \"hey computer\" --voices 500 --seed 2 --out clips --cache ~/.cache/pipit-speech",
        "",
        "Exit code: 0, 1 if there is no engine or a voice could not speak it, 2 for wrong usage."})
final class SayCommand implements Callable<Integer> {
    private final Supplier<Engines> found;

    @Parameters(paramLabel = "PHRASE", description = "What to say.")
    private String phrase;

    @Option(names = "--voices", paramLabel = "N", defaultValue = "20",
        description = "How many voices (default: ${DEFAULT-VALUE}).")
    private int voices;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the files, which are replaced "
        + "if they are there.")
    private Path folder;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
        description = "Another number, other voices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--cache", paramLabel = "DIR", description = "Keep clips here, and take what was spoken before.")
    private Path cache;

    @Option(names = "--jobs", paramLabel = "N", description = "Engines that run at once; as many as there are processors "
        + "unless it is given.")
    private Integer jobs;

    @Spec
    private CommandSpec spec;

    /** With the engines of this machine. */
    SayCommand() {
        this(Engines::found);
    }

    SayCommand(Supplier<Engines> found) {
        this.found = found;
    }

    @Override
    public Integer call() throws IOException {
        check();
        Engines engines = found.get().orRefuse();
        spec.commandLine().getErr().println(engines.summary());
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + ": is a file; clips need a folder");
        }
        Files.createDirectories(folder);
        Optional<SpeechCache> kept = cache == null ? Optional.empty() : Optional.of(SpeechCache.in(cache));
        try (Synthesis synthesis = new Synthesis(engines, parallelism(), kept)) {
            return say(synthesis, Voices.draw(engines, seed, voices));
        }
    }

    private void check() {
        try {
            Utterance.check(phrase);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        if (voices < 1) {
            throw new ParameterException(spec.commandLine(), "--voices must be at least 1: voices=" + voices);
        }
        if (parallelism() < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs must be at least 1: jobs=" + jobs);
        }
    }

    private int parallelism() {
        return jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    }

    private int say(Synthesis synthesis, List<Voice> mix) throws IOException {
        var pace = new Pace(mix.size());
        Clips clips;
        try (Screen screen = new Screen(spec.commandLine().getErr(), pace::text)) {
            clips = new Clips(pace, screen);
            synthesis.all(mix.stream().map(voice -> new Utterance(voice, phrase)).toList(), clips);
        }
        spec.commandLine().getOut().println(String.format(Locale.ROOT, "%s: %d clips of %d speakers, %s", folder,
            clips.written, clips.speakers.size(), pace.over()));
        return clips.written == mix.size() ? 0 : 1;
    }

    /** Writes a file a clip, numbered in the order of the voices. */
    private final class Clips implements Synthesis.Listener {
        private final Pace pace;
        private final Screen screen;
        private final Set<String> speakers = new HashSet<>();
        private int number;
        private int written;

        Clips(Pace pace, Screen screen) {
            this.pace = pace;
            this.screen = screen;
        }

        @Override
        public void spoken(Utterance utterance, short[] clip) throws IOException {
            String name = String.format(Locale.ROOT, "%04d-%s.wav", ++number, utterance.voice().name().replace('/', '-'));
            Clip.write(folder.resolve(name), clip);
            speakers.add(utterance.voice().speaker());
            written++;
            pace.next().ifPresent(screen::print);
        }

        @Override
        public void failed(Utterance utterance, SpeechException why) {
            number++;
            screen.print("pipit: " + why.getMessage());
            pace.next().ifPresent(screen::print);
        }
    }
}
