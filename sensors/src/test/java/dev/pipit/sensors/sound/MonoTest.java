package dev.pipit.sensors.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MonoTest {
    private static final int RATE_HZ = 48_000;
    private static final int BLOCK = 480;

    private static final Conversion PLAIN = Conversion.to(RATE_HZ);

    @Test
    void takesTheChannelOrTheMean() {
        assertArrayEquals(new float[] {1, 3}, made(PLAIN.channel(Channel.LEFT), 1, 2, 3, 4));
        assertArrayEquals(new float[] {2, 4}, made(PLAIN.channel(Channel.RIGHT), 1, 2, 3, 4));
        assertArrayEquals(new float[] {1.5f, 3.5f}, made(PLAIN, 1, 2, 3, 4));
    }

    private static float[] made(Conversion conversion, float... x) {
        float[] into = new float[2];
        new Mono(conversion, 2, RATE_HZ).apply(x, 2, into);
        return into;
    }

    /** A single I2S microphone on the right; on the left nobody speaks: the last bits, at random, and an offset. */
    @Test
    void findsTheMicrophoneBesideAFloatingChannel() {
        var mono = new Mono(PLAIN.channel(Channel.LOUDER).highPassHz(20), 2, RATE_HZ);
        var random = new Random(3);
        float[] into = new float[BLOCK];
        for (int block = 0; block < 20; block++) {
            float[] x = new float[2 * BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                x[2 * i] = 0.4f + random.nextInt(3) * 0x1p-23f;
                x[2 * i + 1] = 1e-4f * (float) Math.sin(2 * Math.PI * 500 * (block * BLOCK + i) / RATE_HZ);
            }
            mono.apply(x, BLOCK, into);
            assertEquals(1, mono.chosen());
        }
    }

    @Test
    void staysWithAChannelUntilAnotherIsSixDecibelsLouder() {
        var mono = new Mono(PLAIN.channel(Channel.LOUDER), 2, RATE_HZ);
        hear(mono, 0.1f, 0.05f, 100);
        assertEquals(0, mono.chosen());
        hear(mono, 0.1f, 0.19f, 1_000);
        assertEquals(0, mono.chosen());
        hear(mono, 0.1f, 0.21f, 1_000);
        assertEquals(1, mono.chosen());
    }

    /** Square waves: their power is the square of their amplitude. */
    private static void hear(Mono mono, float left, float right, int blocks) {
        for (int block = 0; block < blocks; block++) {
            float[] x = new float[2 * BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                x[2 * i] = i / 48 % 2 == 0 ? left : -left;
                x[2 * i + 1] = i / 48 % 2 == 0 ? right : -right;
            }
            mono.apply(x, BLOCK, new float[BLOCK]);
        }
    }

    @Test
    void countsWhatIsAtTheEndOfTheScaleInWhatIsHeard() {
        float most = 32_767 / 32_768f;
        float[] x = {most, 0, -1, 1, 32_766 / 32_768f, 1, 0, 1};
        var left = new Mono(PLAIN.channel(Channel.LEFT), 2, RATE_HZ);
        left.apply(x.clone(), 4, new float[4]);
        assertEquals(2, left.clipped());
        var mean = new Mono(PLAIN, 2, RATE_HZ);
        mean.apply(x.clone(), 4, new float[4]);
        assertEquals(5, mean.clipped());
    }

    @Test
    void understandsHowPeopleNameChannels() {
        assertEquals(Channel.LEFT, Channel.parse("left"));
        assertEquals(Channel.RIGHT, Channel.parse("Right"));
        assertEquals(Channel.MEAN, Channel.parse("-1"));
        assertEquals(Channel.LOUDER, Channel.parse("auto"));
        assertEquals(new Channel(5), Channel.parse("5"));
        assertEquals("channel must be left, right, mean, auto or a number from 0: channel=middle",
            assertThrows(IllegalArgumentException.class, () -> Channel.parse("middle")).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Channel(-3));
        assertEquals(6, new Channel(5).least());
        assertEquals(1, Channel.LOUDER.least());
    }
}
