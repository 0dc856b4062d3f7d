package dev.pipit.apps.train.keyword;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.apps.train.Progress;
import dev.pipit.framework.training.sound.Loudness;
import dev.pipit.framework.training.sound.Noise;
import dev.pipit.framework.training.sound.WordBounds;
import dev.pipit.sensors.recording.WavWriter;

/** {@code pipit harden-sound}. */
@Command(
    name = "harden-sound",
    description = "Looks for a sound that misleads a keyword network over the air, and says how many words it still tells.%n",
    footer = {
        "",
        "Examples:",
        "  pipit harden-sound keyword/model.json --public --snr 10",
        "  pipit harden-sound keyword/model.json --data words --snr 5 --out attack.wav",
        "",
        "The sound is a second of noise in bands that is played again and again, so far below each word. It is found with words of "
            + "speakers that the network was trained on, and judged by others, through rooms, delays and tilts of their own. "
            + "Beside it: pink noise as loud, and a sound of that kind that was not looked for.",
        "",
        "Exit code: 0, 1 if an input cannot be used, 2 for wrong usage."})
public final class HardenSoundCommand implements Callable<Integer> {
    private static final int SOUND_DBFS = -20;

    @Parameters(paramLabel = "MODEL.JSON", description = "What pipit train keyword wrote.")
    private Path model;

    @ArgGroup(multiplicity = "1")
    private WordRecordings recordings;

    @Option(names = "--words", split = ",", paramLabel = "WORD", description = "As the network was trained.")
    private List<String> words = List.of();

    @Option(names = "--snr", paramLabel = "DB", defaultValue = "10", description = "How far the sound is below each word "
        + "(default: ${DEFAULT-VALUE}).")
    private double snrDb;

    @Option(names = "--tries", paramLabel = "N", defaultValue = "300", description = "Sounds that are tried (default: "
        + "${DEFAULT-VALUE}).")
    private int tries;

    @Option(names = "--with", paramLabel = "N", defaultValue = "120", description = "Words it is looked for with (default: "
        + "${DEFAULT-VALUE}).")
    private int with;

    @Option(names = "--test-share", paramLabel = "SHARE", defaultValue = "0.25", description = "As the network was trained: others "
        + "would judge by speakers that it knows (default: ${DEFAULT-VALUE}).")
    private double testShare;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed finds the same sound.")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE.wav", description = "Where the sound goes, to be played.")
    private Path out;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Filled in by the command line. */
    public HardenSoundCommand() {
    }

    @Override
    public Integer call() throws IOException {
        if (tries < 1 || with < 1 || !(Math.abs(snrDb) <= 40) || !(testShare > 0 && testShare < 1)) {
            throw new IllegalArgumentException("--tries and --with must be at least 1, --snr -40 to 40, --test-share above 0 and below "
                + "1: tries=" + tries + ", with=" + with + ", snr=" + snrDb + ", testShare=" + testShare);
        }
        KeywordScores scores = KeywordScores.load(model);
        Set<String> wanted = new TreeSet<>(words);
        var progress = new Progress(spec.commandLine().getErr(), Screen.isTerminal());
        List<Sound> sounds = Sounds.read(recordings.of(wanted), progress, line -> spec.commandLine().getErr().println(line));
        Set<String> test = KeywordData.judged(sounds, testShare);
        var attack = new SoundAttack(scores::of, snrDb);
        AttackSound found = attack.search(SoundAttack.some(words(scores, sounds, test, false), with), tries, seed, progress);
        List<SoundAttack.Word> judged = words(scores, sounds, test, true);
        Map<String, Double> right = new LinkedHashMap<>();
        right.put("as they are", attack.right(judged));
        right.put("with pink noise", attack.right(Noise.pink(KeywordFeatures.SAMPLES, new SplittableRandom(seed)), judged, seed));
        right.put("with a random sound", attack.right(attack.samples(AttackSound.random(new SplittableRandom(seed + 1))), judged,
            seed));
        right.put("with the sound that was found", attack.right(attack.samples(found), judged, seed));
        if (out != null) {
            write(attack.samples(found));
        }
        print(right, judged.size());
        return 0;
    }

    /** Words in the middle of a second; speech and noise in which there is none are left out. */
    private static List<SoundAttack.Word> words(KeywordScores scores, List<Sound> sounds, Set<String> test, boolean judged) {
        List<SoundAttack.Word> some = new ArrayList<>();
        for (Sound sound : KeywordExamples.of(sounds, test, judged)) {
            int label = scores.labels().indexOf(sound.label());
            if (label >= 0 && !sound.running()) {
                WordBounds word = LoudSecond.of(sound.samples()).orElseThrow();
                float[] second = KeywordExamples.cut(sound.samples(), (word.from() + word.to() - KeywordFeatures.SAMPLES) / 2,
                    KeywordFeatures.SAMPLES);
                some.add(new SoundAttack.Word(label, second));
            }
        }
        if (some.isEmpty()) {
            throw new IllegalArgumentException("no recordings of the network's words: labels=" + scores.labels());
        }
        return some;
    }

    private void write(float[] sound) throws IOException {
        Loudness.toRms(sound, SOUND_DBFS);
        try (WavWriter file = WavWriter.of16Bits(out, KeywordFeatures.RATE_HZ, 1)) {
            file.write(sound, 0, sound.length);
        }
    }

    private void print(Map<String, Double> right, int count) {
        PrintWriter to = spec.commandLine().getOut();
        if (json) {
            var object = new JsonObject();
            object.addProperty("snr_db", snrDb);
            object.addProperty("words", count);
            right.forEach(object::addProperty);
            to.println(object);
        } else {
            to.println(String.format(Locale.ROOT, "%d words of speakers that were not trained on, the sound %.0f dB below each",
                count, snrDb));
            right.forEach((what, part) -> to.println(String.format(Locale.ROOT, "%-32s %5.1f %% right", what, 100 * part)));
        }
        to.flush();
    }
}
