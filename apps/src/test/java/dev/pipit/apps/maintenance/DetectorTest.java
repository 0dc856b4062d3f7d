package dev.pipit.apps.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What ours is compared with does what it should. */
class DetectorTest {
    private final Random random = new Random(9);

    /** Two features that move together. */
    private List<double[]> rows(int count) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double common = random.nextGaussian();
            rows.add(new double[] {10 + common, 3 * common + 0.3 * random.nextGaussian(), random.nextGaussian()});
        }
        return rows;
    }

    @Test
    void everyDetectorFindsWhatLiesFarAway() {
        for (Detector detector : List.of(new Hotelling(false), new Hotelling(true), new IsolationForest(1),
                new WindowedGaussian(), new HalfSpaceDetector())) {
            List<double[]> rows = rows(700);
            rows.add(new double[] {18, 25, 8});
            double[] scores = detector.scores(rows.subList(0, 400), rows);
            double odd = scores[700];
            double usual = 0;
            for (int i = 500; i < 700; i++) {
                usual += scores[i] / 200;
            }
            double mean = usual;
            assertTrue(odd > mean, () -> detector.name() + " odd=" + odd + ", usual=" + mean);
        }
    }

    /** By theory: the mean of T² is the number of features. */
    @Test
    void tSquaredOfNormalRowsIsTheNumberOfFeatures() {
        List<double[]> rows = rows(4_000);
        double mean = 0;
        for (double score : new Hotelling(false).scores(rows, rows)) {
            mean += score / rows.size();
        }
        assertEquals(3, mean, 1e-6);                             // exact for the rows it was learned from
    }

    /** That the two no longer move together is seen by Q, which looks at what the components leave. */
    @Test
    void qSeesWhatBreaksTheCorrelation() {
        List<double[]> rows = rows(2_000);
        rows.add(new double[] {12, -6, 0});
        assertTrue(new Hotelling(true).scores(rows.subList(0, 2_000), rows)[2_000] > 3);
    }

    @Test
    void countsEventsAndNotSamples() {
        boolean[] labels = {false, true, true, false, false, true, false, false};
        boolean[] alarms = {false, false, true, true, false, false, false, true};
        assertEquals(new Events(1, 1, 1), Events.of(alarms, labels));
        assertEquals(0.5, Events.of(alarms, labels).f1());
        assertEquals(new Events(1, 2, 2), Events.ofSamples(alarms, labels));
        assertEquals(0, Events.NONE.f1());
    }

    /** Of eight pairs five are in order and two are equal. */
    @Test
    void countsPairsThatAreInOrder() {
        assertEquals(0.75, Auc.of(new double[] {1, 2}, new double[] {2, 2, 1.5, 3}));
    }
}
