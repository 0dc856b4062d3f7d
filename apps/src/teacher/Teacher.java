import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Turns sound into the embeddings of openWakeWord's two networks, run by ONNX Runtime. Started by the script beside it.
 *
 * <p>Reads from standard input, again and again until it ends: a count n, int32, then n samples of 16 kHz mono, int16.
 * Answers each on standard output: a count of rows, int32, then 96 float32 for each row. All little-endian.
 *
 * <p>Row k is computed from the samples 1280 k to 1280 k + 12511 of the request, both included: 76 mel frames of 512
 * samples every 160, weighted by a Hann taper of 400 in their middle, which leaves 1280 k + 57 to 1280 k + 12455.
 * There are (n − 12512) / 1280 + 1 rows, none for less than 12512 samples.
 *
 * <p>The mel network raises what is more than 80 dB below the loudest of all that it is given. So the rows of a whole
 * recording would depend on what is loud elsewhere, and by a third of their spread where it is quiet. openWakeWord gives
 * it 80 ms at a time. Here 80 is changed to a number that never matters: the nearest to that which is local.
 *
 * <p>The embedding network declares 76 mel frames, and is convolutional in time without padding, with 8 frames from one
 * row to the next. So its two places that say 76 are changed to say any number, and it runs over many rows at once, an
 * eighth of the work. With {@code --windows} the file runs as it is, over a batch of windows: the slow twin.
 */
final class Teacher implements AutoCloseable {
    private static final int MEL_WINDOW = 512;
    private static final int MEL_HOP = 160;
    private static final int MEL_BINS = 32;
    private static final int FRAMES = 76;
    private static final int FRAMES_HOP = 8;
    private static final int SIZE = 96;
    private static final int SAMPLES = (FRAMES - 1) * MEL_HOP + MEL_WINDOW;
    private static final int HOP = FRAMES_HOP * MEL_HOP;
    private static final int BLOCK = 128;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment("teacher");
    private final OrtSession mel;
    private final OrtSession embedding;
    private final boolean windows;

