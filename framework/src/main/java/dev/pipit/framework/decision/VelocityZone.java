package dev.pipit.framework.decision;

/**
 * How much a machine of industry shakes, whatever is normal for it: the zones of ISO 20816-3 (2022), table A.1 and A.2,
 * by the velocity on its bearing housings, 10 to 1000 Hz, root mean square.
 */
public enum VelocityZone {
    /** As new machines do. */
    A,
    /** May run for long. */
    B,
    /** Not for long: until it can be repaired. */
    C,
    /** Does damage. */
    D;

    /** Machines whose limits are alike. Between the zones, in mm/s. */
    public enum Group {
        /** Above 300 kW or shaft height of 315 mm, on a rigid foundation. */
        LARGE_RIGID(2.3, 4.5, 7.1),
        /** The same on a flexible one. */
        LARGE_FLEXIBLE(3.5, 7.1, 11.0),
        /** 15 to 300 kW or shaft height from 160 mm, on a rigid foundation. */
        MEDIUM_RIGID(1.4, 2.8, 4.5),
        /** The same on a flexible one. */
        MEDIUM_FLEXIBLE(2.3, 4.5, 7.1);

        private final double[] limits;

        Group(double... limits) {
            this.limits = limits;
        }

        /** Where zone {@code A}, {@code B} or {@code C} ends, in m/s. */
        public double limit(VelocityZone zone) {
            return limits[zone.ordinal()] / 1000;
        }
    }

    /** The zone of a velocity in m/s, root mean square; NaN is in zone D. */
    public static VelocityZone of(double velocity, Group group) {
        for (VelocityZone zone : new VelocityZone[] {A, B, C}) {
            if (velocity <= group.limit(zone)) {
                return zone;
            }
        }
        return D;
    }
}
