package dev.pipit.framework.tflite.packed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A packed file: what is left of a file when its parts are taken out, and the parts.
 *
 * <p>Form: {@code PIPIT}, a byte of version; the size of the expanded file and its checksum; how many parts; for each of
 * them, the rest first, coding, bytes skipped before it, its size, what it takes here, and a checksum of that; a checksum of
 * all these; then what is stored, without gaps, to the end. Checksums are CRC-32C, little-endian; sizes have 7 bits a byte.
 *
 * @param bytes    size of the expanded file
 * @param checksum of the expanded file
 * @param rest     all bytes that are in no part; skips nothing
 * @param parts    in the order in which they lie in the file
 */
public record Container(int bytes, int checksum, Part rest, List<Part> parts) {
    /** No file that is expanded may be larger. */
    public static final int MOST_BYTES = 1 << 26;
    /** A file is not expanded to more than this many times its size; DEFLATE reaches 1032 at most. */
    public static final int MOST_TIMES = 1100;

    private static final byte[] BEGIN = "PIPIT\1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION_AT = 5;
    private static final int LEAST_ENTRY = 8;

    public Container {
        parts = List.copyOf(parts);
    }

    /** Whether bytes begin like a packed file. */
    public static boolean begins(ByteBuffer file) {
        return file.remaining() > VERSION_AT && file.slice(file.position(), VERSION_AT).equals(ByteBuffer.wrap(BEGIN, 0, VERSION_AT));
    }

    /** Of some bytes, from position to limit, which stay as they are. */
    public static int checksum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate());
        return (int) sum.getValue();
    }

    /** Reads a packed file, and checks all but what is inside of its parts. */
    static Container read(ByteBuffer file) throws PackedFormatException {
        PackedInput in = new PackedInput(file);
        ByteBuffer begin = in.view(BEGIN.length);
        if (begin.get(VERSION_AT) != BEGIN[VERSION_AT]) {
            throw new PackedFormatException("is packed in version " + begin.get(VERSION_AT) + "; known is " + BEGIN[VERSION_AT]);
        }
        int bytes = in.size();
        int checksum = in.int32();
        int count = in.size();
        if (bytes > MOST_BYTES || bytes > (long) MOST_TIMES * file.remaining() || count > in.remaining() / LEAST_ENTRY) {
            throw new PackedFormatException("is damaged, or no packed model: says " + bytes + " bytes and " + count
                + " parts in a file of " + file.remaining() + " bytes; at most " + MOST_TIMES + " times as many and "
                + MOST_BYTES + " bytes are expanded");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            entries.add(Entry.read(in));
        }
        int end = in.position();
        if (in.int32() != checksum(file.slice(file.position(), end))) {
            throw new PackedFormatException("is damaged: its list of parts does not have the checksum that it says");
        }
        return new Container(bytes, checksum, entries.get(0), entries.subList(1, entries.size()), in);
    }

    private Container(int bytes, int checksum, Entry rest, List<Entry> parts, PackedInput in) throws PackedFormatException {
        this(bytes, checksum, rest.part(0, in), parts(parts, in));
        long sum = rest.bytes;
        long skipped = 0;
        for (Entry each : parts) {
            sum += each.bytes;
            skipped += each.skip;
        }
        if (sum != bytes || skipped > rest.bytes || rest.skip > 0 || in.remaining() > 0) {
            throw new PackedFormatException("is damaged: its parts are " + sum + " bytes, the whole is " + bytes
                + "; bytes behind its end: " + in.remaining());
        }
    }

    private static List<Part> parts(List<Entry> entries, PackedInput in) throws PackedFormatException {
        List<Part> parts = new ArrayList<>();
        for (Entry each : entries) {
            parts.add(each.part(parts.size() + 1, in));
        }
        return parts;
    }

    /** The packed file. */
    public byte[] file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(BEGIN);
        PackedNumbers.size(out, bytes);
        PackedNumbers.int32(out, checksum);
        PackedNumbers.size(out, parts.size());
        List<Part> all = new ArrayList<>(List.of(rest));
        all.addAll(parts);
        for (Part part : all) {
            out.write(part.coding().number());
            PackedNumbers.size(out, part.skip());
            PackedNumbers.size(out, part.bytes());
            PackedNumbers.size(out, part.stored().remaining());
            PackedNumbers.int32(out, checksum(part.stored()));
        }
        PackedNumbers.int32(out, checksum(ByteBuffer.wrap(out.toByteArray())));
        for (Part part : all) {
            byte[] stored = new byte[part.stored().remaining()];
            part.stored().duplicate().get(stored);
            out.writeBytes(stored);
        }
        return out.toByteArray();
    }

    private record Entry(Coding coding, int skip, int bytes, int stored, int checksum) {
        static Entry read(PackedInput in) throws PackedFormatException {
            int number = in.uint8();
            Coding coding = Coding.of(number).orElseThrow(() -> new PackedFormatException("is damaged: coding=" + number));
            Entry entry = new Entry(coding, in.size(), in.size(), in.size(), in.int32());
            if (entry.bytes < 1 || entry.stored < 1) {
                throw new PackedFormatException("is damaged: a part of " + entry.bytes + " bytes in " + entry.stored);
            }
            return entry;
        }

        Part part(int index, PackedInput in) throws PackedFormatException {
            ByteBuffer view = in.view(stored);
            if (Container.checksum(view) != checksum) {
                throw new PackedFormatException("is damaged: part " + index + " does not have the checksum that it says");
            }
            return new Part(skip, coding, bytes, view);
        }
    }
}
