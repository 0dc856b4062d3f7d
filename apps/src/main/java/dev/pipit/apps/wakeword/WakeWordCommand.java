package dev.pipit.apps.wakeword;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Ending;
import dev.pipit.apps.Main;
import dev.pipit.apps.MicrophoneOptions;
import dev.pipit.apps.Recordings;
import dev.pipit.apps.Screen;
import dev.pipit.apps.Words;
import dev.pipit.apps.train.Progress;
import dev.pipit.framework.blocks.Gate;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.RealTime;
import dev.pipit.framework.stream.Source;
import dev.pipit.pipelines.wakeword.Enrolment;
import dev.pipit.pipelines.wakeword.Episodes;
import dev.pipit.pipelines.wakeword.Personal;
import dev.pipit.pipelines.wakeword.WakeWord;
import dev.pipit.pipelines.wakeword.Word;
import dev.pipit.sensors.microphone.Microphone;
import dev.pipit.sensors.recording.PcmStream;
import dev.pipit.sensors.sound.Channel;
import dev.pipit.sensors.sound.Conversion;

/** {@code pipit wake-word}. */
@Command(
    name = "wake-word",
    subcommands = FeedbackCommand.class,
    customSynopsis = {"pipit wake-word [--model=NAME|FILE...] [--wav=FILE|DIR... | --mic[=NAME] | --stdin]",
        "                [OPTION...]", ""},
    description = {
        "Hears wake words in recordings, from a microphone or from a pipe.",
        "",
        "Two words come with it: computer, which is heard if nothing else is said, and happy. A model of your own (pipit train "
            + "wake-word) or one of github.com/esphome/micro-wake-word-models is a manifest (.json) beside its .tflite file. "
            + "Without an input, a bundled recording is played in which computer voices say Computer, Alexa and Okay Nabu.",
        ""},
    footer = {
        "",
        "Examples:",
        "  pipit wake-word                                        the bundled recording",
        "  pipit wake-word --mic                                  the default microphone",
        "  pipit wake-word --model alexa.json --wav recordings/   all .wav files in a folder",
        "  pipit wake-word --model alexa_v0.1.onnx --embedding DIR --mic",
        "                                                         a word head of openWakeWord",
        "  arecord -q -f S16_LE -r 16000 -t raw |",
        "      pipit wake-word --model alexa.json --stdin          a pipe",
        "",
        "Ctrl-C ends it with a summary.",
        "Exit code: 0 when all inputs were heard, 1 when one could not be or not to its end, 2 for wrong usage, 130 after "
            + "Ctrl-C."})
public final class WakeWordCommand implements Callable<Integer> {
    /** As a shell counts it: 128 and the number of the signal of Ctrl-C. */
    private static final int INTERRUPTED = 130;
    private static final Path DEFAULT = Path.of(Word.shipped().get(0));

    @Option(names = "--model", paramLabel = "NAME|FILE",
        description = "A word that comes with Pipit (computer, happy), a manifest (.json) or a model (.tflite); may be given "
            + "several times.")
    private List<Path> models;

    @ArgGroup
    private Input input = new Input();

    /** Where the sound comes from. */
    static final class Input {
        @Option(names = "--wav", paramLabel = "FILE|DIR", arity = "1..*",
            description = "Recordings: any rate, 8 to 32 bits or float, any number of channels.")
        private List<Path> wav;

        @Option(names = "--mic", paramLabel = "NAME", arity = "0..1", fallbackValue = "",
            description = "Microphone; without a name that of the board or the default one. pipit microphones lists them.")
        private String mic;

        @Option(names = "--stdin", description = "Raw 16-bit little-endian samples at 16 kHz, one channel.")
        private boolean stdin;
    }

    @Option(names = "--threshold", paramLabel = "X", description = "Mean score that counts as yes, 0 to 1, instead of the "
        + "manifest's.")
    private Float threshold;

    @Option(names = "--average", paramLabel = "N", description = "Scores in the mean, instead of the manifest's.")
    private Integer average;

    @Option(names = "--refractory", paramLabel = "S", description = "Seconds after a detection in which the same word is "
        + "held back, instead of the manifest's; usually 2.")
    private Double refractory;

    @Option(names = "--speed", paramLabel = "real|max", defaultValue = "max",
        description = "Recordings: at the speed they were made, or as fast as it goes (the default).")
    private Speed speed;

    @Mixin
    private MicrophoneOptions heard = new MicrophoneOptions();

    @Option(names = "--gate", paramLabel = "DBFS", description = "Run nothing while it is quieter than this level, such as "
        + "-55; off unless it is given.")
    private Double gateDbfs;

    @Option(names = "--near-misses", paramLabel = "DIR", description = "Keep the sound of words that were almost detected.")
    private Path nearMisses;

