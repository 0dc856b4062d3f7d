package dev.pipit.framework.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.flatbuffers.FlexBuffersBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CustomNumberTest {
    /** The map {"cycles_max": 1} by the format's description: key, count, keys, value, type of the value, end. */
    private static final byte[] WRITTEN_BY_HAND = {'c', 'y', 'c', 'l', 'e', 's', '_', 'm', 'a', 'x', 0, 1, 12, 1, 1, 1,
        1, 4, 2, 36, 1};

    private static byte[] map() {
        var builder = new FlexBuffersBuilder();
        int start = builder.startMap();
        builder.putInt("fft_length", 512);
        builder.putString("name", "x");
        builder.putInt("shift", -3);
        builder.endMap(null, start);
        ByteBuffer bytes = builder.finish();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    @Test
    void findsNumbersByName() {
        var custom = new Options.Custom(map());
        assertEquals(OptionalInt.of(512), custom.number("fft_length"));
        assertEquals(OptionalInt.of(-3), custom.number("shift"));
        assertEquals(OptionalInt.empty(), custom.number("name"), "a text is no number");
        assertEquals(OptionalInt.empty(), custom.number("missing"));
        assertEquals(OptionalInt.of(1), new Options.Custom(WRITTEN_BY_HAND).number("cycles_max"));
    }

    @Test
    void findsNothingInWhatIsNoMap() {
        for (byte[] bytes : new byte[][] {{}, {1}, {1, 4}, {1, 4, 1}, new byte[100]}) {
            assertEquals(OptionalInt.empty(), new Options.Custom(bytes).number("x"));
        }
    }

    /** Whatever a file may hold: no exception, and no number where the map is cut off before its end. */
    @Test
    void survivesAnyBytes() {
        byte[] map = map();
        var random = new Random(91);
        for (int n = 0; n < 20_000; n++) {
            byte[] bytes = map.clone();
            for (int k = 0; k <= n % 4; k++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            new Options.Custom(bytes).number("fft_length");
        }
        for (int length = 0; length < map.length; length++) {
            new Options.Custom(Arrays.copyOf(map, length)).number("fft_length");
        }
    }
}
