package dev.pipit.apps.train;

/**
 * How examples, the student's rows and the teacher's rows lie in time.
 *
 * <p>An example has {@value #WARM_UP} feature rows for the front end to warm up, which are thrown away, and
 * {@value #ROWS} that are learned from. The student gives a row for {@value #STRIDE} of them. The teacher's row k has heard
 * feature rows up to 8 k + 75, counted with the warm-up; that is the newest that the student's row 2 k − 7 has heard.
 *
 * <p>The teacher's numbers are kept in bytes: they are about normal with a deviation of some 8 to 16.
 */
final class Lessons {
    static final int WARM_UP = 100;
    static final int ROWS = 320;
    static final int STRIDE = 4;
    /** The student's rows. */
    static final int STEPS = ROWS / STRIDE;
    static final int SAMPLES = 480 + 160 * (WARM_UP + ROWS - 1);
    /** The first of the teacher's rows that is learned: what came before it, the student has heard too. */
    static final int FIRST = 13;

    private Lessons() {
    }

    /** The student's row that has heard what the teacher's row k has. */
    static int step(int k) {
        return 2 * k - 7;
    }

    /** How many of the teacher's rows are learned. */
    static int count(int lessonBytes) {
        return Math.max(0, Math.min(lessonBytes / Teacher.SIZE, (STEPS + 7 + 1) / 2) - FIRST);
    }
}
