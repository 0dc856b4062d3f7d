package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrimTest {
    /** 10 ms. */
    private static final int FRAME = 160;

    @Test
    void leavesATenthOfASecondOnEitherSide() {
        short[] clip = new short[100 * FRAME];
        Arrays.fill(clip, 40 * FRAME, 60 * FRAME, (short) 1_000);
        Trim trim = new Trim(clip);
        assertEquals(0.2, trim.soundSeconds());
        assertArrayEquals(Arrays.copyOfRange(clip, 30 * FRAME, 70 * FRAME), trim.trimmed());
    }

    @Test
    void addsSilenceWhereTheSoundBeginsAtOnce() {
        short[] clip = new short[20 * FRAME];
        Arrays.fill(clip, (short) 1_000);
        short[] trimmed = new Trim(clip).trimmed();
        assertEquals(40 * FRAME, trimmed.length);
        assertEquals(0, trimmed[10 * FRAME - 1]);
        assertEquals(1_000, trimmed[10 * FRAME]);
        assertEquals(1_000, trimmed[30 * FRAME - 1]);
        assertEquals(0, trimmed[30 * FRAME]);
    }

    /** 39 dB below is a factor of 0.0112, 41 dB one of 0.0089. */
    @Test
    void keepsWhatIsUpToFortyDecibelsBelowTheLoudest() {
        short[] clip = new short[60 * FRAME];
        Arrays.fill(clip, 20 * FRAME, 30 * FRAME, (short) 10_000);
        Arrays.fill(clip, 30 * FRAME, 40 * FRAME, (short) 112);
        Arrays.fill(clip, 40 * FRAME, 50 * FRAME, (short) 89);
        assertEquals(0.2, new Trim(clip).soundSeconds());
        assertEquals(40 * FRAME, new Trim(clip).trimmed().length);
    }

    @Test
    void doesNotCountPauses() {
        short[] clip = new short[60 * FRAME];
        Arrays.fill(clip, 0, 10 * FRAME, (short) 1_000);
        Arrays.fill(clip, 50 * FRAME, 60 * FRAME, (short) 1_000);
        assertEquals(0.2, new Trim(clip).soundSeconds());
        assertEquals(80 * FRAME, new Trim(clip).trimmed().length);
    }

    /** −60 dBFS is 32.8 of 32768. */
    @Test
    void findsNoSoundInSilence() {
        short[] clip = new short[30 * FRAME];
        Arrays.fill(clip, (short) 32);
        assertEquals(0, new Trim(clip).soundSeconds());
        assertEquals(0, new Trim(clip).trimmed().length);
        assertEquals(0, new Trim(new short[0]).trimmed().length);
        Arrays.fill(clip, (short) 33);
        assertEquals(0.3, new Trim(clip).soundSeconds());
    }

    /** A last frame that is not whole counts as one. */
    @Test
    void takesAClipOfAnyLength() {
        short[] clip = new short[FRAME + 1];
        Arrays.fill(clip, (short) 5_000);
        assertEquals(2 * Trim.MARGIN + 2 * FRAME, new Trim(clip).trimmed().length);
    }
}
