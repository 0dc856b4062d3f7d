package dev.pipit.pipelines.wakeword;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.blocks.Classify;
import dev.pipit.framework.blocks.MicroFeatures;
import dev.pipit.framework.blocks.SlidingClassify;
import dev.pipit.framework.blocks.Spectrogram;
import dev.pipit.framework.decision.Tuning;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.signal.Scores;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * A wake word that can be listened for.
 *
 * @param manifest   what its model says about itself
 * @param model      checked
 * @param tuning     threshold and averaging, as in the manifest at first; may be turned while one listens
 * @param refractory how long after a detection the next is held back
 * @param voice      whose voice it was made personal for, if it was
 */
public record Word(Manifest manifest, Model model, Tuning tuning, Duration refractory, Optional<Voice> voice) {
    private static final List<String> SHIPPED = List.of("computer", "happy");
    private static final Duration HEAD_HOP = Duration.ofMillis(80);
    /** The cosine that counts as yes. */
    private static final float NEW_THRESHOLD = 0.75f;
    private static final Duration NEW_HOP = Duration.ofMillis(10);
    private static final String SPOKEN = "learned by examples";
    private static final int BANDS = MicroFeatures.standard().settings().bands().count();

    /**
     * Loads a manifest and its model.
     *
     * @throws IOException if one of them is missing or cannot be used; the message is one line
     */
    public static Word load(Path file) throws IOException {
        Manifest manifest = Manifest.load(file);
        Model model = Model.load(manifest.model());
        try {
            Interpreter.prepare(model);        // refuses here what could not run later
        } catch (ModelFormatException e) {
            throw new ModelFormatException(manifest.model() + ": " + e.getMessage(), e);
        }
        return new Word(manifest, model, new Tuning(manifest.threshold(), manifest.averaged()),
            manifest.refractory());
    }

    /**
     * A head of openWakeWord: threshold 0.5 of each score by itself, as openWakeWord has it, until told otherwise.
     *
     * @param file  what it was read from; its name is the word's
     * @param model takes the last rows of a {@link SpeechEmbedding}, gives one score
     * @throws ModelFormatException if it takes or gives something else, or cannot be run
     */
    public static Word head(Path file, Model model) throws ModelFormatException {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        var manifest = new Manifest(name, name.replace('_', ' '), file, 0.5f, 1, HEAD_HOP, Manifest.REFRACTORY,
            Map.of(ManifestReader.ASSUMED, ""));
        var word = new Word(manifest, model, new Tuning(manifest.threshold(), manifest.averaged()), manifest.refractory());
        int rows = word.headRows();
        TensorInfo scores = model.main().tensors().get(model.main().outputs().get(0));
        if (word.input().elements() != rows * SpeechEmbedding.SIZE || rows < 1 || rows > SpeechEmbedding.pastRows()
                || scores.elements() != 1 || model.main().inputs().size() != 1) {
            throw new ModelFormatException(file + ": a head must make one score of 1 to " + SpeechEmbedding.pastRows()
                + " rows of " + SpeechEmbedding.SIZE + ": it makes " + scores + " of " + word.input());
        }
        Interpreter.prepare(model);
        return word;
    }

    /**
     * What makes a word personal.
     *
     * @param backbone runs beside the network, or alone for a new word
     * @param head     scores in place of the network
     * @param episodes remembers what came near the word
     */
    public record Voice(Model backbone, PersonalHead head, Episodes episodes) {
    }

    /**
     * A word that no network knows, to be learned by examples: what it is like is said by the backbone.
     *
     * @param name     of the word, as people write it
     * @param backbone the model
     */
    public static Word spoken(String name, Model backbone) {
        return new Word(new Manifest(name, name, Path.of(""), NEW_THRESHOLD, 1, NEW_HOP, Manifest.REFRACTORY,
            Map.of(SPOKEN, "")), backbone, new Tuning(NEW_THRESHOLD, 1), Manifest.REFRACTORY);
    }

    /** Whether no network knows it. */
    public boolean isNew() {
        return manifest.origin().containsKey(SPOKEN);
    }

    /** Of no voice in particular. */
    public Word(Manifest manifest, Model model, Tuning tuning, Duration refractory) {
        this(manifest, model, tuning, refractory, Optional.empty());
    }

    /** Names of the words that come with Pipit, the one of the demo first. */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * Loads a word that comes with Pipit.
     *
     * @param name one of {@link #shipped()}
     */
    public static Word shipped(String name) throws IOException {
        if (!SHIPPED.contains(name)) {
            throw new IllegalArgumentException("no word of this name comes with Pipit: name=" + name + ", known are "
                + String.join(", ", SHIPPED));
        }
        Path folder = Files.createTempDirectory("pipit-word-");
        try {
            for (String ending : List.of(".tflite", ".json")) {
                try (InputStream in = Word.class.getResourceAsStream(name + ending)) {
                    Files.copy(in, folder.resolve(name + ending));
                }
            }
            return load(folder.resolve(name + ".json"));
        } finally {
            Files.deleteIfExists(folder.resolve(name + ".tflite"));
            Files.deleteIfExists(folder.resolve(name + ".json"));
            Files.delete(folder);
        }
    }

    /** Short name of the model. */
    public String name() {
        return manifest.name();
    }

    /** The word. */
    public String label() {
        return manifest.label();
    }

    public Word {
        if (refractory.isNegative()) {
            throw new IllegalArgumentException("refractory time must not be negative: refractory=" + refractory);
        }
    }

    /** With another refractory time. */
    public Word refractory(Duration time) {
        return new Word(manifest, model, tuning, time, voice);
    }

    /** Made personal: with what was learned, at the threshold of a place. */
    public Word personal(Personal personal, String place) {
        tuning.threshold(personal.threshold(place));
        return new Word(manifest, model, tuning, refractory,
            Optional.of(new Voice(personal.backbone(), personal.head(), new Episodes(tuning))));
    }

    /** Feature rows that the model looks at together. */
    int rows() {
        int elements = input().elements();
        if (elements % BANDS != 0) {
            throw new IllegalArgumentException(name() + ": its model must take rows of " + BANDS + " features: input "
                + Arrays.toString(input().shape()));
        }
        return elements / BANDS;
    }

    /**
     * From feature rows to scores. A model with a memory of its own is shown each row once; another one looks at the last
     * rows each time a row comes, and computes what is new.
     */
    Block<Tensor, Scores> scores() {
        if (voice.isPresent()) {
            return new PersonalScores(this, rows());
        }
        var classify = new Classify(name(), model, List.of(label()), Optional.of(MicroFeatures.standard()));
        if (!remembers() && rows() > 1 && Arrays.stream(input().shape()).anyMatch(extent -> extent == rows())) {
            return new SlidingClassify(classify);
        }
        return new Spectrogram(rows(), remembers() ? rows() : 1).then(classify);
    }

    /** Rows of a speech embedding that a head looks at. */
    int headRows() {
        return input().elements() / SpeechEmbedding.SIZE;
    }

    /** From rows of a speech embedding to scores. */
    Block<Tensor, Scores> headScores() {
        return new Spectrogram(headRows()).then(new Classify(name(), model, List.of(label()), Optional.empty()));
    }

    boolean remembers() {
        return model.subgraphs().stream().anyMatch(graph -> graph.tensors().stream().anyMatch(TensorInfo::variable)
            || graph.operators().stream().anyMatch(operator -> operator.code() == OperatorCode.VAR_HANDLE));
    }

    private TensorInfo input() {
        return model.main().tensors().get(model.main().inputs().get(0));
    }
}
