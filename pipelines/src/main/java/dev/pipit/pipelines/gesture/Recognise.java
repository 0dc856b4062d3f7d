package dev.pipit.pipelines.gesture;

import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.EventFormat;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * Turns strokes, frames or rows of features into detections. Allocates for a detection only.
 *
 * @param knowledge what is recognised by
 * @param averaged  as many times in a row the answer must be the same, at least 1
 * @param repeats   whether the same label is sent again while it lasts
 */
record Recognise(Knowledge knowledge, int averaged, boolean repeats) implements Block<Tensor, Detection> {
    Recognise {
        if (averaged < 1) {
            throw new IllegalArgumentException("averaged must be at least 1: averaged=" + averaged);
        }
    }

    @Override
    public Format output(Format input) {
        if (!(input instanceof TensorFormat tensors) || tensors.size() != knowledge.size()) {
            throw new IllegalArgumentException("the model takes " + knowledge.size() + " numbers: input is " + input);
        }
        return new EventFormat(Detection.class);
    }

    @Override
    public Sink<Tensor> open(Format input, Sink<? super Detection> next) {
        TensorFormat format = (TensorFormat) input;
        Says recogniser = knowledge.open();
        return new Sink<>() {
            private int last = -1;
            private int times;
            private int sent = -1;

            @Override
            public void accept(Tensor tensor) {
                int label = recogniser.recognise(tensor.values());
                times = label == last ? times + 1 : 1;
                last = label;
                if (times < averaged || label == sent && !repeats) {
                    return;
                }
                sent = label;
                if (label >= 0) {
                    next.accept(new Detection(recogniser.labels().get(label), recogniser.score(),
                        tensor.firstSample() + format.length() - 1,
                        tensor.timeNanos() + format.signal().nanosOf(format.length() - 1L)));
                }
            }
        };
    }

    @Override
    public String toString() {
        return "Recognise " + String.join(", ", knowledge.open().labels());
    }
}
