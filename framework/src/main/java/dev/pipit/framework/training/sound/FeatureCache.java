package dev.pipit.framework.training.sound;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps feature rows in a folder, one file for each {@link CacheKey}, so that they are made once.
 *
 * <p>A file is there in full or not at all: it is written beside and then moved. Each header and item has a checksum,
 * and a damaged file is refused, never used in part.
 */
public final class FeatureCache {
    private final Path folder;
    private final Opening opening;

    /** Makes what is not kept yet. */
    @FunctionalInterface
    public interface Maker {
        /** All items, in an order that depends on nothing but the key. */
        List<FeatureItem> make() throws IOException;
    }

    /** How a file is opened for writing. */
    @FunctionalInterface
    interface Opening {
        OutputStream open(Path file) throws IOException;
    }

    /** Keeps in this folder, which is made where it is missing. */
    public FeatureCache(Path folder) {
        this(folder, Files::newOutputStream);
    }

    FeatureCache(Path folder, Opening opening) {
        this.folder = folder;
        this.opening = opening;
    }

    /** The items of a key: those that are kept, or else those just made, which are kept from then on. */
    public List<FeatureItem> get(CacheKey key, Consumer<String> warnings, Maker maker) throws IOException {
        try {
            Optional<List<FeatureItem>> kept = load(key);
            if (kept.isPresent()) {
                return kept.get();
            }
        } catch (IOException e) {
            warnings.accept(e.getMessage() + "; made again");
        }
        List<FeatureItem> made = maker.make();
        store(key, made);
        return made;
    }

    /** What is kept for the key, if anything is. Throws, naming file and fault in one line, where it is damaged. */
    public Optional<List<FeatureItem>> load(CacheKey key) throws IOException {
        Path file = file(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(FeatureFile.read(key.bytes(), in, Files.size(file)));
        } catch (IOException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
    }

    /** Keeps the items; where that fails, as on a full disk, what was kept before stays and nothing new does. */
    public void store(CacheKey key, List<FeatureItem> items) throws IOException {
        Path file = file(key);
        Path beside = null;
        try {
            Files.createDirectories(folder);
            beside = Files.createTempFile(folder, "features", ".part");
            try (OutputStream out = new BufferedOutputStream(opening.open(beside), 1 << 16)) {
                FeatureFile.write(key.bytes(), items, out);
            }
            move(beside, file);
        } catch (IOException e) {
            throw new IOException("features could not be kept in " + file + ": " + e.getMessage(), e);
        } finally {
            if (beside != null) {
                Files.deleteIfExists(beside);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path file(CacheKey key) {
        return folder.resolve(key + ".features");
    }
}
