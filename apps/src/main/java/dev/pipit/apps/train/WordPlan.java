package dev.pipit.apps.train;

/**
 * How much is done for a word. It comes from the minutes that the user has, by a fixed rule and never from the clock: the
 * same plan and seed give the same model on a slow machine and on a fast one.
 *
 * @param voices     clips of the word
 * @param confusable clips of what is easily taken for it
 * @param sentences  clips of everyday sentences, and as many of words of the dictionary
 * @param judged     clips of sentences to choose the threshold by, and as many to judge by
 * @param copies     of an example, in other rooms and noises
 * @param disorder   examples of speech in disorder; a fifth as many of noise
 * @param heads      how many are trained, of which the best is kept
 * @param steps      of training a head
 * @param rounded    more steps in which it learns to live with 8 bits
 * @param batch      examples of a step
 */
record WordPlan(int voices, int confusable, int sentences, int judged, int copies, int disorder, int heads, int steps,
        int rounded, int batch) {
    static final int LEAST_MINUTES = 2;
    static final int MOST_MINUTES = 240;
    private static final int USUAL_MINUTES = 15;
    private static final int SHORT = 8;

    /** For about so many minutes on two cores of a small server. */
    static WordPlan of(int minutes) {
        double more = Math.sqrt((double) minutes / USUAL_MINUTES);
        return new WordPlan(rounded(600 * more), rounded(500 * more), rounded(600 * more), rounded(900 * more),
            minutes < SHORT ? 2 : 4, rounded(900 * more), minutes < SHORT ? 1 : 3, rounded(2500 * more),
            rounded(400 * more), 64);
    }

    private static int rounded(double count) {
        return 10 * (int) Math.max(1, Math.round(count / 10));
    }

    /** With another number of clips of the word. */
    WordPlan voices(int count) {
        return new WordPlan(count, confusable, sentences, judged, copies, disorder, heads, steps, rounded, batch);
    }
}
