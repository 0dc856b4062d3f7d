package dev.pipit.apps.train;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.pipit.framework.training.sound.FeatureRows;
import dev.pipit.framework.training.sound.Loudness;
import dev.pipit.framework.training.sound.MicroFeatureRows;
import dev.pipit.framework.training.sound.Muted;
import dev.pipit.framework.training.sound.Noise;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Range;
import dev.pipit.framework.training.sound.ShuffledSpeech;
import dev.pipit.framework.training.sound.Speed;
import dev.pipit.framework.training.sound.Splice;
import dev.pipit.framework.training.sound.WaveformAugmentation;
import dev.pipit.framework.training.sound.WaveformSettings;
import dev.pipit.framework.training.sound.WordBounds;

/**
 * Makes examples of clips: first clean ones, of which the teacher speaks, then each in some rooms and noises. Example i is
 * the same from the same seed, whatever the number of threads.
 */
final class ExampleMaker {
    private static final double COLD = 0.15;
    /** Of the copies of an example, those in great silence. */
    private static final double SILENT = 0.3;
    /** How far below the loudest is what silence takes away. */
    private static final Range MUTED_DB = new Range(30, 60);
    private static final double[] SPEEDS = {0.87, 1.15};
    private static final Range ENDS = new Range(2.2, 3.85);
    /** Where a word ends when the front end begins with the example: it may be the first that the device hears. */
    private static final Range COLD_ENDS = new Range(1.1, 3.1);

    private final List<float[]> speech;
    private final List<float[]> noises;
    private final long seed;
    private final boolean taught;
    private final Progress progress;

    /** How an example is made of a clip. */
    enum Kind {
        /** A word by itself, or near other speech. */
        WORD,
        /** A word put into running speech. */
        SPLICED,
        /** Any part of running speech. */
        RUNNING,
        /** Pieces of speech in disorder; without a clip. */
        SHUFFLED,
        /** No speech; without a clip. */
        NOISE
    }

    /** @param copies of the example, in different rooms and noises */
    record Task(Kind kind, String pool, int word, Clip clip, int copies) { }

    /**
     * @param speech running speech to mix with
     * @param noises recordings of noise; may be none
     * @param taught whether the teacher is asked
     */
    ExampleMaker(List<float[]> speech, List<float[]> noises, long seed, boolean taught, Progress progress) {
        this.speech = speech;
        this.noises = noises;
        this.seed = seed;
        this.taught = taught;
        this.progress = progress;
    }

    /** All that examples depend on but their tasks and recordings: for the key of what is kept. */
    static String settings() {
        return "cold " + COLD + ' ' + COLD_ENDS + ", silent " + SILENT + ' ' + MUTED_DB + ' ' + WaveformSettings.silent()
            + ", else " + ENDS + ' ' + WaveformSettings.standard();
    }

