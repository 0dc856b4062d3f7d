package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.sound.FeatureRows;
import dev.pipit.framework.training.sound.Loudness;
import dev.pipit.framework.training.sound.MicroFeatureRows;
import dev.pipit.framework.training.sound.Noise;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Splice;

/** Recordings as a device would hear them, to judge models by. */
final class Trial {
    private static final int BLOCK = 50;
    private static final double LEAD_SECONDS = 1.6;
    private static final double TAIL_SECONDS = 0.8;
    private static final double FLOOR_DBFS = -72;

    private final List<FeatureRows> streams = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private final MicroFeatureRows frontEnd = new MicroFeatureRows();

    /**
     * What a stream was made of.
     *
     * @param word    as {@link Clip#word}
     * @param samples of the recording itself
     */
    record Heard(String speaker, String word, int samples) {
        double hours() {
            return samples / 3600.0 / Pcm16.RATE_HZ;
        }
    }

    /** The recordings, after a moment of faint noise. */
    List<FeatureRows> streams() {
        return streams;
    }

    /** Of each stream. */
    List<Heard> heard() {
        return heard;
    }

    /** Of the recordings themselves. */
    double hours() {
        double hours = 0;
        for (Heard each : heard) {
            hours += each.hours();
        }
        return hours;
    }

    /** Adds a recording as it is. */
    void clean(Clip clip, SplittableRandom random) {
        add(clip, led(clip.samples(), random));
    }

    /** Adds a recording in noise, so many dB below the word. */
    void noisy(Clip clip, List<float[]> noises, double snrDb, SplittableRandom random) {
        float[] samples = led(clip.samples(), random);
        float[] from = noises.isEmpty() ? Noise.pink(samples.length, random) : noises.get(random.nextInt(noises.size()));
        float[] noise = new float[samples.length];
        int at = random.nextInt(from.length);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = from[(at + i) % from.length];
        }
        int lead = (int) (LEAD_SECONDS * Pcm16.RATE_HZ);
        var bounds = clip.bounds().map(b -> b.later(lead));
        Loudness.addNoise(samples, bounds.isPresent() ? bounds.get().from() : lead,
            bounds.isPresent() ? bounds.get().to() : lead + clip.samples().length, noise, snrDb);
        add(clip, samples);
    }

    /** Adds the word put into running speech, some seconds after its beginning. */
    void spliced(Clip clip, float[] speech, SplittableRandom random) {
        int at = Math.min(speech.length, (int) (Pcm16.RATE_HZ * random.nextDouble(2, 4)));
        float[] piece = Arrays.copyOf(speech, Math.min(speech.length, at + 2 * Pcm16.RATE_HZ));
        if (clip.bounds().isPresent()) {
            add(clip, led(Splice.of(piece, Math.min(at, piece.length), clip.samples(), clip.bounds().get()).samples(), random));
        }
    }

    private void add(Clip clip, float[] samples) {
        streams.add(frontEnd.of(samples, 0));
        heard.add(new Heard(clip.speaker(), clip.word(), clip.samples().length));
    }

    private static float[] led(float[] from, SplittableRandom random) {
        int lead = (int) (LEAD_SECONDS * Pcm16.RATE_HZ);
        float[] samples = Noise.white(lead + from.length + (int) (TAIL_SECONDS * Pcm16.RATE_HZ), random);
        Loudness.toRms(samples, FLOOR_DBFS);
        for (int i = 0; i < from.length; i++) {
            samples[lead + i] += from[i];
        }
        return samples;
    }

    /** The mean scores of a streaming model over each recording, step by step, from the lead's end on. */
    List<float[]> scores(Model model, int averaged) throws ModelFormatException {
        Interpreter interpreter = Interpreter.prepare(model);
        interpreter.upgrade();
        List<float[]> all = new ArrayList<>();
        for (FeatureRows stream : streams) {
            all.add(scores(interpreter, stream, averaged));
        }
        return all;
    }

    private static float[] scores(Interpreter interpreter, FeatureRows stream, int averaged) {
        interpreter.reset();
        var input = interpreter.input(0);
        int perStep = input.elements();
        float[] raw = new float[stream.values().length / perStep];
        for (int t = 0; t < raw.length; t++) {
            input.write(stream.values(), t * perStep);
            interpreter.invoke();
            raw[t] = interpreter.output(0).real(0);
        }
        return means(raw, averaged);
    }

    /** The same of a network that computes with real numbers: what a model loses by its 8 bits. */
    List<float[]> scores(Network network, int node, int averaged) {
        Map<Integer, Pass> passes = new HashMap<>();
        List<float[]> all = new ArrayList<>();
        for (FeatureRows stream : streams) {
            int steps = stream.rows() / Lessons.STRIDE;
            int height = (steps + BLOCK - 1) / BLOCK * BLOCK * Lessons.STRIDE;
            Pass pass = passes.computeIfAbsent(height, rows -> network.over(rows).pass(1));
            Arrays.fill(pass.input(), 0);
            for (int i = 0; i < Math.min(stream.values().length, pass.input().length); i++) {
                pass.input()[i] = (float) Backbone.FEATURES.real(stream.values()[i]);
            }
            pass.forward(Layer.Mode.inference());
            all.add(means(Arrays.copyOf(pass.output(node), steps), averaged));
        }
        return all;
    }

    private static float[] means(float[] raw, int averaged) {
        float[] means = new float[raw.length];
        for (int t = 0; t < raw.length; t++) {
            for (int i = Math.max(0, t - averaged + 1); i <= t; i++) {
                means[t] += raw[i] / averaged;
            }
        }
        return means;
    }
}
