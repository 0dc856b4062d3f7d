package dev.pipit.apps.train.keyword;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recordings in folders, one a word. Folders named unknown, and words that are not wanted, are other speech; silence and
 * _background_noise_ are noise, of which any second will do.
 *
 * <p>The speaker is what stands before {@code _nohash_} in the name of a file; or what an {@code index.csv} with the columns
 * {@code file} and {@code speaker} (or {@code pseudo_speaker_cluster}) says; or else each file is a speaker of its own.
 */
final class WordFolders {
    private static final String NO_HASH = "_nohash_";
    private static final Set<String> NOISE = Set.of("silence", "_background_noise_");

    private WordFolders() {
    }

    /** @param words the folders that are words; empty for all */
    static List<SoundFile> in(Path folder, Set<String> words) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(folder)) {
            folders = all.filter(Files::isDirectory).filter(each -> !name(each).startsWith(".")).sorted().toList();
        }
        for (String word : words) {
            if (!Files.isDirectory(folder.resolve(word))) {
                throw new IOException(folder + ": no folder for the word " + word);
            }
        }
        Map<String, String> speakers = speakers(folder, "");
        List<SoundFile> files = new ArrayList<>();
        for (Path each : folders) {
            String name = name(each);
            boolean noise = NOISE.contains(name.toLowerCase(Locale.ROOT));
            String label = noise ? Sound.SILENCE : words.isEmpty() || words.contains(name) ? name : Sound.UNKNOWN;
            speakers.putAll(speakers(each, name + "/"));
            for (Path wav : wavs(each)) {
                files.add(new SoundFile(wav, label, speaker(name, wav, speakers), noise));
            }
        }
        if (files.isEmpty()) {
            throw new IOException(folder + ": no .wav file in the folders there; each word needs a folder with its name");
        }
        return files;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static List<Path> wavs(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(".wav")).sorted().toList();
        }
    }

    private static String speaker(String word, Path wav, Map<String, String> speakers) {
        String name = name(wav);
        int end = name.indexOf(NO_HASH);
        return end > 0 ? name.substring(0, end) : speakers.getOrDefault(word + "/" + name, word + "/" + name);
    }

    private static Map<String, String> speakers(Path folder, String before) throws IOException {
        Map<String, String> speakers = new HashMap<>();
        Path index = folder.resolve("index.csv");
        if (!Files.exists(index)) {
            return speakers;
        }
        List<String> lines = Files.readAllLines(index);
        List<String> columns = Arrays.asList(lines.get(0).split(",", -1));
        int file = columns.indexOf("file");
        int speaker = Math.max(columns.indexOf("speaker"), columns.indexOf("pseudo_speaker_cluster"));
        if (file < 0 || speaker < 0) {
            throw new IOException(index + ": must have the columns file and speaker: columns=" + columns);
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            if (row.length > Math.max(file, speaker)) {
                speakers.put(before + row[file], row[speaker]);
            }
        }
        return speakers;
    }
}