    private Teacher(Path models, int threads, boolean windows) throws IOException, OrtException {
        this.windows = windows;
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            byte[] network = Files.readAllBytes(models.resolve("embedding_model.onnx"));
            mel = environment.createSession(withoutFloor(Files.readAllBytes(models.resolve("melspectrogram.onnx"))),
                options);
            embedding = environment.createSession(windows ? network : ofAnyLength(network), options);
        }
    }

    public static void main(String... args) throws OrtException {
        List<String> options = Arrays.asList(args).subList(1, args.length);
        try (var teacher = new Teacher(Path.of(args[0]), threads(options), options.contains("--windows"));
             var in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16);
             var out = new FileOutputStream(FileDescriptor.out)) {
            while (teacher.answer(in, out)) {
                continue;
            }
        } catch (IOException | OrtException e) {
            System.err.println("teacher: " + e.getMessage());
            System.exit(1);
        }
    }

    private static int threads(List<String> options) throws IOException {
        int at = options.indexOf("--threads");
        String number = at < 0 ? "1" : at + 1 < options.size() ? options.get(at + 1) : "";
        if (!number.matches("[1-9][0-9]{0,2}")) {
            throw new IOException("--threads must be 1 to 999: threads=" + number);
        }
        return Integer.parseInt(number);
    }

    /** One request; false at the end of input. */
    private boolean answer(InputStream in, OutputStream out) throws IOException, OrtException {
        byte[] head = in.readNBytes(Integer.BYTES);
        if (head.length == 0) {
            return false;
        }
        int count = head.length < Integer.BYTES ? -1 : littleEndian(head).getInt();
        if (count < 0 || count > Integer.MAX_VALUE / Short.BYTES) {
            throw new IOException("a request must begin with a count of samples, 0 to 2^30 - 1: count=" + count);
        }
        byte[] pcm = in.readNBytes(count * Short.BYTES);
        if (pcm.length < count * Short.BYTES) {
            throw new EOFException("the input ends within a request: bytes=" + pcm.length + ", samples=" + count);
        }
        ByteBuffer samples = littleEndian(pcm);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = samples.getShort();
        }
        int rows = count < SAMPLES ? 0 : (count - SAMPLES) / HOP + 1;
        ByteBuffer answer = littleEndian(new byte[Integer.BYTES + rows * SIZE * Float.BYTES]).putInt(rows);
        for (int first = 0; first < rows; first += BLOCK) {
            int some = Math.min(BLOCK, rows - first);
            answer.asFloatBuffer().put(embeddings(melFrames(values, first, some), some));
            answer.position(answer.position() + some * SIZE * Float.BYTES);
        }
        out.write(answer.array());
        out.flush();
        return true;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** (frames, 32), scaled as the embedding network wants it. */
    private float[] melFrames(float[] samples, int firstRow, int rows) throws OrtException {
        int count = SAMPLES + (rows - 1) * HOP;
        float[] frames = run(mel, FloatBuffer.wrap(samples, firstRow * HOP, count).slice(), 1, count);
        for (int i = 0; i < frames.length; i++) {
            frames[i] = frames[i] / 10 + 2;
        }
        return frames;
    }

    /** (rows, 96). */
    private float[] embeddings(float[] frames, int rows) throws OrtException {
        if (windows) {
            int length = FRAMES * MEL_BINS;
            FloatBuffer batch = FloatBuffer.allocate(rows * length);
            for (int row = 0; row < rows; row++) {
                batch.put(frames, row * FRAMES_HOP * MEL_BINS, length);
            }
            return run(embedding, batch.flip(), rows, FRAMES, MEL_BINS, 1);
        }
        float[] columns = run(embedding, FloatBuffer.wrap(frames), 1, frames.length / MEL_BINS, MEL_BINS, 1);
        float[] result = new float[rows * SIZE];           // the last operator says (rows, 96) of what is (96, rows)
        for (int i = 0; i < result.length; i++) {
            result[i] = columns[i % SIZE * rows + i / SIZE];
        }
        return result;
    }

    private float[] run(OrtSession session, FloatBuffer values, long... shape) throws OrtException {
        String input = session.getInputNames().iterator().next();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, shape);
             OrtSession.Result result = session.run(Map.of(input, tensor))) {
            FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[output.remaining()];
            output.get(copy);
            return copy;
        }
    }

    /** Changes the constant of 4 bytes (field 9) that says 80 dB. */
    private static byte[] withoutFloor(byte[] network) throws IOException {
        byte[] local = network.clone();
        byte[] constant = littleEndian(new byte[6]).put((byte) 0x4a).put((byte) Float.BYTES).putFloat(80).array();
        littleEndian(local).putFloat(find(local, constant) + 2, 1e9f);
        return local;
    }

    /** Changes the time axis of the input's shape (76, 32, 1) and of the first reshape's target (−1, 1, 76, 34). */
    private static byte[] ofAnyLength(byte[] network) throws IOException {
        byte[] any = network.clone();
        byte[] declared = {10, 2, 8, FRAMES, 10, 2, 8, MEL_BINS, 10, 2, 8, 1};
        int shape = find(any, declared);
        any[shape + 2] = 0x12;                              // not a number (field 1), but a name (field 2)
        any[shape + 3] = 0;                                 // which is empty
        ByteBuffer target = littleEndian(new byte[4 * Long.BYTES]).putLong(-1).putLong(1).putLong(FRAMES).putLong(34);
        int reshape = find(any, target.array());
        littleEndian(any).position(reshape).putLong(1).putLong(1).putLong(-1).putLong(34);
        return any;
    }

    private static int find(byte[] in, byte[] what) throws IOException {
        int found = -1;
        int times = 0;
        for (int i = 0; i + what.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                found = i;
                times++;
            }
        }
        if (times != 1) {
            throw new IOException("the networks must be those of openWakeWord: bytes to change found " + times
                + " times");
        }
        return found;
    }

    @Override
    public void close() throws OrtException {
        mel.close();
        embedding.close();
    }
}
