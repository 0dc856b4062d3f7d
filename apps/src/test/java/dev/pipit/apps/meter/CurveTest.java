package dev.pipit.apps.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveTest {
    private static final long SECOND = 1_000_000_000;

    private static Trace trace(double... means) {
        var trace = new Trace();
        for (int i = 0; i < means.length; i++) {
            trace.scored(0, (float) means[i], i * SECOND);
        }
        return trace;
    }

    @Test
    void countsAWordAsMissedBelowItsHighestMean() {
        Curve curve = Curve.of("m", "Pi", 0.5f, 0, List.of(trace(0.1, 0.9, 0.2), trace(0.3), trace()), List.of(), 1);
        assertEquals(2, curve.chosen().misses());
        assertEquals(1, at(curve, 0.3f).misses());
        assertEquals(3, at(curve, 0.91f).misses());
    }

    /** Seconds 0, 1, 3, 4 and 5 reach 0.5; with 2 s refractory time 0, 3 and 5 count. */
    @Test
    void countsFalseAcceptsWithTheRefractoryTimeBetween() {
        List<Trace> negatives = List.of(trace(0.5, 0.6, 0.1, 0.7, 0.8, 0.5), trace(0.9));
        Curve curve = Curve.of("m", "Pi", 0.5f, 2 * SECOND, List.of(trace(1)), negatives, 2);
        assertEquals(4, curve.chosen().falseAccepts());
        assertEquals(2.0, curve.chosen().falseAcceptsPerHour());
    }

    @Test
    void findsTheLowestThresholdThatKeepsTheGoal() {
        Curve curve = Curve.of("m", "Pi", 0.5f, 0, List.of(trace(1)), List.of(trace(0.2, 0.4, 0.6)), 1);
        assertEquals(0.41f, curve.best(1).orElseThrow().threshold());
        assertEquals(0.61f, curve.best(0).orElseThrow().threshold());
        assertEquals(Optional.empty(), Curve.of("m", "Pi", 0.5f, 0, List.of(trace(1)), List.of(trace(1)), 1).best(0));
    }

    /** Wilson's interval for 1 of 10, as tabulated: 0.0179 to 0.4042. */
    @Test
    void givesTheIntervalOfAMissRate() {
        var point = new Point(0.5f, 1, 10, 0, 1);
        assertEquals(0.0179, point.missRateLow(), 5e-5);
        assertEquals(0.4042, point.missRateHigh(), 5e-5);
    }

    @Test
    void drawsAPicture(@TempDir Path folder) throws IOException {
        Path png = folder.resolve("curve.png");
        CurvePlot.write(List.of(Curve.of("m", "Pi", 0.5f, 0, List.of(trace(1)), List.of(trace(0.2, 0.4)), 1)), png);
        assertTrue(ImageIO.read(png.toFile()).getWidth() >= 600);
    }

    private static Point at(Curve curve, float threshold) {
        return curve.points().stream().filter(point -> point.threshold() == threshold).findFirst().orElseThrow();
    }
}