    /** Makes an example of each task, in their order. */
    List<WordExample> make(String what, List<Task> tasks) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        progress.begin(what, tasks.size());
        WordExample[] examples = new WordExample[tasks.size()];
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int first = t;
                parts.add(pool.submit(() -> {
                    part(tasks, examples, first, threads);
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
        progress.end(examples.length + " examples");
        return List.of(examples);
    }

    private void part(List<Task> tasks, WordExample[] examples, int first, int step) throws IOException {
        try (Worker worker = new Worker()) {
            for (int i = first; i < tasks.size(); i += step) {
                examples[i] = worker.make(tasks.get(i), new SplittableRandom(seed * 0x9E3779B97F4A7C15L + i));
                progress.step();
            }
        }
    }

    /** The tools of one thread. */
    private final class Worker implements Closeable {
        private final WaveformAugmentation clean;
        private final WaveformAugmentation begin;
        private final WaveformAugmentation alone;
        private final WaveformAugmentation dirt;
        private final WaveformAugmentation silence;
        private final MicroFeatureRows frontEnd = new MicroFeatureRows();
        private final Teacher teacher;

        Worker() throws IOException {
            WaveformSettings standard = WaveformSettings.standard();
            WaveformSettings plain = WaveformSettings.plain();
            var whole = new WaveformSettings(Lessons.SAMPLES, ENDS, new Range(SPEEDS[0], SPEEDS[1]),
                plain.tempo(), standard.before(), standard.behind(), plain.room(), plain.directDb(), plain.tilt(),
                plain.noise(), plain.overload(), plain.peakDbfs(), new Range(-80, -80));
            clean = new WaveformAugmentation(whole, speech, noises);
            begin = new WaveformAugmentation(whole.placed(Lessons.SAMPLES, COLD_ENDS), speech, noises);
            alone = new WaveformAugmentation(whole.among(plain.before(), plain.behind()), speech, noises);
            dirt = new WaveformAugmentation(standard.placed(Lessons.SAMPLES, ENDS).still(), speech, noises);
            silence = new WaveformAugmentation(WaveformSettings.silent().placed(Lessons.SAMPLES, ENDS).still(), speech,
                noises);
            teacher = taught ? Teacher.start(1) : null;
        }

        WordExample make(Task task, SplittableRandom random) throws IOException {
            boolean cold = random.nextDouble() < COLD;
            int end = -1;
            float[] samples;
            switch (task.kind()) {
                case WORD -> {
                    var example = (cold ? begin : clean).apply(task.clip().samples(), task.clip().bounds().orElseThrow(),
                        random);
                    samples = example.samples();
                    end = example.wordEnd();
                }
                case SPLICED -> {
                    Splice splice = spliced(task.clip(), cold ? COLD_ENDS : ENDS, random);
                    samples = Arrays.copyOf(splice.samples(), Lessons.SAMPLES);
                    end = splice.word().to();
                }
                case RUNNING -> samples = alone.apply(task.clip().samples(), random);
                case SHUFFLED -> samples = ShuffledSpeech.of(speech, Lessons.SAMPLES, random);
                default -> samples = noise(random);
            }
            if (task.kind() != Kind.NOISE) {
                Loudness.toPeak(samples, -6);
            }
            int skip = cold ? 0 : Lessons.WARM_UP;
            List<FeatureRows> rows = new ArrayList<>();
            for (int copy = 0; copy < task.copies(); copy++) {
                byte[] values = frontEnd.of(heard(samples, random), skip).values();
                rows.add(new FeatureRows(frontEnd.channels(), Arrays.copyOf(values, Lessons.ROWS * frontEnd.channels())));
            }
            int row = end < 0 ? -1 : Math.min(Lessons.ROWS - 1, frontEnd.rowAt(end) - skip);
            return new WordExample(task.pool(), task.word(), row, cold, rows, cold ? new byte[0] : lessons(samples));
        }

        /** What a microphone makes of it, somewhere. */
        private float[] heard(float[] samples, SplittableRandom random) {
            if (random.nextDouble() < SILENT) {
                double below = random.nextDouble(MUTED_DB.from(), MUTED_DB.to());
                return silence.apply(Muted.apply(samples, below), random);
            }
            return dirt.apply(samples, random);
        }

        private Splice spliced(Clip clip, Range ends, SplittableRandom random) {
            float[] word = Speed.apply(clip.samples(), random.nextDouble(SPEEDS[0], SPEEDS[1]));
            WordBounds bounds = WordBounds.of(word).orElse(new WordBounds(0, word.length));
            int end = (int) (Pcm16.RATE_HZ * random.nextDouble(ends.from(), ends.to()));
            float[] piece = piece(random);
            return Splice.of(piece, Math.max(0, Math.min(piece.length, end - bounds.length())), word, bounds);
        }

        private float[] piece(SplittableRandom random) {
            float[] from = Speed.apply(speech.get(random.nextInt(speech.size())), random.nextDouble(SPEEDS[0], SPEEDS[1]));
            int at = random.nextInt(Math.max(1, from.length - Lessons.SAMPLES));
            float[] piece = Arrays.copyOfRange(from, at, at + Lessons.SAMPLES);
            Loudness.toPeak(piece, -6);
            return piece;
        }

        private float[] noise(SplittableRandom random) {
            if (!noises.isEmpty() && random.nextBoolean()) {
                float[] from = noises.get(random.nextInt(noises.size()));
                int at = random.nextInt(Math.max(1, from.length - Lessons.SAMPLES));
                return Arrays.copyOfRange(from, at, at + Lessons.SAMPLES);
            }
            return switch (random.nextInt(4)) {
                case 0 -> Noise.white(Lessons.SAMPLES, random);
                case 1 -> Noise.pink(Lessons.SAMPLES, random);
                case 2 -> Noise.brown(Lessons.SAMPLES, random);
                default -> Noise.hum(Lessons.SAMPLES, random);
            };
        }

        private byte[] lessons(float[] samples) throws IOException {
            if (teacher == null) {
                return new byte[0];
            }
            float[] rows = teacher.embeddings(Pcm16.toShorts(samples));
            byte[] lessons = new byte[rows.length];
            for (int i = 0; i < rows.length; i++) {
                lessons[i] = TeacherScale.keep(rows[i]);
            }
            return lessons;
        }

        @Override
        public void close() throws IOException {
            if (teacher != null) {
                teacher.close();
            }
        }
    }
}
