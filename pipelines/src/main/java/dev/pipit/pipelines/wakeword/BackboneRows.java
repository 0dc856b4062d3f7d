package dev.pipit.pipelines.wakeword;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Runs the backbone that all words share: some feature rows go in, a row of numbers comes out that says what is spoken.
 * Allocates nothing once it is made. Threads: one at a time.
 */
final class BackboneRows {
    private final Interpreter interpreter;
    private final float[] row;

    BackboneRows(Model backbone) throws ModelFormatException {
        interpreter = Interpreter.prepare(backbone);
        row = new float[interpreter.output(0).elements()];
    }

    /** A number that another backbone all but surely has not: of what it says of its lowest features. */
    static double fingerprint(Model backbone) throws ModelFormatException {
        var embedding = new BackboneRows(backbone);
        for (int i = 0; i < embedding.input().elements(); i++) {
            embedding.input().set(i, Byte.MIN_VALUE);
        }
        double sum = 0;
        float[] row = embedding.step();
        for (int i = 0; i < row.length; i++) {
            sum += (i + 1) * (double) row[i];
        }
        return sum;
    }

    TensorView input() {
        return interpreter.input(0);
    }

    /** Numbers in a row. */
    int size() {
        return row.length;
    }

    /** Takes a step of what is in the input; the row is this object's own. */
    float[] step() {
        interpreter.invoke();
        interpreter.output(0).readReals(row, 0);
        return row;
    }

    /** Begins anew. */
    void reset() {
        interpreter.reset();
    }

    /** Goes over to the vector kernels. */
    void upgrade() {
        interpreter.upgrade();
    }
}
