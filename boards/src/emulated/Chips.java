import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The chips behind the emulated board's {@code /dev/i2c-0}: {@code java Chips PORT}. */
final class Chips {
    private Chips() {
    }

    public static void main(String[] arguments) throws IOException {
        Map<Integer, UsbI2c.Chip> chips = new HashMap<>();
        chips.put(0x53, new RegisterFile(0x00, 0xe5, 0x32, 0x10, 0x33, 0x00, 0x34, 0xf0, 0x35, 0xff, 0x36, 0x00, 0x37, 0x01));
        chips.put(0x18, new RegisterFile(0x0f, 0x33));
        chips.put(0x68, new RegisterFile(0x75, 0x68));
        new UsbI2c(chips).listen(Integer.parseInt(arguments[0]));
    }

    /** 256 registers behind a pointer that each write sets and each byte moves on. */
    private static final class RegisterFile implements UsbI2c.Chip {
        private final byte[] held = new byte[256];
        private int pointer;

        RegisterFile(int... registersAndValues) {
            for (int i = 0; i < registersAndValues.length; i += 2) {
                held[registersAndValues[i]] = (byte) registersAndValues[i + 1];
            }
        }

        @Override
        public boolean write(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                if (i == 0) {
                    pointer = bytes[0] & 0xff;
                } else {
                    held[pointer++ & 0xff] = bytes[i];
                }
            }
            return true;
        }

        @Override
        public byte[] read(int count) {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = held[pointer++ & 0xff];
            }
            return bytes;
        }
    }
}
