package dev.pipit.framework.inference;

import dev.pipit.framework.inference.kernel.Operand;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * The numbers of one tensor of an interpreter, in their place. Nothing here allocates.
 *
 * <p>Bytes are little-endian. {@link #get} and {@link #set} take whole numbers of up to 32 bits as they are;
 * {@link #real} and {@link #setReal} take real numbers, translated by the tensor's quantization where it has one.
 */
public final class TensorView {
    private final TensorInfo info;
    private final Operand operand;
    private final int elements;
    private final double scale;
    private final int zeroPoint;
    private final int least;
    private final int greatest;

    TensorView(Operand operand) {
        this.info = operand.info();
        this.operand = operand;
        this.elements = info.elements();
        this.scale = info.quantization().map(Quantization::scale).orElse(1f);
        this.zeroPoint = info.quantization().map(Quantization::zeroPoint).orElse(0);
        int bits = info.type().bits();
        boolean signed = info.type() != TensorType.UINT8;
        this.greatest = bits >= 32 ? Integer.MAX_VALUE : (1 << (signed ? bits - 1 : bits)) - 1;
        this.least = signed ? -greatest - 1 : 0;
    }

    /** Type, shape, quantization. */
    public TensorInfo info() {
        return info;
    }

    /** How many numbers. */
    public int elements() {
        return elements;
    }

    /** How many bytes. */
    public int bytes() {
        return operand.storage().length();
    }

    /** Copies all bytes to {@code into}, from index {@code at} on. */
    public void read(byte[] into, int at) {
        Storage storage = operand.storage();
        System.arraycopy(storage.bytes(), storage.offset(), into, at, storage.length());
    }

    /** Copies as many bytes as there are from {@code from}, from index {@code at} on. */
    public void write(byte[] from, int at) {
        Storage storage = operand.storage();
        System.arraycopy(from, at, storage.bytes(), storage.offset(), storage.length());
    }

    /** Number {@code i} as it is stored. */
    public int get(int i) {
        return operand.get(checked(i));
    }

    /** Stores number {@code i}; what the type cannot hold loses its upper bits. */
    public void set(int i, int value) {
        operand.put(checked(i), value);
    }

    /** Number {@code i} as a real one. */
    public float real(int i) {
        return info.type() == TensorType.FLOAT32 ? operand.storage().float32(checked(i))
            : (float) (scale * (get(i) - zeroPoint));
    }

    /** Stores a real number: the nearest that the quantization has, halves away from zero. */
    public void setReal(int i, float value) {
        if (info.type() == TensorType.FLOAT32) {
            operand.storage().putFloat32(checked(i), value);
        } else {
            float steps = value / (float) scale;
            double q = Math.signum(steps) * Math.floor(Math.abs((double) steps) + 0.5) + zeroPoint;
            set(i, (int) Math.max(least, Math.min(greatest, q)));
        }
    }

    /** Copies all numbers as real ones to {@code into}, from index {@code at} on. */
    public void readReals(float[] into, int at) {
        for (int i = 0; i < elements; i++) {
            into[at + i] = real(i);
        }
    }

    /** Stores as many real numbers as there are, from index {@code at} of {@code from} on. */
    public void writeReals(float[] from, int at) {
        for (int i = 0; i < elements; i++) {
            setReal(i, from[at + i]);
        }
    }

    private int checked(int i) {
        if (i < 0 || i >= elements) {
            throw new IndexOutOfBoundsException("index must be 0 to " + (elements - 1) + ": index=" + i);
        }
        return i;
    }
}
