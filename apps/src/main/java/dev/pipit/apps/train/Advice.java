package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.pipit.apps.meter.Point;

/** What would help a word most, by simple rules from what was measured. */
final class Advice {
    private static final int MANY_OWN = 40;
    private static final double MANY_MISSES = 0.05;
    /** Without a false accept in three times an hour's worth, the rate is below it with 95 % (Hanley and Lippman-Hand 1983). */
    private static final double SURE = 3;

    private Advice() {
    }

    /**
     * In the order in which it should help.
     *
     * @param own      recordings of the word that the user brought
     * @param roomTone whether he brought sound without it
     * @param allowed  false accepts an hour
     */
    static List<String> of(Judgement judgement, int own, boolean roomTone, double allowed, boolean met) {
        List<String> advice = new ArrayList<>();
        Point clean = judgement.point(WordTrials.CLEAN);
        if (own < MANY_OWN) {
            advice.add(String.format(Locale.ROOT, own == 0 ? "add %d recordings of real people who say it: --positives DIR; "
                + "until then nobody but synthesisers has said it" : "add %d more recordings of real people, of those "
                + "who will use it and of others: --positives DIR", MANY_OWN - own));
        }
        if (!met || clean.falseAcceptsPerHour() > allowed) {
            advice.add("too much is taken for it: choose a longer or rarer phrase, three or four syllables at least");
        }
        if (!roomTone) {
            advice.add("add an hour of your own room, radio and talk without the word: --negatives DIR");
        }
        if (clean.negativeHours() * allowed < SURE) {
            advice.add(String.format(Locale.ROOT, "%.1f hours of speech cannot tell %.2f false accepts an hour from twice as "
                + "many: %.0f hours would (--negatives DIR)", clean.negativeHours(), allowed, SURE / allowed));
        }
        if (judgement.point(WordTrials.NOISY).missRate() > clean.missRate() + MANY_MISSES) {
            advice.add("it is missed in noise: add the noises of the place: --noises DIR");
        }
        int[] confused = judgement.confused();
        if (confused[0] > MANY_MISSES * confused[1] && !judgement.confusions().isEmpty()) {
            advice.add("it is taken for \"" + judgement.confusions().get(0).phrase()
                + "\": recordings of that belong into --negatives DIR");
        }
        if (clean.missRate() > MANY_MISSES) {
            advice.add("it is missed where it is quiet: train for longer (--minutes) or allow more false accepts");
        }
        return advice;
    }
}
