package dev.pipit.framework.tflite.packed;

/**
 * Numbers of several bytes, of which some are more alike than others: signs and exponents, or the upper bytes of small whole
 * numbers.
 *
 * <p>What is stored: the bytes of a number; then for each of them, the lowest first, how it is coded, raw or as
 * {@link Symbols}, its size, and what is stored.
 */
public final class Planes {
    private static final int MOST = 8;

    private Planes() {
    }

    static void expand(PackedInput in, PackedOutput out) throws PackedFormatException {
        int planes = in.uint8();
        if (planes < 2 || planes > MOST || out.bytes() % planes != 0) {
            throw new PackedFormatException("is damaged: planes=" + planes + " of " + out.bytes() + " bytes");
        }
        for (int plane = 0; plane < planes; plane++) {
            int number = in.uint8();
            Coding coding = Coding.of(number).filter(each -> each == Coding.RAW || each == Coding.SYMBOLS)
                .orElseThrow(() -> new PackedFormatException("is damaged: coding=" + number));
            Part.expand(coding, new PackedInput(in.view(in.size())), out.plane(plane, planes));
        }
        out.wrote(out.bytes());
    }
}
