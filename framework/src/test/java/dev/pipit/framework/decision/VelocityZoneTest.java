package dev.pipit.framework.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VelocityZoneTest {
    /** From the tables of the standard; in mm/s. */
    @ParameterizedTest
    @CsvSource({
        "LARGE_RIGID,     2.2, A", "LARGE_RIGID,     2.4, B", "LARGE_RIGID,     7.0, C", "LARGE_RIGID,     7.2, D",
        "LARGE_FLEXIBLE,  3.4, A", "LARGE_FLEXIBLE,  7.2, C", "LARGE_FLEXIBLE, 11.1, D",
        "MEDIUM_RIGID,    1.3, A", "MEDIUM_RIGID,    2.7, B", "MEDIUM_RIGID,    4.6, D",
        "MEDIUM_FLEXIBLE, 2.2, A", "MEDIUM_FLEXIBLE, 4.4, B", "MEDIUM_FLEXIBLE, 7.0, C", "MEDIUM_FLEXIBLE, NaN, D"})
    void saysHowMuchIsMuch(VelocityZone.Group group, double velocity, VelocityZone zone) {
        assertEquals(zone, VelocityZone.of(velocity / 1000, group));
    }
}
