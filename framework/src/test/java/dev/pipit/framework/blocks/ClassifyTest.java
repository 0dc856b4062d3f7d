package dev.pipit.framework.blocks;

import static dev.pipit.framework.tflite.ModelBuilder.perTensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.ScoresFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelBuilder;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

class ClassifyTest {
    private record Made(String how) {
    }

    private static final SignalFormat SIGNAL = new SignalFormat(1000, 1, Unit.FULL_SCALE);
    private static final List<String> LABELS = List.of("no", "yes");

    private final List<String> sent = new ArrayList<>();

    private static TensorFormat features(Record madeBy) {
        return new TensorFormat(List.of(1, 2), SIGNAL, 30, 10, madeBy);
    }

    /** Sends what it was shown the time before, and zeros at first: int8, real = q / 4. */
    private static Model memory() {
        var model = new ModelBuilder();
        int in = model.quantized("in", TensorType.INT8, 0.25f, 0, 1, 2);
        int handle = model.tensor("handle", TensorType.RESOURCE, 1);
        int out = model.quantized("out", TensorType.INT8, 0.25f, 0, 1, 2);
        return model
            .operator(OperatorCode.VAR_HANDLE, new Options.VarHandle("", "last"), List.of(), List.of(handle))
            .operator(OperatorCode.READ_VARIABLE, new Options.None(), List.of(handle), List.of(out))
            .operator(OperatorCode.ASSIGN_VARIABLE, new Options.None(), List.of(handle, in), List.of())
            .inputs(in).outputs(out).model();
    }

    /** Sends what it is shown; reads its input as real = (q + 128) / 256. */
    private static Model mirror() {
        var model = new ModelBuilder();
        int in = model.quantized("in", TensorType.INT8, perTensor(1 / 256f, -128), 1, 2);
        int shape = model.indices("shape", 1, 2);
        int out = model.quantized("out", TensorType.INT8, perTensor(1 / 256f, -128), 1, 2);
        return model.operator(OperatorCode.RESHAPE, new Options.Reshape(List.of(1, 2)), List.of(in, shape), List.of(out))
            .inputs(in).outputs(out).model();
    }

    private void send(Sink<Tensor> to, TensorFormat format, int number, float no, float yes) {
        var tensor = new Tensor(format);
        tensor.values()[0] = no;
        tensor.values()[1] = yes;
        tensor.at(number * 10L, number * 10_000_000L);
        to.accept(tensor);
    }

    private Sink<Tensor> open(Model model, TensorFormat format) {
        return new Classify("m", model, LABELS, Optional.empty()).open(format, scores ->
            sent.add(scores.lastSample() + "@" + scores.timeNanos() / 1_000_000 + " " + Arrays.toString(scores.values())));
    }

    /** 30 samples every 10: the newest of row i is sample 10 i + 29. */
    @Test
    void sendsRealScoresWithTheTimeOfTheNewestSample() {
        TensorFormat format = features(new Made("somehow"));
        Sink<Tensor> classify = open(mirror(), format);
        send(classify, format, 0, 0.5f, 0.75f);
        send(classify, format, 1, -1, 2);
        assertEquals(List.of("29@29 [0.5, 0.75]", "39@39 [0.0, 0.99609375]"), sent);
    }

    @Test
    void startsAfreshAfterAGap() {
        TensorFormat format = features(new Made("somehow"));
        Sink<Tensor> classify = open(memory(), format);
        send(classify, format, 0, 1, 2);
        send(classify, format, 1, 3, 4);
        send(classify, format, 7, 5, 6);
        send(classify, format, 8, 7, 8);
        assertEquals(List.of("29@29 [0.0, 0.0]", "39@39 [1.0, 2.0]", "99@99 [0.0, 0.0]", "109@109 [5.0, 6.0]"), sent);
    }

    /** By the formula of microWakeWord: (333 + 256 × 333) / 666 − 128 = 0, as real (0 + 128) / 256. */
    @Test
    void convertsMicroFeaturesAsTheirModelsWereTrained() {
        TensorFormat format = features(MicroFeatures.standard());
        Sink<Tensor> classify = open(mirror(), format);
        send(classify, format, 0, 0, 333);
        assertEquals(List.of("29@29 [0.0, 0.5]"), sent);
    }

    @Test
    void tellsWhatItSends() {
        var classify = new Classify("m", mirror(), LABELS, Optional.of(new Made("well")));
        assertEquals(new ScoresFormat(LABELS, SIGNAL, 10), classify.output(features(new Made("well"))));
        assertEquals("Classify m", classify.toString());
    }

    @Test
    void refusesWhatTheModelWasNotTrainedOn() {
        var classify = new Classify("m", mirror(), LABELS, Optional.of(new Made("well")));
        assertRefused(classify, features(new Made("badly")),
            "m: the model was trained on Made[how=well]: input is made by Made[how=badly]");
        assertRefused(classify, new TensorFormat(List.of(1, 3), SIGNAL, 30, 10, new Made("well")),
            "m: the model takes 2 features: input has 3, [1, 3]");
        assertRefused(classify, SIGNAL, "Classify needs features: input is 1000 Hz, 1 channel, full scale");
    }

    private static void assertRefused(Classify classify, Format input, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> classify.output(input)).getMessage());
    }

    @Test
    void wantsALabelForEachScore() {
        var e = assertThrows(IllegalArgumentException.class,
            () -> new Classify("m", mirror(), List.of("yes"), Optional.empty()));
        assertEquals("m: the model must give one score per label: scores=2, labels=[yes]", e.getMessage());
    }
}
