package dev.pipit.framework.training.sound;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash of everything that features were made of: settings, seeds, recordings. Other things in, another key out.
 *
 * <p>SHA-256 of each thing with its length before it, so that "ab", "c" and "a", "bc" differ.
 */
public final class CacheKey {
    static final int BYTES = 32;

    private final MessageDigest digest = sha256();

    /** A key of nothing, to be added to. */
    public CacheKey() {
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds text: the {@code toString} of a record of settings, a seed, a version. */
    public CacheKey add(String setting) {
        return add(setting.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file. */
    public CacheKey add(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
        return this;
    }

    /** Adds a recording. */
    public CacheKey add(float[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * samples.length).putInt(samples.length);
        for (float sample : samples) {
            bytes.putFloat(sample);
        }
        digest.update(bytes.array());
        return this;
    }

    /** The key of what was added up to now; adding may go on. */
    byte[] bytes() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every SHA-256 of a JDK can be copied", e);
        }
    }

    /** The key in hexadecimal, 64 digits. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (byte b : bytes()) {
            text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return text.toString();
    }
}
