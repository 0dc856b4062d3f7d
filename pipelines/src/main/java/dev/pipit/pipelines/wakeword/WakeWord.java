package dev.pipit.pipelines.wakeword;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.blocks.Decide;
import dev.pipit.framework.blocks.Fork;
import dev.pipit.framework.blocks.Gate;
import dev.pipit.framework.blocks.MicroFeatures;
import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Flow;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.Source;

/**
 * The pipeline that hears wake words: one front end, and behind it for each word its model and its decision.
 *
 * <p>source → ring → frames of 30 ms → gate, if there is one → features → for each word: its rows → model → decision
 *
 * <p>Words that are heads of openWakeWord stand on a {@link SpeechEmbedding}: frames of 110 ms every 80 ms, and its rows in
 * place of features.
 *
 * @param words     at least one; all with features of the same hop
 * @param gate      keeps all that is behind it from running in silence; its pre-roll should be longer than the words
 * @param embedding what heads of openWakeWord stand on, if the words are such, in place of the features
 */
public record WakeWord(List<Word> words, Optional<Gate> gate, Optional<SpeechEmbedding> embedding) {
    /** As all public models were trained. */
    public static final Duration FRAME = Duration.ofMillis(30);

    private static final Duration RING = Duration.ofMillis(500);
    private static final Duration EMBEDDED = Duration.ofMillis(110);

    public WakeWord {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one word to listen for");
        }
        if (words.stream().map(word -> word.manifest().hop()).distinct().count() > 1) {
            throw new IllegalArgumentException("words must have features of the same hop to share a front end: "
                + String.join(", ", words.stream()
                    .map(word -> word.name() + "=" + word.manifest().hop().toMillis() + " ms").toList()));
        }
    }

    /** Of features. */
    public WakeWord(List<Word> words, Optional<Gate> gate) {
        this(words, gate, Optional.empty());
    }

    /** Listens all the time. */
    public static WakeWord of(List<Word> words) {
        return new WakeWord(words, Optional.empty());
    }

    /** Time from one frame to the next. */
    public Duration hop() {
        return words.get(0).manifest().hop();
    }

    /** Looks at what a pipeline hears while it runs. Called by the worker: as quick as a block. */
    public interface Watch {
        /** Looks away. */
        Watch NOBODY = new Watch() { };

        /** Sees each frame, before the gate. */
        default void frame(Frame frame) {
        }

        /** Who sees the scores of a word. */
        default Decide.Watcher of(Word word) {
            return Decide.Watcher.NOBODY;
        }
    }

    /**
     * The pipeline up to its detections, in the order of time.
     *
     * @param source  16 kHz, one channel
     * @param overrun drop the oldest for a microphone, wait for a recording
     * @throws IllegalArgumentException if the source or a model does not fit; the message says which
     */
    public Flow<Detection> hear(String name, Source source, Overrun overrun, Watch watch) {
        Flow<Frame> frames = Pipeline.named(name).from(source).ring(RING, overrun)
            .frames(embedding.isPresent() ? EMBEDDED : FRAME).every(hop()).tee(watch::frame);
        if (gate.isPresent()) {
            frames = frames.then(gate.get());
        }
        List<Block<Tensor, Detection>> branches = words.stream().map(word -> branch(word, watch.of(word))).toList();
        Block<Frame, Tensor> front = embedding.<Block<Frame, Tensor>>map(networks -> new EmbeddingRows(networks,
            words.stream().mapToInt(Word::headRows).max().orElseThrow() - 1)).orElse(MicroFeatures.standard());
        return frames.then(front).then(new Fork<>(branches));
    }

    private Block<Tensor, Detection> branch(Word word, Decide.Watcher watcher) {
        return (embedding.isPresent() ? word.headScores() : word.scores())
            .then(new Decide(word.label(), word.tuning(), word.refractory(), word.voice()
                .<Decide.Watcher>map(voice -> (score, mean, timeNanos) -> {
                    voice.episodes().scored(score, mean, timeNanos);
                    watcher.scored(score, mean, timeNanos);
                }).orElse(watcher)));
    }
}
