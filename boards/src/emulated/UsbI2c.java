import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import dev.pipit.sensors.bus.fake.SimulatedChip;

/**
 * An i2c-tiny-usb adapter, as QEMU's usb-redir device expects one at the other end of a TCP connection: Linux in the
 * emulated machine gives it a {@code /dev/i2c-N} with plain I2C messages.
 *
 * <p>Source: usb-redirection-protocol.txt of spice's usbredir; the requests of Linux' i2c-tiny-usb.c.
 */
final class UsbI2c {
    // packets of usb-redir
    private static final int HELLO = 0;
    private static final int CONNECT = 1;
    private static final int INTERFACES = 4;
    private static final int ENDPOINTS = 5;
    private static final int SET_CONFIGURATION = 6;
    private static final int GET_CONFIGURATION = 7;
    private static final int CONFIGURATION = 8;
    private static final int SET_ALTERNATIVE = 9;
    private static final int GET_ALTERNATIVE = 10;
    private static final int ALTERNATIVE = 11;
    private static final int CONTROL = 100;

    // what both ends may be able to do: a version with the device, sizes with the end points, ids of 64 bits, long lengths
    private static final int WIDE_IDS = 1 << 5;
    private static final int ABLE = 1 << 1 | 1 << 4 | WIDE_IDS | 1 << 6;

    private static final int VENDOR = 0x0403;
    private static final int PRODUCT = 0xc631;
    private static final byte[] DEVICE = little(18).put(bytes(18, 1, 0x10, 0x01, 0, 0, 0, 64))
        .putShort((short) VENDOR).putShort((short) PRODUCT).put(bytes(0x05, 0x02, 1, 2, 0, 1)).array();
    private static final byte[] CONFIGURATIONS =
        bytes(9, 2, 18, 0, 1, 1, 0, 0x80, 50, 9, 4, 0, 0, 0, 0xff, 0, 0, 0);
    private static final String[] NAMES = {"Pipit", "emulated I2C adapter"};

    // requests of i2c-tiny-usb
    private static final int ECHO = 0;
    private static final int FUNCTIONS = 1;
    private static final int DELAY = 2;
    private static final int STATUS = 3;
    private static final int LAST = 2;                          // bit of a message's request: a stop follows
    private static final int PLAIN_I2C_AND_SMBUS = 0x0eff0001;
    private static final byte ACKNOWLEDGED = 1;
    private static final byte NOT_ACKNOWLEDGED = 2;

    private static final int STANDARD = 0;
    private static final int GET_STATUS = 0;
    private static final int GET_DESCRIPTOR = 6;
    private static final byte STALL = 4;

    private final Map<Integer, SimulatedChip> chips;
    private DataOutputStream out;
    private boolean greeted;
    private boolean wideIds;
    private byte configuration = 1;
    private byte status;

    UsbI2c(Map<Integer, SimulatedChip> chips) {
        this.chips = chips;
    }

    /** Serves one machine after the other, until it is killed. */
    void listen(int port) throws IOException {
        try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.setTcpNoDelay(true);
                    serve(socket);
                } catch (EOFException | SocketException gone) {
                    System.err.println("disconnected");
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        greeted = false;
        wideIds = false;
        byte[] name = Arrays.copyOf("pipit".getBytes(StandardCharsets.US_ASCII), 64);
        send(HELLO, 0, little(68).put(name).putInt(ABLE));
        while (true) {
            ByteBuffer head = little(in, wideIds ? 16 : 12);
            int type = head.getInt();
            int length = head.getInt();
            long id = wideIds ? head.getLong() : head.getInt();
            take(type, id, little(in, length));
        }
    }

    private void take(int type, long id, ByteBuffer packet) throws IOException {
        switch (type) {
            case HELLO -> greet(packet);
            case SET_CONFIGURATION -> {
                configuration = packet.get();
                send(CONFIGURATION, id, little(2).put((byte) 0).put(configuration));
            }
            case GET_CONFIGURATION -> send(CONFIGURATION, id, little(2).put((byte) 0).put(configuration));
            case SET_ALTERNATIVE -> send(ALTERNATIVE, id, little(3).put((byte) 0).put(packet.get()).put(packet.get()));
            case GET_ALTERNATIVE -> send(ALTERNATIVE, id, little(3).put((byte) 0).put(packet.get()).put((byte) 0));
            case CONTROL -> control(id, packet);
            default -> { }                                      // resets and filters need no answer
        }
    }

