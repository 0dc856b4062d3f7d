package dev.pipit.apps.train.keyword;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.train.Progress;
import dev.pipit.apps.train.labelled.Course;
import dev.pipit.apps.train.labelled.DataSet;
import dev.pipit.apps.train.labelled.Labelled;
import dev.pipit.apps.train.labelled.TrainingOptions;

/** {@code pipit train keyword}. */
@Command(
    name = "keyword",
    description = "Trains a network that tells several words apart in a second of sound, and says how well it does on "
        + "speakers that it has not heard.%n",
    footer = {
        "",
        "Examples:",
        "  pipit train keyword --data words --out keyword     a folder a word: words/yes/*.wav, words/no/*.wav, ...",
        "  pipit train keyword --public --out keyword         the public recordings of PIPIT_DATA",
        "  pipit model check keyword/golden                   its numbers against the simulation",
        "",
        "The speaker is what stands before _nohash_ in the name of a recording, or what words/index.csv says (columns file, "
            + "speaker). The folders unknown, silence and _background_noise_ are other speech and noise.",
        "",
        "Ctrl-C keeps what was learned; the same command goes on from there, to the same bytes."})
public final class KeywordCommand implements Callable<Integer> {
    private static final int BATCH = 64;
    private static final double RATE = 4e-3;
    private static final int STEPS = 3_000;
    private static final int STEPS_A_MINUTE = 300;
    private static final int LEAST_COPIES = 40;

    @ArgGroup(multiplicity = "1")
    private WordRecordings recordings;

    @Option(names = "--words", split = ",", paramLabel = "WORD", description = "Which ones; the others are unknown.")
    private List<String> words = List.of();

    @Option(names = "--copies", paramLabel = "N", defaultValue = "1200", description = "About how many examples of each "
        + "label are made of its recordings: other voices, rooms, noises (default: ${DEFAULT-VALUE}).")
    private int copies;

    @Option(names = "--spoken", paramLabel = "N", defaultValue = "0", description = "In how many voices of this machine's "
        + "synthesisers (pipit speech engines) each word is learned besides (default: ${DEFAULT-VALUE}).")
    private int spoken;

    @Mixin
    private TrainingOptions options;

    @Spec
    private CommandSpec spec;

    /** Filled in by the command line. */
    public KeywordCommand() {
    }

    @Override
    public Integer call() throws IOException {
        if (copies < LEAST_COPIES) {
            throw new IllegalArgumentException("--copies must be at least " + LEAST_COPIES + ": copies=" + copies);
        }
        Path work = options.work();
        Set<String> wanted = new TreeSet<>(words);
        List<SoundFile> files = recordings.of(wanted);
        Progress progress = options.progress(spec);
        List<Sound> sounds = Sounds.read(files, progress, this::warn);
        DataSet data = new KeywordData(sounds, spoken(sounds, work, progress), options.testShare(), options.seed(),
            copies).make(work.resolve("features"), progress, this::warn);
        Course course = Course.of(options.seed(), options.steps(STEPS, STEPS_A_MINUTE), BATCH, RATE);
        var labelled = new Labelled("keywords " + String.join(", ", data.labels()), TrainingOptions.command(spec),
            KeywordFeatures.json(), data, course, new KeywordChange());
        return options.run(labelled, KeywordNetwork.build(data.labels().size(), options.seed()), progress, spec);
    }

    private List<Sound> spoken(List<Sound> sounds, Path work, Progress progress) throws IOException {
        if (spoken <= 0) {
            return List.of();
        }
        List<String> labels = sounds.stream().map(Sound::label).distinct().sorted()
            .filter(label -> !label.equals(Sound.UNKNOWN) && !label.equals(Sound.SILENCE)).toList();
        return new SpokenWords(work.resolve("speech"), options.seed(), progress, this::warn).of(labels, spoken);
    }

    private void warn(String line) {
        spec.commandLine().getErr().println(line);
    }
}
