package dev.pipit.boards.deploy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of a release.
 *
 * @param name       below the folder of the release, with slashes
 * @param executable whether it is a program
 * @param size       in bytes
 * @param sha256     of its content, in hexadecimal
 * @param content    opens it for reading
 */
public record ReleaseFile(String name, boolean executable, long size, String sha256, Content content) {
    /** Where the bytes come from. */
    @FunctionalInterface
    public interface Content {
        /** Opens it at its first byte. */
        InputStream open() throws IOException;
    }

    public ReleaseFile {
        if (!name.matches("[A-Za-z0-9._+-]+(/[A-Za-z0-9._+-]+)*") || name.contains("..")) {
            throw new IllegalArgumentException("name of a file must be letters, digits and . _ + -: name=" + name);
        }
    }

    /** @throws IOException if the file cannot be read */
    public static ReleaseFile of(String name, Path file, boolean executable) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new ReleaseFile(name, executable, Files.size(file), hash(in), () -> Files.newInputStream(file));
        }
    }

    static ReleaseFile of(String name, String text, boolean executable) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ReleaseFile(name, executable, bytes.length, HexFormat.of().formatHex(newDigest().digest(bytes)),
            () -> new ByteArrayInputStream(bytes));
    }

    private static String hash(InputStream in) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As {@code sha256sum} prints it and checks it. */
    String sum() {
        return sha256 + "  " + name;
    }
}
