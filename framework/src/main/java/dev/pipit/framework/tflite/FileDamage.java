package dev.pipit.framework.tflite;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Damages files at random, by accident or on purpose: what a test gives to whatever reads them.
 *
 * <p>A damaged file is fully given by the intact ones, the seed and a number.
 *
 * @param files intact ones, of more than 8 bytes
 * @param seed  of all that is random
 */
public record FileDamage(List<byte[]> files, long seed) {
    private static final int[] EXTREMES = {0, 1, -1, 2, 3, 4, 8, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFF, 0x8000,
        0xFFFF, 0x10000, 0x7FC00000, 0x7F800000, 0x40000000};
    private static final int MOST_AT_ONCE = 4;

    public FileDamage {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files must be at least one");
        }
    }

    /** File {@code number}: one of the intact ones with one to four damages, each of a few bytes or a missing end. */
    public byte[] damaged(long number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        byte[] file = any(random).clone();
        for (int left = 1 + random.nextInt(MOST_AT_ONCE); left > 0 && file.length > 8; left--) {
            file = damage(file, random);
        }
        return file;
    }

    private byte[] damage(byte[] file, SplittableRandom random) {
        switch (random.nextInt(8)) {
            case 0 -> file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[random.nextInt(file.length)] = (byte) random.nextInt();
            case 2 -> overwrite(file, EXTREMES[random.nextInt(EXTREMES.length)], random);
            case 3 -> overwrite(file, file.length - random.nextInt(16), random);
            case 4 -> overwrite(file, random.nextInt(), random);
            case 5 -> overwrite(file, random.nextInt(file.length), random);
            case 6 -> splice(file, any(random), random);
            default -> {
                byte[] shorter = new byte[random.nextInt(16) == 0 ? random.nextInt(file.length) : file.length];
                System.arraycopy(file, 0, shorter, 0, shorter.length);
                return shorter;
            }
        }
        return file;
    }

    private byte[] any(SplittableRandom random) {
        return files.get(random.nextInt(files.size()));
    }

    /** 16 or 32 bits, where a number of that size may lie. */
    private static void overwrite(byte[] file, int value, SplittableRandom random) {
        int bytes = random.nextBoolean() ? Integer.BYTES : Short.BYTES;
        int at = random.nextInt(file.length / bytes) * bytes;
        for (int i = 0; i < bytes; i++) {
            file[at + i] = (byte) (value >> Byte.SIZE * i);
        }
    }

    private static void splice(byte[] into, byte[] from, SplittableRandom random) {
        int length = random.nextInt(1 + Math.min(64, Math.min(into.length, from.length)));
        System.arraycopy(from, random.nextInt(1 + from.length - length), into,
            random.nextInt(1 + into.length - length), length);
    }
}
