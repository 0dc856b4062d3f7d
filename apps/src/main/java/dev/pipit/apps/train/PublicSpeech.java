package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The public recordings of speech in a folder, with their speakers, by the {@code index.csv} of each collection. */
public final class PublicSpeech {
    private static final String WORD = "word";
    /** Voices that sound alike; the two collections that have them were clustered together. */
    private static final String CLUSTER = "pseudo_speaker_cluster";

    private PublicSpeech() {
    }

    /**
     * All recordings of the collections at hand.
     *
     * @throws IOException if the folder has none of them, in one line
     */
    public static List<Recording> in(Path speech) throws IOException {
        List<Recording> all = new ArrayList<>();
        all.addAll(indexed(speech, "speech_commands", "speaker"));
        all.addAll(indexed(speech, "picovoice_wakewords", CLUSTER));
        all.addAll(indexed(speech, "librispeech", "speaker"));
        all.addAll(indexed(speech, "negatives_speech_to_intent", CLUSTER));
        all.addAll(digits(speech.resolve("fsdd_8k")));
        if (all.isEmpty()) {
            throw new IOException("no recordings in " + speech + ": set PIPIT_DATA to the folder that holds speech/");
        }
        return all;
    }

    private static List<Recording> indexed(Path speech, String collection, String speaker) throws IOException {
        Path index = speech.resolve(collection).resolve("index.csv");
        List<Recording> recordings = new ArrayList<>();
        if (!Files.exists(index)) {
            return recordings;
        }
        List<String> lines = Files.readAllLines(index);
        String[] names = lines.get(0).split(",", -1);
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> row = row(names, line.split(",", -1));
            Path file = index.resolveSibling(row.get("file"));
            if (!Files.exists(file)) {
                continue;                        // an index may name more than is here
            }
            String group = speaker.equals(CLUSTER) ? "cluster" : collection;
            recordings.add(new Recording(file, collection, group + ':' + row.get(speaker),
                row.getOrDefault(WORD, "").replace('_', ' ')));
        }
        return recordings;
    }

    /** Files named digit_speaker_number.wav. */
    private static List<Recording> digits(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".wav")).sorted().map(file -> {
                String[] name = String.valueOf(file.getFileName()).split("_", -1);
                return new Recording(file, "fsdd_8k", "fsdd_8k:" + name[1], "digit " + name[0]);
            }).toList();
        }
    }

    private static Map<String, String> row(String[] names, String[] values) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], i < values.length ? values[i] : "");
        }
        return row;
    }
}