    private void greet(ByteBuffer packet) throws IOException {
        if (greeted) {
            return;
        }
        greeted = true;
        wideIds = packet.remaining() >= 68 && (packet.getInt(64) & WIDE_IDS) != 0;
        ByteBuffer interfaces = little(4 + 4 * 32).putInt(1);
        interfaces.put(4 + 32, (byte) 0xff);                    // class: the vendor's own
        send(INTERFACES, 0, interfaces);
        byte[] endpoints = new byte[32 + 32 + 32 + 2 * 32];     // type, interval, interface, largest packet
        Arrays.fill(endpoints, 0, 32, (byte) 0xff);
        for (int control : new int[] {0, 16}) {                 // out, in
            endpoints[control] = 0;
            endpoints[96 + 2 * control] = 64;
        }
        send(ENDPOINTS, 0, ByteBuffer.wrap(endpoints));
        send(CONNECT, 0, little(10).put(bytes(1, 0, 0, 0))      // full speed
            .putShort((short) VENDOR).putShort((short) PRODUCT).putShort((short) 0x0205));
    }

    private void control(long id, ByteBuffer packet) throws IOException {
        byte endpoint = packet.get();
        int request = packet.get() & 0xff;
        byte kind = packet.get();
        packet.get();
        short value = packet.getShort();
        short index = packet.getShort();
        int length = packet.getShort() & 0xffff;
        byte[] data = new byte[packet.remaining()];
        packet.get(data);
        boolean in = kind < 0;
        byte[] answer = (kind & 0x60) == STANDARD
            ? standard(request, value) : adapter(request, value, index & 0x7f, in, length, data);
        boolean stalled = in && answer == null;
        byte[] given = answer == null ? new byte[0] : Arrays.copyOf(answer, Math.min(length, answer.length));
        int done = stalled ? 0 : in ? given.length : length;
        send(CONTROL, id, little(10 + (in ? given.length : 0)).put(endpoint).put((byte) request).put(kind)
            .put(stalled ? STALL : 0).putShort(value).putShort(index).putShort((short) done).put(in ? given : new byte[0]));
    }

    /** What each USB device answers; null where there is no answer. */
    private static byte[] standard(int request, short value) {
        if (request == GET_STATUS) {
            return new byte[2];
        }
        if (request != GET_DESCRIPTOR) {
            return null;
        }
        return switch (value >> 8) {
            case 1 -> DEVICE;
            case 2 -> CONFIGURATIONS;
            case 3 -> text(value & 0xff);
            default -> null;
        };
    }

    private byte[] adapter(int request, short value, int address, boolean in, int length, byte[] data) {
        return switch (request) {
            case ECHO -> little(2).putShort(value).array();
            case FUNCTIONS -> little(4).putInt(PLAIN_I2C_AND_SMBUS).array();
            case DELAY -> new byte[0];
            case STATUS -> new byte[] {status};
            default -> message(chips.get(address), in, length, data, (request & LAST) != 0);
        };
    }

    private byte[] message(SimulatedChip chip, boolean in, int length, byte[] data, boolean last) {
        byte[] answer = new byte[in ? length : 0];
        status = chip != null && (in ? gives(chip, answer) : takes(chip, data)) ? ACKNOWLEDGED : NOT_ACKNOWLEDGED;
        if (chip != null && (last || status == NOT_ACKNOWLEDGED)) {
            chip.end();
        }
        return answer;
    }

    private static boolean gives(SimulatedChip chip, byte[] answer) {
        chip.begin(false, true);
        if (!chip.ready()) {
            return false;
        }
        for (int i = 0; i < answer.length; i++) {
            answer[i] = (byte) chip.give();
        }
        return true;
    }

    private static boolean takes(SimulatedChip chip, byte[] data) {
        chip.begin(false, false);
        for (byte each : data) {
            if (!chip.take(each & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] text(int number) {
        if (number == 0 || number > NAMES.length) {
            return bytes(4, 3, 0x09, 0x04);                     // English
        }
        byte[] letters = NAMES[number - 1].getBytes(StandardCharsets.UTF_16LE);
        return little(2 + letters.length).put((byte) (2 + letters.length)).put((byte) 3).put(letters).array();
    }

    private void send(int type, long id, ByteBuffer body) throws IOException {
        ByteBuffer head = little(wideIds ? 16 : 12).putInt(type).putInt(body.capacity());
        if (wideIds) {
            head.putLong(id);
        } else {
            head.putInt((int) id);
        }
        out.write(head.array());
        out.write(body.array());
        out.flush();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer little(DataInputStream in, int size) throws IOException {
        byte[] read = new byte[size];
        in.readFully(read);
        return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
