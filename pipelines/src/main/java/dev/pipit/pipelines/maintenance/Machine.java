package dev.pipit.pipelines.maintenance;

import java.util.Optional;

import dev.pipit.framework.decision.VelocityZone;
import dev.pipit.framework.dsp.Bearing;

/**
 * What is known about a machine; all of it may be unknown.
 *
 * @param speedRpm of the shaft, in turns a minute; 0 if it is not known
 * @param bearing  where the sensor sits; its parts are told apart if the speed is known
 * @param group    of ISO 20816-3; its zones are looked at if samples are in m/s²
 */
public record Machine(double speedRpm, Optional<Bearing> bearing, Optional<VelocityZone.Group> group) {
    /** Nothing is known. */
    public static final Machine UNKNOWN = new Machine(0, Optional.empty(), Optional.empty());

    public Machine {
        if (!(speedRpm >= 0 && speedRpm < 1e6)) {
            throw new IllegalArgumentException("speedRpm must be from 0 to below a million: speedRpm=" + speedRpm);
        }
        if (bearing.isPresent() && speedRpm == 0) {
            throw new IllegalArgumentException("a bearing says nothing without the speed of its shaft: speedRpm=0");
        }
    }

    double shaftHz() {
        return speedRpm / 60;
    }
}
