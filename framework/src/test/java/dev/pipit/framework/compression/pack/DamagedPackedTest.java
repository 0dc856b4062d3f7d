package dev.pipit.framework.compression.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.tflite.FileDamage;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.tflite.packed.Coding;
import dev.pipit.framework.tflite.packed.Container;
import dev.pipit.framework.tflite.packed.PackedFile;
import dev.pipit.framework.tflite.packed.PackedFormatException;
import dev.pipit.framework.tflite.packed.PackedNumbers;
import dev.pipit.framework.tflite.packed.Part;
import dev.pipit.testing.AllocatedBytes;
import dev.pipit.testing.RandomNet;

/** Whatever happened to a packed file on its way: it is expanded to what it was, or refused in one line. */
class DamagedPackedTest {
    private static final int CASES = Integer.getInteger("pipit.fuzz", 5_000);      // more with -Dpipit.fuzz=1000000

    /** Files with each coding in them. */
    private static List<byte[]> models() {
        SplittableRandom random = new SplittableRandom(1);
        float[] steps = new float[40 * 20];
        float[] few = new float[steps.length];
        float[] alike = new float[steps.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (1 + i / 20) * 0.001f * (i % 20 == 0 ? 127 : random.nextInt(5) == 0 ? random.nextInt(-127, 128) : 0);
            few[i] = (float) Math.sqrt(random.nextInt(7));
            alike[i] = 1 + (float) random.nextDouble() / 100;
        }
        RandomNet net = new RandomNet(new Random(2), TensorType.INT8);
        int x = net.tensor(1, 12, 4, 3);
        int y = net.dense(net.conv(x, RandomNet.Filter.of(3, Options.Padding.SAME), 8), 12 * 4 * 8, 10, 1, 10);
        return List.of(PackedTest.dense(40, 20, steps), PackedTest.dense(40, 20, few), PackedTest.dense(40, 20, alike),
            net.model(x, y)).stream().map(ModelWriter::bytes).toList();
    }

    private static List<byte[]> packed() throws IOException {
        List<byte[]> packed = new ArrayList<>();
        for (byte[] model : models()) {
            packed.add(Packed.of(model, "model").file());
        }
        return packed;
    }

    private static String refusal(byte[] file) {
        var e = assertThrows(ModelFormatException.class, () -> Model.read(ByteBuffer.wrap(file), "update.pipit"));
        assertTrue(e.getMessage().startsWith("update.pipit: "), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        return e.getMessage();
    }

    @Test
    void oneChangedBitAnywhereIsRefused() throws IOException {
        for (byte[] file : packed()) {
            for (int bit = 0; bit < Byte.SIZE * file.length; bit++) {
                file[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                refusal(file);
                file[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            }
            Model.read(ByteBuffer.wrap(file), "intact.pipit");
        }
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        for (byte[] file : packed()) {
            for (int length = 0; length < file.length; length++) {
                byte[] shorter = new byte[length];
                System.arraycopy(file, 0, shorter, 0, length);
                refusal(shorter);
            }
        }
    }

    @Test
    void whatComesBehindTheEndIsRefused() throws IOException {
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.writeBytes(packed().get(0));
        longer.write(0);
        assertTrue(refusal(longer.toByteArray()).contains("bytes behind its end: 1"));
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        byte[] file = packed().get(0);
        file[5] = 2;
        assertEquals("update.pipit: is packed in version 2; known is 1", refusal(file));
    }

    @Test
    void randomDamageNeverDoesHarm() throws IOException {
        List<byte[]> models = models();
        FileDamage damage = new FileDamage(packed(), 3);
        int refused = 0;
        for (int number = 0; number < CASES; number++) {
            byte[] file = damage.damaged(number);
            try {
                byte[] whole = PackedFile.expand(ByteBuffer.wrap(file));
                assertTrue(models.stream().anyMatch(model -> Arrays.equals(model, whole)), "case " + number);
            } catch (PackedFormatException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > CASES / 2, "refused " + refused);
    }

    /** Damage behind which somebody wrote the checksums anew: what is inside of the parts is looked at, too. */
    @Test
    void damageWithRightChecksumsNeverDoesHarm() throws IOException {
        List<byte[]> codings = new ArrayList<>(List.of(new byte[16]));
        SplittableRandom random = new SplittableRandom(4);
        for (byte[] model : models()) {
            codings.addAll(StoredParts.of(model));
        }
        FileDamage damage = new FileDamage(codings.stream().filter(each -> each.length > 8).toList(), 5);
        int refused = 0;
        for (int number = 0; number < CASES; number++) {
            byte[] stored = damage.damaged(number);
            Coding coding = Coding.values()[random.nextInt(Coding.values().length)];
            int bytes = random.nextBoolean() ? 40 * 20 * 4 : 1 + random.nextInt(5000);
            Part rest = new Part(0, Coding.RAW, 64, ByteBuffer.allocate(64));
            Part part = new Part(random.nextInt(80), coding, bytes, ByteBuffer.wrap(stored.length == 0 ? new byte[1] : stored));
            byte[] file = new Container(64 + bytes, random.nextInt(), rest, List.of(part)).file();
            try {
                PackedFile.expand(ByteBuffer.wrap(file));
            } catch (PackedFormatException e) {
                refused++;
            }
        }
        assertEquals(CASES, refused, "the checksum of the whole is wrong in all");
    }

    /** A kilobyte that says that it is a gigabyte, or as much as is let through: no memory is taken for what is not there. */
    @Test
    void aBombIsRefusedBeforeMemoryIsTaken() {
        for (int bytes : new int[] {Container.MOST_BYTES + 1, 1 << 30, 1_000_000}) {
            Part rest = new Part(0, Coding.RAW, bytes, ByteBuffer.allocate(900));
            byte[] file = new Container(bytes, 0, rest, List.of()).file();
            refusal(file);
            if (bytes > 1_000_000) {
                long before = AllocatedBytes.ofThisThread();
                refusal(file);
                long took = AllocatedBytes.ofThisThread() - before;
                assertTrue(took < 100_000, took + " bytes");
            }
        }
    }

    @Test
    void moreSizesThanTheFileHasAreRefused() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PIPIT\1".getBytes(StandardCharsets.US_ASCII));
        PackedNumbers.size(out, 1000);
        PackedNumbers.int32(out, 0);
        PackedNumbers.size(out, Integer.MAX_VALUE);
        out.writeBytes(new byte[100]);
        assertTrue(refusal(out.toByteArray()).contains("says 1000 bytes and 2147483647 parts"));
    }

    @Test
    void randomNetworksComeBackBitForBit() throws IOException {
        Random random = new Random(7);
        for (int trial = 0; trial < 60; trial++) {
            TensorType type = new TensorType[] {TensorType.INT8, TensorType.FLOAT32, TensorType.INT16}[trial % 3];
            RandomNet net = new RandomNet(random, type);
            int x = net.tensor(1, 4 + random.nextInt(20), 1 + random.nextInt(6), 1 + random.nextInt(9));
            int y = net.conv(x, RandomNet.Filter.of(1 + random.nextInt(3), Options.Padding.SAME), 1 + random.nextInt(30));
            int z = net.depthwise(y, RandomNet.Filter.of(3, Options.Padding.SAME), 1);
            byte[] file = ModelWriter.bytes(net.model(x, net.mean(z)));
            assertArrayEquals(file, PackedFile.expand(ByteBuffer.wrap(Packed.of(file, "random").file())));
        }
    }
}