    @Option(names = "--embedding", paramLabel = "DIR", description = "Folder of openWakeWord's melspectrogram and embedding_model "
        + "(.onnx or .tflite): then each --model is one of its word heads (.onnx or .tflite).")
    private Path embedding;

    @Option(names = "--enrol", paramLabel = "DIR", description = "Learn a voice from 3 to 5 recordings of the word, into "
        + "--state.")
    private Path enrol;

    @Option(names = "--new-word", paramLabel = "NAME", description = "With --enrol: a word that no network knows, learned by the "
        + "recordings alone. Heard from then on with --state.")
    private String newWord;

    @Option(names = "--others", paramLabel = "DIR", description = "More speech to enrol with than the bundled half minute, such "
        + "as the talk of the place.")
    private Path others;

    @Option(names = "--state", paramLabel = "DIR", description = "What was learned of a voice: used, and what came near the "
        + "word is added as features, to answer by pipit wake-word feedback.")
    private Path state;

    @Option(names = "--place", paramLabel = "NAME", defaultValue = "", description = "Where one listens: with --state, each "
        + "place has its own threshold; --threshold sets it.")
    private String place;

    @Option(names = "--keep-audio", description = "With --state: keep the sound of near misses too, in its folder audio.")
    private boolean keepAudio;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    enum Speed { real, max }                   // as people type it

