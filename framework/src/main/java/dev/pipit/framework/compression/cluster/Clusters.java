package dev.pipit.framework.compression.cluster;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.DoubleConsumer;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.retrain.Constraint;
import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.compression.retrain.Retraining;
import dev.pipit.framework.compression.retrain.RetrainingSettings;
import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.compression.retrain.Weights;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.TensorInfo;

/** Gives the weights of a model a few values to share. The same model, examples and seed give the same weights. */
public final class Clusters {
    private Clusters() {
    }

    /**
     * Constants whose weights can be shared: those of convolutions and dense layers, FLOAT32 or INT8, in the order of the
     * operators; by their numbers in the main subgraph.
     */
    public static List<Integer> tensors(Model model) {
        return WeightTensor.of(model).stream().map(each -> each.tensor().index()).toList();
    }

    /**
     * Without retraining.
     *
     * @param plan what each of some {@linkplain #tensors constants} is to share
     * @throws IllegalArgumentException if weights are not finite
     */
    public static Model of(Model model, Map<Integer, Clustering> plan) {
        Draft draft = Draft.of(model);
        for (SharedWeights each : shared(model, plan)) {
            TensorInfo tensor = each.place().tensor();
            float[] weights = each.rounded();
            if (each.place().whole()) {
                draft.set(tensor.index(), tensor.type(), tensor.shape(), tensor.quantization(), Optional.of(bytes(each, weights)));
            } else {
                draft.setReals(tensor.index(), weights, tensor.shape());
            }
        }
        return draft.model();
    }

    /**
     * With retraining of the shared values, and of all that is not shared.
     *
     * @throws IllegalArgumentException if the model cannot be trained, or the examples are not for it
     */
    public static Model retrained(Model model, Map<Integer, Clustering> plan, Examples examples,
            RetrainingSettings settings, Executor threads, DoubleConsumer eachLoss) {
        Trainable trainable = Trainable.of(model);
        if (!trainable.original().equals(model)) {
            throw new IllegalArgumentException("weights must be FLOAT32 or INT8 to be retrained: "
                + "some are FLOAT16 and turned into FLOAT32 by an operator");
        }
        List<SharedWeights> shared = shared(model, plan);
        List<Link> links = new ArrayList<>();
        for (Weights weights : trainable.weights()) {
            shared.stream().filter(each -> weights.operator().hasInput(weights.input())
                && weights.operator().inputs().get(weights.input()) == each.place().tensor().index())
                .forEach(each -> links.add(new Link(weights, each)));
        }
        Constraint sharing = (done, of) -> links.forEach(link -> link.share(done > 0));
        Retraining.of(trainable, examples, settings).run(sharing, threads, eachLoss);
        links.forEach(link -> link.put(link.shared.rounded()));
        return trainable.model();
    }

    private static List<SharedWeights> shared(Model model, Map<Integer, Clustering> plan) {
        return WeightTensor.of(model).stream().filter(each -> plan.containsKey(each.tensor().index()))
            .map(each -> new SharedWeights(each, plan.get(each.tensor().index()))).toList();
    }

    private static ByteBuffer bytes(SharedWeights shared, float... weights) {
        float[] steps = shared.place().steps();
        ByteBuffer bytes = ByteBuffer.allocate(weights.length);
        for (int i = 0; i < weights.length; i++) {
            bytes.put((byte) Math.round(weights[i] / steps[shared.place().channel(i)]));
        }
        return bytes.flip();
    }

    /** A parameter of the network, and what is shared of it. */
    private record Link(Weights weights, SharedWeights shared) {
        void share(boolean moved) {
            float[] parameter = weights.parameter().values();
            float[] constant = new float[parameter.length];
            if (moved) {
                for (int i = 0; i < parameter.length; i++) {
                    constant[weights.inConstant(i)] = parameter[i];
                }
                shared.follow(constant);
            }
            put(shared.shared());
        }

        void put(float... values) {
            float[] parameter = weights.parameter().values();
            for (int i = 0; i < parameter.length; i++) {
                parameter[i] = values[weights.inConstant(i)];
            }
        }
    }
}
