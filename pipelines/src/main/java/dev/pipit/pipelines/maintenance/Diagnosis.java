package dev.pipit.pipelines.maintenance;

import java.util.Optional;

import dev.pipit.framework.decision.VelocityZone;
import dev.pipit.framework.dsp.Bearing;

/**
 * What is known beside the distance from normal.
 *
 * @param part     of the bearing that knocks; empty if none stands out, or bearing or speed are not known
 * @param strength of its lines
 * @param zone     of ISO 20816-3, of the worst axis; empty without a group or calibrated samples
 * @param velocity in m/s, root mean square, of that axis; 0 without a zone
 */
public record Diagnosis(Optional<Bearing.Part> part, double strength, Optional<VelocityZone> zone, double velocity) {
    /** Nothing. */
    public static final Diagnosis NONE = new Diagnosis(Optional.empty(), 0, Optional.empty(), 0);
}
