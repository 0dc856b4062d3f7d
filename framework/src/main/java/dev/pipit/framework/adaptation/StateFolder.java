package dev.pipit.framework.adaptation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder in which what was learned is kept: one file a version, {@code 000012.state}, the newest counts.
 *
 * <p>A version is there whole or not at all: it is written under another name, forced to the disk, and renamed. When
 * {@link #save} returns, the version outlives the loss of power. A file that is damaged is passed over, and the one
 * before it counts; {@link #damaged} names it. Undoing is a new version with the content of an old one, so that nothing
 * but {@link #forget} and the number of versions that are kept takes anything away.
 *
 * <p>Threads: one process at a time may write, which a lock file sees to; within it, one thread.
 */
public final class StateFolder implements AutoCloseable {
    /** Versions that are kept. */
    public static final int KEPT = 16;

    private static final Pattern NAME = Pattern.compile("(\\d{6,9})\\.state");
    private static final String NOTE = "note";
    private static final String CONTENT = "content";
    private static final String ENVELOPE = "version of a state";

    private final Path folder;
    private final String kind;
    private final FileChannel lockChannel;

    /**
     * One version.
     *
     * @param number counted from 1
     * @param note   what happened, in the words of whoever saved it
     * @param state  what was learned
     * @param bytes  size of the file
     */
    public record Version(int number, String note, State state, long bytes) {
    }

    private StateFolder(Path folder, String kind, FileChannel lockChannel) {
        this.folder = folder;
        this.kind = kind;
        this.lockChannel = lockChannel;
    }

    /**
     * Opens a folder to read and write, and makes it if there is none.
     *
     * @param kind what learns: {@code maintenance}
     * @throws IOException if it cannot be written, another process writes in it, or it holds what something else learned
     */
    public static StateFolder open(Path folder, String kind) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new NotDirectoryException(folder.toString());
        }
        FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException(folder + " is in use by another process");
            }
            StateFolder opened = new StateFolder(folder, Objects.requireNonNull(kind, "kind"), channel);
            opened.sweep();
            opened.current();
            return opened;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(folder + " is in use already", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The newest version that is whole; empty if nothing was learned yet. */
    public Optional<Version> current() throws IOException {
        List<Path> files = files(folder);
        for (int i = files.size() - 1; i >= 0; i--) {
            Optional<Version> version = read(files.get(i));
            if (version.isPresent()) {
                String found = version.get().state().kind();
                if (!found.equals(kind)) {
                    throw new IOException(folder + " holds what " + found + " learned, not " + kind);
                }
                return version;
            }
        }
        return Optional.empty();
    }

    /** All versions that are whole, the oldest first. Reads only. */
    public static List<Version> history(Path folder) throws IOException {
        List<Version> versions = new ArrayList<>();
        for (Path file : files(folder)) {
            read(file).ifPresent(versions::add);
        }
        return versions;
    }

    /** Files that should be versions and are not whole. */
    public static List<Path> damaged(Path folder) throws IOException {
        List<Path> damaged = new ArrayList<>();
        for (Path file : files(folder)) {
            if (read(file).isEmpty()) {
                damaged.add(file);
            }
        }
        return damaged;
    }

    /**
     * Keeps a new version. When it returns, the version is on the disk.
     *
     * @param note what happened, for people
     * @throws IOException if it cannot be written; what was there before still counts
     */
    public Version save(State state, String note) throws IOException {
        if (!state.kind().equals(kind)) {
            throw new IllegalArgumentException("kind must be that of the folder: kind=" + state.kind() + ", folder="
                + kind);
        }
        List<Path> files = files(folder);
        int number = files.isEmpty() ? 1 : number(files.get(files.size() - 1)) + 1;
        byte[] bytes = StateBytes.write(State.of(ENVELOPE, 1).text(NOTE, note).bytes(CONTENT, StateBytes.write(state))
            .build());
        Path part = folder.resolve("next.part");
        try {
            write(part, bytes);
            Files.move(part, folder.resolve(String.format(Locale.ROOT, "%06d.state", number)),
                StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException inTheWay) {
                e.addSuppressed(inTheWay);
            }
            throw new IOException(folder + ": could not be saved, what was there before still counts: " + e.getMessage(), e);
        }
        forceFolder();
        prune(files);
        return new Version(number, note, state, bytes.length);
    }

    /**
     * Makes an older version count again, as a new one.
     *
     * @throws IOException if there is no such version
     */
    public Version rollback(int number) throws IOException {
        for (Version each : history(folder)) {
            if (each.number() == number) {
                return save(each.state(), "back to version " + number);
            }
        }
        throw new IOException(folder + " has no version " + number + "; there are: "
            + history(folder).stream().map(each -> String.valueOf(each.number()))
                .reduce((a, b) -> a + ", " + b).orElse("none"));
    }

    /** Deletes all that was learned. */
    public void forget() throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
        forceFolder();
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** So that the name is on the disk too. */
    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void prune(List<Path> before) throws IOException {
        for (int i = 0; i < before.size() + 1 - KEPT; i++) {
            Files.deleteIfExists(before.get(i));
        }
    }

    /** Takes away what a process left that was ended while it wrote. */
    private void sweep() throws IOException {
        Files.deleteIfExists(folder.resolve("next.part"));
    }

    private static Optional<Version> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            State envelope = StateBytes.read(bytes);
            return Optional.of(new Version(number(file), envelope.text(NOTE),
                StateBytes.read(envelope.bytes(CONTENT)), bytes.length));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static int number(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    /** The files of versions, the oldest first. */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> number(file) > 0).sorted(Comparator.comparingInt(StateFolder::number)).toList();
        }
    }

    @Override
    public void close() throws IOException {
        lockChannel.close();
    }
}
