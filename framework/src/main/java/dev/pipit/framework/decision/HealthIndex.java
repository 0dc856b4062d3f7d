package dev.pipit.framework.decision;

/**
 * From a distance from normal to a health from 0 to 1: 1 up to a limit, then the limit over the distance, of a mean over
 * the last distances. Twice the limit is a health of a half.
 *
 * <p>One odd distance counts as at most {@link #MOST} limits, so that a door that slams is soon forgotten. A distance
 * that is no number counts as that; those that have not come yet count as none. Cost: a sum, no allocation.
 */
public final class HealthIndex {
    /** The most that one distance counts as, in limits. */
    public static final double MOST = 20;

    private final double limit;
    private final MovingMean mean;
    private final int averaged;

    /**
     * @param limit    the distance up to which all is well, above 0
     * @param averaged distances that the mean is over, at least 1
     */
    public HealthIndex(double limit, int averaged) {
        if (!(limit > 0 && limit < Double.POSITIVE_INFINITY) || averaged < 1) {
            throw new IllegalArgumentException("limit must be above 0, averaged at least 1: limit=" + limit
                + ", averaged=" + averaged);
        }
        this.limit = limit;
        this.averaged = averaged;
        mean = new MovingMean(averaged);
    }

    /** Takes the next distance, and says how healthy it is. */
    public float next(double distance) {
        mean.add((float) (distance <= MOST * limit ? distance / limit : MOST));
        float limits = mean.of(averaged);
        return limits <= 1 ? 1 : 1 / limits;
    }

    /** Forgets the distances so far. */
    public void restart() {
        mean.clear();
    }
}
