package dev.pipit.apps.train;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.apps.speech.Engines;

/** {@code pipit train wake-word}. */
@Command(
    name = "wake-word",
    description = {
        "Trains a model that hears a phrase of your own.",
        "",
        "The phrase is spoken by the speech synthesisers of this machine, put into rooms and noises, and learned by a small "
            + "network on top of one that knows speech. Recordings of real people make it much better. The same seed and "
            + "recordings give the same model, bit for bit; a command that was interrupted goes on where it was.",
        ""},
    footer = {
        "",
        "Examples:",
        "  pipit train wake-word \"hey computer\" --out hey-computer",
        "  pipit train wake-word \"hey computer\" --positives said/ --negatives room/ --minutes 30 --out hey-computer",
        "",
        "Exit code: 0, 1 if there is too little to learn from or a file cannot be used, 2 for wrong usage."})
final class WordCommand implements Callable<Integer> {
    private static final int LEAST_VOICES = 20;
    private static final int MOST_VOICES = 20_000;

    private final Supplier<Engines> found;
    private final Optional<WordPlan> fixed;

    @Parameters(paramLabel = "PHRASE", description = "What to hear: three or four syllables are best.")
    private String phrase;

    @Option(names = "--positives", paramLabel = "DIR", description = "Recordings that each hold the phrase; a folder in it "
        + "for each speaker, if there are several.")
    private Path positives;

    @Option(names = "--negatives", paramLabel = "DIR", description = "Recordings without it: your room, talk, radio.")
    private Path negatives;

    @Option(names = "--noises", paramLabel = "DIR", description = "Recordings of noise to hear it in.")
    private Path noises;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "15", description = "How much to do, in minutes of about "
        + "two cores; not measured by the clock (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--false-accepts", paramLabel = "PER_HOUR", defaultValue = "0.5",
        description = "How many are allowed; the threshold is chosen by it (default: ${DEFAULT-VALUE}).")
    private double falseAccepts;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Another number, another model "
        + "(default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--voices", paramLabel = "N", description = "Synthesised clips of the phrase; by --minutes unless it is "
        + "given.")
    private Integer voices;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the model, its manifest and the "
        + "report; what is needed to go on is kept in its folder .work.")
    private Path out;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Option(names = "--backbone", paramLabel = "FILE", hidden = true, description = "Another backbone.")
    private Path backbone;

    @Spec
    private CommandSpec spec;

    /** With the engines of this machine. */
    WordCommand() {
        this(Engines::found, Optional.empty());
    }

    /** @param fixed instead of what --minutes gives */
    WordCommand(Supplier<Engines> found, Optional<WordPlan> fixed) {
        this.found = found;
        this.fixed = fixed;
    }

    @Override
    public Integer call() throws IOException {
        check();
        WordPlan plan = fixed.orElseGet(() -> WordPlan.of(minutes));
        plan = voices == null ? plan : plan.voices(voices);
        PrintWriter err = spec.commandLine().getErr();
        Engines engines = found.get();
        if (!engines.all().isEmpty()) {
            err.println(engines.summary());
        }
        Optional<Path> data = Optional.ofNullable(System.getenv("PIPIT_DATA")).filter(name -> !name.isEmpty()).map(Path::of);
        var gathering = new WordGathering(phrase, seed, plan, folder(positives), folder(negatives), folder(noises), data);
        Progress progress = new Progress(err, Screen.isTerminal());
        Backbone shared = backbone == null ? Backbone.shipped() : Backbone.load(backbone);
        TrainedWord word = new WordTraining(gathering, falseAccepts, out, progress, warning -> err.println("pipit: " + warning))
            .train(engines, shared.integers(), command());
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(word.json()));
        } else {
            word.print(print);
        }
        return 0;
    }

    private static Optional<Path> folder(Path path) throws IOException {
        if (path != null && !Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return Optional.ofNullable(path);
    }

    private void check() {
        phrase = phrase.strip();
        if (phrase.codePoints().filter(Character::isLetter).count() < 3) {
            throw new ParameterException(spec.commandLine(), "a phrase must have at least 3 letters: phrase=" + phrase);
        }
        check(minutes >= WordPlan.LEAST_MINUTES && minutes <= WordPlan.MOST_MINUTES, "--minutes must be from "
            + WordPlan.LEAST_MINUTES + " to " + WordPlan.MOST_MINUTES + ": minutes=" + minutes);
        check(falseAccepts > 0 && falseAccepts <= 1000, "--false-accepts must be above 0 and at most 1000 an hour: "
            + "false-accepts=" + falseAccepts);
        check(voices == null || voices >= LEAST_VOICES && voices <= MOST_VOICES, "--voices must be from " + LEAST_VOICES
            + " to " + MOST_VOICES + ": voices=" + voices);
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** What trains it again, without the names of folders of this machine. */
    private String command() {
        return "pipit train wake-word \"" + phrase + "\" --seed " + seed + " --minutes " + minutes + " --false-accepts "
            + falseAccepts + (voices == null ? "" : " --voices " + voices) + (positives == null ? "" : " --positives DIR")
            + (negatives == null ? "" : " --negatives DIR") + (noises == null ? "" : " --noises DIR") + " --out DIR";
    }
}
