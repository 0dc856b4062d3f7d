package dev.pipit.framework.dsp;

/**
 * A rolling bearing: how often its parts meet a fault, in orders, that is per turn of the shaft.
 *
 * <p>Outer race at rest, no slip; real bearings slip by one or two percent.
 * Source: R. B. Randall, J. Antoni, Rolling element bearing diagnostics — a tutorial, Mechanical Systems and Signal
 * Processing 25 (2011), equations 1 to 4.
 *
 * @param balls          rolling elements, at least 2
 * @param ballDiameter   in any unit
 * @param pitchDiameter  of the circle of the balls' centres, in the same unit, above ballDiameter
 * @param contactDegrees angle of contact, at least 0 and below 90
 */
public record Bearing(int balls, double ballDiameter, double pitchDiameter, double contactDegrees) {
    public Bearing {
        if (balls < 2 || !(ballDiameter > 0 && ballDiameter < pitchDiameter)
            || !(contactDegrees >= 0 && contactDegrees < 90)) {
            throw new IllegalArgumentException("balls must be at least 2, the ball smaller than the pitch circle, the "
                + "contact angle from 0 to below 90 degrees: balls=" + balls + ", ballDiameter=" + ballDiameter
                + ", pitchDiameter=" + pitchDiameter + ", contactDegrees=" + contactDegrees);
        }
    }

    /** The parts that can be at fault. */
    public enum Part { OUTER_RACE, INNER_RACE, BALL, CAGE }

    /** How often a fault of {@code part} is met in a turn of the shaft: BPFO, BPFI, BSF, FTF over the shaft's speed. */
    public double order(Part part) {
        double ratio = ballDiameter / pitchDiameter * Math.cos(Math.toRadians(contactDegrees));
        return switch (part) {
            case OUTER_RACE -> balls / 2.0 * (1 - ratio);
            case INNER_RACE -> balls / 2.0 * (1 + ratio);
            case BALL -> pitchDiameter / (2 * ballDiameter) * (1 - ratio * ratio);
            case CAGE -> (1 - ratio) / 2;
        };
    }
}
