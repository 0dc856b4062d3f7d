package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.pipit.framework.training.sound.Split;

/** All clips that words are learned from and judged by, on their sides of the split. */
final class Material {
    /** Collections that are heard only to judge: another place, other microphones, other people. */
    private static final List<String> KEPT_APART = List.of("fsdd_8k", "negatives_speech_to_intent");

    private final Split split;
    private final List<Clip> clips = new ArrayList<>();
    private final List<float[]> noises = new ArrayList<>();

    Material(Split split) {
        this.split = split;
    }

    void add(List<Clip> more) {
        clips.addAll(more);
    }

    void add(Recording recording) throws IOException {
        clips.add(Clip.of(recording.collection(), recording.speaker(), recording.word(), recording.samples()));
    }

    /** Adds all recordings of a folder as noises. */
    void addNoises(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".wav")).sorted().toList()) {
                noises.add(Recording.samples(file));
            }
        }
    }

    /** Clips of one side that fit. */
    List<Clip> of(Split.Part part, Predicate<Clip> fits) {
        return clips.stream().filter(clip -> side(clip) == part && fits.test(clip)).toList();
    }

    private Split.Part side(Clip clip) {
        return KEPT_APART.contains(clip.collection()) ? Split.Part.TEST : split.of(clip.speaker());
    }

    /** Sounds of running speech of one side, recorded, not synthesised. */
    List<float[]> speech(Split.Part part) {
        return of(part, clip -> clip.word().isEmpty() && !clip.synthesised()).stream().map(Clip::samples).toList();
    }

    /** Recordings of noise: those for training, or the last quarter of each for judging. */
    List<float[]> noises(Split.Part part) {
        return noises.stream().map(all -> {
            int cut = all.length * 3 / 4;
            return part == Split.Part.TEST ? Arrays.copyOfRange(all, cut, all.length)
                : Arrays.copyOf(all, cut);
        }).toList();
    }
}
