package dev.pipit.pipelines.wakeword;

import java.util.List;
import java.util.Optional;

import dev.pipit.framework.blocks.MicroFeatures;
import dev.pipit.framework.blocks.Spectrogram;
import dev.pipit.framework.dsp.micro.Int8Features;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Scores;
import dev.pipit.framework.signal.ScoresFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Runs the backbone, and a word's network if it has one, on feature rows, and scores with a personal head. Starts afresh after
 * a gap.
 *
 * @param rows that a score is computed from
 */
record PersonalScores(Word word, int rows) implements Block<Tensor, Scores> {
    @Override
    public ScoresFormat output(Format input) {
        TensorFormat features = new Spectrogram(rows, rows).output(input);
        if (!MicroFeatures.standard().equals(features.madeBy())) {
            throw new IllegalArgumentException(word.name() + ": the model was trained on " + MicroFeatures.standard()
                + ": input is made by " + features.madeBy());
        }
        return new ScoresFormat(List.of(word.label()), features.signal(), features.hop());
    }

    @Override
    public Sink<Tensor> open(Format input, Sink<? super Scores> next) {
        return new Open((TensorFormat) input, output(input), next);
    }

    private Networks networks() {
        Word.Voice voice = word.voice().orElseThrow();
        try {
            return new Networks(voice.head().hasNetwork() ? Optional.of(word) : Optional.empty(), voice.backbone());
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(word.name() + ": " + e.getMessage(), e);
        }
    }

    private final class Open implements Sink<Tensor> {
        private final Sink<? super Scores> next;
        private final Networks networks = networks();
        private final PersonalHead head = word.voice().orElseThrow().head();
        private final Episodes episodes = word.voice().orElseThrow().episodes();
        private final Listening listening = head.listen();
        private final float[] row = new float[head.size()];
        private final Scores scores;
        private final int hop;
        private final int lastSample;
        private final long lastNanos;
        private long expected;

        Open(TensorFormat features, ScoresFormat output, Sink<? super Scores> next) {
            this.next = next;
            scores = new Scores(output);
            hop = features.hop();
            lastSample = features.length() - 1;
            lastNanos = features.signal().nanosOf(lastSample);
        }

        @Override
        public void accept(Tensor features) {
            if (features.firstSample() != expected) {
                networks.reset();
                listening.reset();
            }
            expected = features.firstSample() + hop;
            float[] values = features.values();
            for (int band = 0; band < values.length; band++) {
                networks.set(band, Int8Features.of((int) values[band]));
            }
            networks.next();
            if (networks.embedded()) {
                listening.next(networks.embedding());
            }
            if (networks.scored()) {
                scores.values()[0] = head.score(listening, networks.logit());
                head.write(listening, networks.logit(), row);
                episodes.row(row);
                scores.at(features.firstSample() + lastSample, features.timeNanos() + lastNanos);
                next.accept(scores);
            }
        }

        @Override
        public Optional<Runnable> warmUp() {
            return Optional.of(networks::upgrade);
        }
    }

    @Override
    public String toString() {
        return "PersonalScores " + word.name();
    }
}
