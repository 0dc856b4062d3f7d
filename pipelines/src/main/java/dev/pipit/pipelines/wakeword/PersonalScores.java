package dev.pipit.pipelines.wakeword;

import java.util.Optional;

import dev.pipit.framework.blocks.Classify;
import dev.pipit.framework.dsp.micro.Int8Features;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Scores;
import dev.pipit.framework.signal.ScoresFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Runs a word's network on features, and scores with a personal head. Starts afresh after a gap.
 *
 * @param classify what it takes the place of
 */
record PersonalScores(Word word, Classify classify, PersonalHead head, Episodes episodes) implements Block<Tensor, Scores> {
    @Override
    public ScoresFormat output(Format input) {
        return classify.output(input);
    }

    @Override
    public Sink<Tensor> open(Format input, Sink<? super Scores> next) {
        TensorFormat features = (TensorFormat) input;
        ScoresFormat output = output(input);
        Embedding embedding = embedding();
        Scores scores = new Scores(output);
        TensorView in = embedding.input();
        int hop = features.hop();
        int lastSample = features.length() - 1;
        long lastNanos = features.signal().nanosOf(lastSample);
        return new Sink<>() {
            private long expected;

            @Override
            public void accept(Tensor tensor) {
                if (tensor.firstSample() != expected) {
                    embedding.reset();
                }
                expected = tensor.firstSample() + hop;
                float[] values = tensor.values();
                for (int i = 0; i < values.length; i++) {
                    in.set(i, Int8Features.of((int) values[i]));
                }
                embedding.step();
                scores.values()[0] = head.score(embedding.row());
                episodes.row(embedding.row());
                scores.at(tensor.firstSample() + lastSample, tensor.timeNanos() + lastNanos);
                next.accept(scores);
            }

            @Override
            public Optional<Runnable> warmUp() {
                return Optional.of(embedding::upgrade);
            }
        };
    }

    private Embedding embedding() {
        try {
            return new Embedding(word);
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(word.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "PersonalScores " + word.name();
    }
}
