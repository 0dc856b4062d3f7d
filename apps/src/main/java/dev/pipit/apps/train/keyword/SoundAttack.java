package dev.pipit.apps.train.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import dev.pipit.apps.train.Progress;
import dev.pipit.framework.training.sound.Convolution;
import dev.pipit.framework.training.sound.Loudness;

/**
 * Looks for one sound that misleads a network over the air, whoever speaks: by chance and selection, knowing only the scores
 * (evolution strategy, (1 + 1); Rechenberg 1973). Each word hears it through another room, earlier or later.
 */
final class SoundAttack {
    private static final int AIRS = 12;
    private static final int CHANGED_ONE_IN = 12;

    private final UnaryOperator<float[]> scores;
    private final double snrDb;
    private final float[][] bands = AttackSound.bands();
    private final Convolution convolution = new Convolution();
    private final KeywordFeatures features = new KeywordFeatures();

    /**
     * On a network.
     *
     * @param scores one a label, of feature rows
     * @param snrDb  how far the sound is below each word
     */
    SoundAttack(UnaryOperator<float[]> scores, double snrDb) {
        this.scores = scores;
        this.snrDb = snrDb;
    }

    /** A word, in the middle of its second. */
    record Word(int label, float[] second) { }

    /** The sound that lowers the score of right labels most, of as many as are tried. */
    AttackSound search(List<Word> words, int tries, long seed, Progress progress) {
        var random = new SplittableRandom(seed);
        List<Air> airs = airs(random);
        AttackSound best = AttackSound.random(random);
        double least = score(best.samples(bands), words, airs);
        progress.begin("looking for a sound", tries);
        for (int k = 0; k < tries; k++) {
            AttackSound other = best.mutated(CHANGED_ONE_IN, random);
            double score = score(other.samples(bands), words, airs);
            if (score < least) {
                least = score;
                best = other;
            }
            progress.step(String.format(Locale.ROOT, "mean score %.3f", least));
        }
        progress.end(String.format(Locale.ROOT, "mean score of right labels %.3f", least));
        return best;
    }

    float[] samples(AttackSound sound) {
        return sound.samples(bands);
    }

    private static List<Air> airs(SplittableRandom random) {
        return IntStream.range(0, AIRS).mapToObj(i -> Air.random(random)).toList();
    }

    private double score(float[] sound, List<Word> words, List<Air> airs) {
        List<float[]> heard = airs.stream().map(air -> air.of(sound, convolution)).toList();
        double sum = 0;
        for (int i = 0; i < words.size(); i++) {
            sum += scores.apply(rows(words.get(i), heard.get(i % heard.size())))[words.get(i).label()];
        }
        return sum / words.size();
    }

    private float[] rows(Word word, float[] heard) {
        float[] second = word.second().clone();
        Loudness.addNoise(second, 0, second.length, heard, snrDb);
        return features.of(second);
    }

    /** Part of the words that are still told right, each through an air of its own. */
    double right(float[] sound, List<Word> words, long seed) {
        int right = 0;
        var random = new SplittableRandom(seed);
        for (Word word : words) {
            float[] said = scores.apply(rows(word, Air.random(random).of(sound, convolution)));
            right += greatest(said) == word.label() ? 1 : 0;
        }
        return right / (double) words.size();
    }

    /** Part of the words that are told right as they are. */
    double right(List<Word> words) {
        int right = 0;
        for (Word word : words) {
            right += greatest(scores.apply(features.of(word.second()))) == word.label() ? 1 : 0;
        }
        return right / (double) words.size();
    }

    private static int greatest(float... said) {
        int greatest = 0;
        for (int i = 1; i < said.length; i++) {
            greatest = said[i] > said[greatest] ? i : greatest;
        }
        return greatest;
    }

    /** Every so many of them, at most {@code most}. */
    static List<Word> some(List<Word> words, int most) {
        List<Word> some = new ArrayList<>();
        for (int i = 0; i < Math.min(most, words.size()); i++) {
            some.add(words.get((int) ((long) i * words.size() / Math.min(most, words.size()))));
        }
        return some;
    }
}
