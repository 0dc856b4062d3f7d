package dev.pipit.framework.training.sound;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Who is trained on, who is chosen by and who is judged by: a speaker is always on one side, whoever else there is.
 *
 * <p>The first 53 bits of the SHA-256 of the speaker's name, as a number from 0 to 1, say the side; so shares are met
 * on average, and a data set that grows moves nobody.
 *
 * @param validationShare of the speakers, 0 to 1
 * @param testShare       of the speakers, 0 to 1; both together at most 1
 */
public record Split(double validationShare, double testShare) {
    /** The three sides. */
    public enum Part { TRAINING, VALIDATION, TEST }

    public Split {
        if (!(validationShare >= 0 && testShare >= 0 && validationShare + testShare <= 1)) {
            throw new IllegalArgumentException("shares must be 0 to 1, together at most 1: validationShare="
                + validationShare + ", testShare=" + testShare);
        }
    }

    /** The side of a speaker. */
    public Part of(String speaker) {
        byte[] digest = CacheKey.sha256().digest(speaker.getBytes(StandardCharsets.UTF_8));
        double at = (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1p-53;
        if (at < testShare) {
            return Part.TEST;
        }
        return at < testShare + validationShare ? Part.VALIDATION : Part.TRAINING;
    }
}
