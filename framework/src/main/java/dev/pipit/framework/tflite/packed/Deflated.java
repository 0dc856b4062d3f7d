package dev.pipit.framework.tflite.packed;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What the DEFLATE of the JDK made. */
final class Deflated {
    private Deflated() {
    }

    static void expand(PackedInput in, PackedOutput out) throws PackedFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(in.view(in.remaining()));
            out.wrote(inflater.inflate(out.piece()));
            boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;       // reads the mark of the end
            if (more || !inflater.finished() || inflater.getRemaining() > 0) {
                throw new PackedFormatException("is damaged: does not end where it says");
            }
        } catch (DataFormatException e) {
            throw new PackedFormatException("is damaged: " + (e.getMessage() == null ? "no DEFLATE" : e.getMessage()));
        } finally {
            inflater.end();
        }
    }
}
