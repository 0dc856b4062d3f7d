package dev.pipit.apps.train.keyword;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import dev.pipit.apps.train.Progress;
import dev.pipit.apps.train.Recording;
import dev.pipit.framework.training.sound.Loudness;
import dev.pipit.framework.training.sound.Noise;

/** Reads recordings. What cannot be used is left out, and said in one line. */
final class Sounds {
    /** What the group of a noise that is judged by ends with. */
    static final String END = " (end)";

    private static final double LEARNED = 0.7;
    private static final int NOISE_SAMPLES = 20 * KeywordFeatures.RATE_HZ;
    private static final double NOISE_DBFS = -40;

    private Sounds() {
    }

    /** All that can be used, and noises that are computed. */
    static List<Sound> read(List<SoundFile> files, Progress progress, Consumer<String> warnings) throws IOException {
        List<Sound> sounds = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        progress.begin("recordings", files.size());
        for (SoundFile each : files) {
            try {
                float[] samples = Recording.samples(each.file());
                if (LoudSecond.of(samples).isEmpty() && !each.label().equals(Sound.SILENCE)) {
                    silent.add(each.file().toString());
                } else if (each.label().equals(Sound.SILENCE)) {
                    sounds.addAll(halves(each.group(), samples));
                } else {
                    sounds.add(new Sound(each.label(), each.group(), samples, each.running()));
                }
            } catch (IOException e) {
                broken.add(e.getMessage());
            }
            progress.step();
        }
        progress.end(sounds.size() + " read");
        warn("are silent, such as ", silent, warnings);
        warn("cannot be read, such as ", broken, warnings);
        sounds.addAll(noises());
        return sounds;
    }

    /** The beginning, to learn from, and the end, to judge by: noises are too few to keep some away altogether. */
    private static List<Sound> halves(String group, float[] samples) {
        int end = (int) (samples.length * LEARNED);
        return List.of(new Sound(Sound.SILENCE, group, Arrays.copyOf(samples, end), true),
            new Sound(Sound.SILENCE, group + END, Arrays.copyOfRange(samples, end, samples.length), true));
    }

    private static void warn(String what, List<String> which, Consumer<String> warnings) {
        if (!which.isEmpty()) {
            warnings.accept(which.size() + " recordings are left out because they " + what + which.get(0));
        }
    }

    private static List<Sound> noises() {
        var random = new SplittableRandom(1);
        List<Sound> noises = new ArrayList<>();
        add("white", Noise.white(NOISE_SAMPLES, random), noises);
        add("pink", Noise.pink(NOISE_SAMPLES, random), noises);
        add("brown", Noise.brown(NOISE_SAMPLES, random), noises);
        add("hum", Noise.hum(NOISE_SAMPLES, random), noises);
        return noises;
    }

    private static void add(String name, float[] samples, List<Sound> noises) {
        Loudness.toRms(samples, NOISE_DBFS);
        noises.addAll(halves("computed:" + name, samples));
    }
}
