package dev.pipit.sensors.iio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values by hand, from the form in the kernel's Documentation/ABI/testing/sysfs-bus-iio. */
class ScanTypeTest {
    @ParameterizedTest
    @CsvSource({
        "le:s16/16,          3412,             4660",            // 0x1234
        "be:s16/16,          1234,             4660",
        "le:s16/16,          FFFF,             -1",
        "le:u16/16,          FFFF,             65535",
        "le:s12/16>>4,       F07F,             2047",            // 0x7FF0 >> 4
        "le:s12/16>>4,       0080,             -2048",           // 0x8000 >> 4
        "be:s12/16>>4,       FFF7,             -1",              // the four bits at the end are none of it
        "le:u12/16,          FFFF,             4095",            // nor the four at the top
        "be:u24/32>>8,       123456FF,         1193046",         // 0x123456
        "be:s24/32>>8,       FFFFFE00,         -2",
        "le:s48/64>>2,       F8FFFFFFFFFF0300, -2",              // −2 in 48 bits, two places to the left
        "be:u8/8,            80,               128",
        "be:f32/32,          3FC00000,         1.5",             // IEEE 754
        "le:f64/64,          000000000000F8BF, -1.5",
    })
    void readsNumbers(String type, String bytes, double expected) throws IOException {
        assertEquals(expected, ScanType.parse(type).value(HexFormat.of().parseHex(bytes), 0, 0));
    }

    @Test
    void readsRepeatedNumbers() throws IOException {
        ScanType quaternion = ScanType.parse("le:s16/16X4>>0\n");
        assertEquals(8, quaternion.bytes());
        byte[] data = HexFormat.of().parseHex("FF0100020003000400");
        assertEquals(1, quaternion.value(data, 1, 0));
        assertEquals(4, quaternion.value(data, 1, 3));
    }

    @Test
    void keepsEveryNanosecondOfATime() throws IOException {
        byte[] data = HexFormat.of().parseHex("0100000000000020");
        assertEquals(0x2000000000000001L, ScanType.parse("le:s64/64>>0").integer(data, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s16/16", "me:s16/16", "le:x16/16", "le:s16", "le:s16/16>>1", "le:s17/16", "le:s0/8",
        "le:s16/24", "le:s16/16X0", "le:f16/16", "le:s16/16>>-1", "le:s9999/16"})
    void refusesWhatIsNoType(String text) {
        String message = assertThrows(IOException.class, () -> ScanType.parse(text)).getMessage();
        assertEquals("type=" + text, message.substring(message.indexOf("type=")));
    }
}
