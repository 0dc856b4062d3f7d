package dev.pipit.framework.training.sound;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The bytes of kept features, big-endian.
 *
 * <pre>
 * header   "PipF", version, key [32], count of items                      then its CRC-32
 * item     bytes of the name, mark, channels, rows, name, values          then its CRC-32
 * …        as many as the header says, and then the file ends
 * </pre>
 */
final class FeatureFile {
    private static final int MAGIC = 0x50697046;
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 4 + 4 + CacheKey.BYTES + 4;
    private static final int ITEM_HEADER_BYTES = 4 * Integer.BYTES;
    private static final int MAX_NAME_BYTES = 65_535;
    private static final int MAX_VALUE_BYTES = 1 << 30;

    private FeatureFile() {
    }

    static void write(byte[] key, List<FeatureItem> items, OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        write(ByteBuffer.allocate(HEADER_BYTES).putInt(MAGIC).putInt(VERSION).put(key).putInt(items.size()), out);
        for (FeatureItem item : items) {
            byte[] name = item.name().getBytes(StandardCharsets.UTF_8);
            if (name.length > MAX_NAME_BYTES) {
                throw new IllegalArgumentException("name must have at most " + MAX_NAME_BYTES + " bytes: bytes="
                    + name.length);
            }
            FeatureRows rows = item.rows();
            write(ByteBuffer.allocate(ITEM_HEADER_BYTES + name.length + rows.values().length).putInt(name.length)
                .putInt(item.mark()).putInt(rows.channels()).putInt(rows.rows()).put(name).put(rows.values()), out);
        }
        out.flush();
    }

    private static void write(ByteBuffer part, DataOutputStream out) throws IOException {
        out.write(part.array());
        out.writeInt(crc(part.array(), part.capacity()));
    }

    private static int crc(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** Reads what {@link #write} wrote; the message of the exception says what is wrong and where. */
    static List<FeatureItem> read(byte[] key, InputStream from, long length) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(from, 1 << 16));
        try {
            int count = readHeader(key, in);
            List<FeatureItem> items = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                items.add(readItem(k, in, length));
            }
            if (in.read() >= 0) {
                throw new IOException("there is more behind the last item: items=" + count);
            }
            return items;
        } catch (EOFException e) {
            throw new IOException("ends too early: bytes=" + length, e);
        }
    }

    private static int readHeader(byte[] key, DataInputStream in) throws IOException {
        byte[] header = bytes(HEADER_BYTES, in);
        ByteBuffer fields = ByteBuffer.wrap(header);
        if (fields.getInt() != MAGIC) {
            throw new IOException("is no file of features");
        }
        int version = fields.getInt();
        if (version != VERSION) {
            throw new IOException("is of another version: version=" + version + ", expected " + VERSION);
        }
        if (in.readInt() != crc(header, header.length)) {
            throw new IOException("header is damaged");
        }
        var found = new byte[CacheKey.BYTES];
        fields.get(found);
        if (!Arrays.equals(found, key)) {
            throw new IOException("was made of other things than are asked for");
        }
        return fields.getInt();
    }

    private static FeatureItem readItem(int number, DataInputStream in, long length) throws IOException {
        byte[] header = bytes(ITEM_HEADER_BYTES, in);
        ByteBuffer fields = ByteBuffer.wrap(header);
        int nameBytes = fields.getInt();
        int mark = fields.getInt();
        int channels = fields.getInt();
        int rows = fields.getInt();
        long valueBytes = (long) channels * rows;
        if (nameBytes < 0 || nameBytes > MAX_NAME_BYTES || channels < 1 || rows < 0 || valueBytes > Math.min(length, MAX_VALUE_BYTES)) {
            throw new IOException("item " + number + " is damaged");
        }
        byte[] item = Arrays.copyOf(header, ITEM_HEADER_BYTES + nameBytes + (int) valueBytes);
        in.readFully(item, ITEM_HEADER_BYTES, item.length - ITEM_HEADER_BYTES);
        if (in.readInt() != crc(item, item.length)) {
            throw new IOException("item " + number + " is damaged");
        }
        String name = new String(item, ITEM_HEADER_BYTES, nameBytes, StandardCharsets.UTF_8);
        byte[] values = Arrays.copyOfRange(item, ITEM_HEADER_BYTES + nameBytes, item.length);
        return new FeatureItem(name, mark, new FeatureRows(channels, values));
    }

    private static byte[] bytes(int count, DataInputStream in) throws IOException {
        var bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }
}
