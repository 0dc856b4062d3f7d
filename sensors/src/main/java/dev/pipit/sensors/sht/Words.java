package dev.pipit.sensors.sht;

import java.io.IOException;
import java.util.Locale;

/**
 * Words of 16 bits as Sensirion sends them: high byte, low byte, checksum.
 *
 * <p>The checksum is a CRC of 8 bits, polynomial 31h, beginning with FFh. Source: data sheet SHT3x-DIS, section 4.12.
 */
final class Words {
    private Words() {
    }

    /**
     * The word at {@code at}, 0 to 65535.
     *
     * @throws IOException if its checksum is wrong
     */
    static int at(byte[] bytes, int at, String chip) throws IOException {
        int checksum = bytes[at + 2] & 0xFF;
        int expected = checksum(bytes, at);
        if (checksum != expected) {
            throw new IOException(String.format(Locale.ROOT, "not what an %s sends: checksum=0x%02x, expected 0x%02x",
                chip, checksum, expected));
        }
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    static int checksum(byte[] bytes, int at) {
        int sum = 0xFF;
        for (int i = 0; i < 2; i++) {
            sum ^= bytes[at + i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 0x80) != 0 ? (sum << 1 ^ 0x31) & 0xFF : sum << 1;
            }
        }
        return sum;
    }
}