    @Override
    public Integer call() throws IOException {
        Conversion conversion = heard.conversion(Recordings.RATE_HZ);      // wrong usage before anything is loaded
        if (embedding != null && (state != null || models == null)) {
            throw new ParameterException(spec.commandLine(), "--embedding needs --model=FILE, a word head, and takes no --state");
        }
        if (state != null) {
            return personal(conversion);
        } else if (enrol != null || keepAudio || others != null || newWord != null || !place.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--enrol, --new-word, --others, --place and --keep-audio need "
                + "--state=DIR");
        }
        List<Word> words = new ArrayList<>();
        for (Path model : models == null ? List.of(DEFAULT) : models) {
            words.add(tuned(embedding == null ? Words.load(model) : EmbeddingNetworks.head(model)));
        }
        return hear(words, conversion);
    }

    private int personal(Conversion conversion) throws IOException {
        if (models != null && models.size() != 1) {
            throw new ParameterException(spec.commandLine(), "--state is for one word: --model was given " + models.size()
                + " times");
        } else if (newWord != null && (enrol == null || models != null)) {
            throw new ParameterException(spec.commandLine(), "--new-word needs --enrol=DIR, and no --model");
        } else if (newWord != null && (newWord.isBlank() || newWord.lines().count() > 1)) {
            throw new ParameterException(spec.commandLine(), "--new-word must be a name");
        }
        Word loaded = models == null ? null : tuned(Words.load(models.get(0)));
        try (VoiceState voice = VoiceState.open(state)) {
            Word word = loaded != null ? loaded : tuned(newWord != null ? voice.spoken(newWord)
                : enrol == null && voice.newWord().isPresent() ? voice.newWord().get() : Words.load(DEFAULT));
            if (enrol != null) {
                enrol(voice, word);
                return 0;
            }
            Personal personal = threshold == null ? voice.load(word) : voice.load(word).at(place, threshold);
            if (keepAudio && nearMisses == null) {
                nearMisses = state.resolve("audio");
            }
            Word mine = word.personal(personal, place);
            int code = hear(List.of(mine), conversion);
            List<Episodes.Episode> episodes = mine.voice().orElseThrow().episodes().take();
            if (!episodes.isEmpty() || threshold != null) {
                voice.save(personal.heard(place, episodes), "heard " + episodes.size() + " times"
                    + (place.isEmpty() ? "" : " in " + place));
            }
            return code;
        }
    }

    private void enrol(VoiceState voice, Word word) throws IOException {
        List<Path> recordings = Recordings.find(List.of(enrol));
        var progress = new Progress(spec.commandLine().getErr(), Screen.isTerminal());
        VoiceState.Enrolled enrolled = voice.enrol(word, recordings, Optional.ofNullable(others), progress);
        int version = voice.save(enrolled.personal(), "enrolled with " + recordings.size() + " recordings of " + word.name());
        Enrolment.Learned learned = enrolled.learned();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("enrolled", word.name());
            line.addProperty("new", word.isNew());
            line.addProperty("recordings", recordings.size());
            line.addProperty("threshold", enrolled.personal().threshold(place));
            line.addProperty("copies", learned.copies());
            line.addProperty("heard_before", learned.before());
            line.addProperty("heard", learned.heard());
            line.addProperty("version", version);
            out.println(line);
            return;
        }
        out.println(String.format(Locale.ROOT, "enrolled: %s, %d recordings, threshold %.3f (version %d)", word.name(),
            recordings.size(), enrolled.personal().threshold(place), version));
        out.println(String.format(Locale.ROOT, "verified: of %d copies in no noise to much, %sby what the other recordings taught "
            + "%d are heard", learned.copies(), word.isNew() ? "" : learned.before() + " were heard by the network and ",
            learned.heard()));
        learned.unlike().forEach(i -> spec.commandLine().getErr().println("pipit: " + recordings.get(i)
            + " is not like the others; is it the word, by the same voice?"));
    }

    private int hear(List<Word> words, Conversion conversion) throws IOException {
        var wakeWord = embedding == null ? new WakeWord(words, gate())
            : new WakeWord(words, gate(), Optional.of(EmbeddingNetworks.load(embedding)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            return hear(wakeWord, conversion, new JsonReport(out));
        }
        for (Word word : words) {
            spec.commandLine().getErr().println(word.name() + ": " + word.label() + ", " + word.tuning()
                + (word.manifest().assumed() ? " (no manifest beside the model, these are assumed)" : ""));
        }
        try (var screen = new ScreenReport(out)) {
            return hear(wakeWord, conversion, screen);
        }
    }

    private Optional<Gate> gate() {
        try {
            return Optional.ofNullable(gateDbfs)
                .map(level -> new Gate(level, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Word tuned(Word word) {
        try {
            if (threshold != null) {
                word.tuning().threshold(threshold);
            }
            if (average != null) {
                word.tuning().averaged(average);
            }
            return refractory == null ? word : word.refractory(Duration.ofNanos(Math.round(refractory * 1e9)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int hear(WakeWord wakeWord, Conversion conversion, Report report) throws IOException {
        var ending = new Ending();
        try {
            Hearing hearing;
            int code;
            try (NearMissKeeper keeper = nearMisses == null ? null : new NearMissKeeper(nearMisses, report)) {
                hearing = new Hearing(wakeWord, report, Optional.ofNullable(keeper));
                code = hear(hearing, conversion);
            }
            report.summary(hearing.summary());
            return code;
        } finally {
            ending.close();
        }
    }

    private int hear(Hearing hearing, Conversion conversion) throws IOException {
        try {
            if (input.wav != null) {
                return hearRecordings(hearing);
            } else if (input.mic != null) {
                hearMicrophone(hearing, conversion);
            } else if (input.stdin) {
                try (Source pipe = new PcmStream(System.in, Recordings.RATE_HZ, 1)) {
                    hearing.listen("stdin", pipe, 0, Overrun.WAIT);
                }
            } else {
                hearDemo(hearing);
            }
            return 0;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        }
    }

    private void hearMicrophone(Hearing hearing, Conversion conversion) throws IOException, InterruptedException {
        try (Source mic = Microphone.open(input.mic, conversion)) {
            hearing.listen(mic.name(), mic, 0, Overrun.DROP_OLDEST);
        }
    }

    private int hearRecordings(Hearing hearing) throws IOException, InterruptedException {
        int broken = 0;
        for (Path file : Recordings.find(input.wav)) {
            try {
                broken += hear(hearing, file, file.toString()) ? 0 : 1;
            } catch (IOException e) {
                broken++;
                spec.commandLine().getErr().println("pipit: " + e.getMessage());
            }
        }
        return broken == 0 ? 0 : 1;
    }

    /** Whether the recording was whole. */
    private boolean hear(Hearing hearing, Path file, String name) throws IOException, InterruptedException {
        Channel channel = heard.channel(Channel.LEFT);
        try (Recordings.Recording recording = Recordings.open(file, channel)) {
            Source sound = speed == Speed.real ? new RealTime(recording.sound()) : recording.sound();
            if (recording.channels() > 1 && !json) {
                spec.commandLine().getErr().println(name + ": " + recording.channels() + " channels, heard is "
                    + (channel.equals(Channel.MEAN) ? "their mean" : channel));
            }
            hearing.listen(name, sound, recording.seconds(), Overrun.WAIT);
            return recording.missingSamples() == 0;
        }
    }

    private void hearDemo(Hearing hearing) throws IOException, InterruptedException {
        Path demo = Files.createTempFile("pipit-demo-", ".wav");
        try (InputStream bundled = Main.class.getResourceAsStream("demo.wav")) {
            Files.copy(bundled, demo, StandardCopyOption.REPLACE_EXISTING);
            hear(hearing, demo, "demo");
            if (!json) {
                spec.commandLine().getErr().println("That was the bundled recording. Now with your voice: pipit wake-word "
                    + "--mic");
            }
        } finally {
            Files.delete(demo);
        }
    }
}
