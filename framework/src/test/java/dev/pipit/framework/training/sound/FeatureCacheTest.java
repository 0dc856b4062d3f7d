package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
    @TempDir
    Path folder;

    private final CacheKey key = new CacheKey().add("settings").add(new float[] {1, 2});
    private final List<FeatureItem> items = List.of(
        new FeatureItem("a/ä.wav", 17, new FeatureRows(2, new byte[] {1, -128, 3, 127})),
        new FeatureItem("", -1, new FeatureRows(40, new byte[0])));
    private final List<String> warnings = new ArrayList<>();
    private FeatureCache cache;
    private Path file;

    @BeforeEach
    void prepare() {
        cache = new FeatureCache(folder.resolve("new"));
        file = folder.resolve("new").resolve(key + ".features");
    }

    @Test
    void givesBackWhatItKept() throws IOException {
        assertEquals(Optional.empty(), cache.load(key));
        cache.store(key, items);
        assertSame(items, cache.load(key).orElseThrow());
        assertEquals(List.of(file), files());
    }

    @Test
    void makesOnce() throws IOException {
        assertSame(items, cache.get(key, warnings::add, () -> items));
        assertSame(items, cache.get(key, warnings::add, () -> {
            throw new IOException("must not be made again");
        }));
        assertEquals(List.of(), warnings);
    }

    @Test
    void refusesAnyChangedByteAndAnyShorterFile() throws IOException {
        cache.store(key, items);
        byte[] intact = Files.readAllBytes(file);
        for (int at = 0; at < intact.length; at++) {
            byte[] changed = intact.clone();
            changed[at] ^= 0x40;
            assertRefused(changed);
            assertRefused(Arrays.copyOf(intact, at));
        }
        assertRefused(Arrays.copyOf(intact, intact.length + 1));
    }

    @Test
    void makesAgainWhatIsDamagedAndSaysSoInOneLine() throws IOException {
        cache.store(key, items);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 30] ^= 1;
        Files.write(file, bytes);
        assertSame(items, cache.get(key, warnings::add, () -> items));
        assertEquals(List.of(file + " item 0 is damaged; made again"), warnings);
        assertSame(items, cache.load(key).orElseThrow());
    }

    @Test
    void refusesAFileOfOtherThings() throws IOException {
        cache.store(key, items);
        CacheKey other = new CacheKey().add("other settings");
        Files.move(file, file.resolveSibling(other + ".features"));
        IOException e = assertThrows(IOException.class, () -> cache.load(other));
        assertTrue(e.getMessage().endsWith(" was made of other things than are asked for"), e.getMessage());
    }

    @Test
    void aFullDiskLeavesWhatWasThereAndNothingElse() throws IOException {
        cache.store(key, items);
        var full = new FeatureCache(file.getParent(), path -> new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        IOException e = assertThrows(IOException.class, () -> full.store(key, List.of()));
        assertEquals("features could not be kept in " + file + ": No space left on device", e.getMessage());
        assertEquals(List.of(file), files());
        assertSame(items, cache.load(key).orElseThrow());
    }

    @Test
    void saysWhereAFolderCannotBeMade() throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));
        IOException e = assertThrows(IOException.class, () -> new FeatureCache(taken).store(key, items));
        assertTrue(e.getMessage().startsWith("features could not be kept in " + taken), e.getMessage());
    }

    @Test
    void refusesANameThatIsTooLong() {
        var item = new FeatureItem("x".repeat(65_536), 0, new FeatureRows(1, new byte[0]));
        assertEquals("name must have at most 65535 bytes: bytes=65536", assertThrows(IllegalArgumentException.class,
            () -> cache.store(key, List.of(item))).getMessage());
    }

    /** SHA-256 of the four bytes of the length, 3, and "abc", by sha256sum. */
    @Test
    void theKeyIsTheHashOfWhatWentIn() {
        assertEquals("d04b72a650ce0f8ce4963330a53ee2832733d2baeffff3c1d8e256cca096d120", new CacheKey().add("abc").toString());
    }

    @Test
    void theKeyTellsWhereOneThingEndsAndTheNextBegins() {
        assertNotEquals(new CacheKey().add("ab").add("c").toString(), new CacheKey().add("a").add("bc").toString());
        assertNotEquals(new CacheKey().add(new float[] {0f}).toString(),
            new CacheKey().add(new float[] {-0f}).toString());
        assertEquals(key.toString(), key.toString());
    }

    private void assertRefused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        IOException e = assertThrows(IOException.class, () -> cache.load(key));
        assertTrue(e.getMessage().startsWith(file + " "), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.toList();
        }
    }

    private static void assertSame(List<FeatureItem> expected, List<FeatureItem> actual) {
        assertEquals(expected.size(), actual.size());
        for (int k = 0; k < expected.size(); k++) {
            assertEquals(expected.get(k).name(), actual.get(k).name());
            assertEquals(expected.get(k).mark(), actual.get(k).mark());
            assertEquals(expected.get(k).rows().channels(), actual.get(k).rows().channels());
            assertArrayEquals(expected.get(k).rows().values(), actual.get(k).rows().values());
        }
    }
}
