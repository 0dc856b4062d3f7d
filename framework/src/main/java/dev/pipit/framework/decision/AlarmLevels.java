package dev.pipit.framework.decision;

import java.time.Duration;
import java.util.Objects;

/**
 * From health to alarm levels, with hysteresis: a level is reached when the health has been below its threshold for a
 * while, and left when it has been above by a margin for that while. So a health at the edge gives one alarm, not many.
 *
 * <p>Cost: some comparisons, no allocation.
 */
public final class AlarmLevels {
    /**
     * Where the levels lie.
     *
     * @param notice  health below which it is one, above warning, at most 1
     * @param warning health below which it is one, above alarm
     * @param alarm   health below which it is one, above 0
     * @param margin  how far above a threshold the health must be to leave its level, at least 0
     * @param hold    how long either must last, not negative
     */
    public record Settings(double notice, double warning, double alarm, double margin, Duration hold) {
        public Settings {
            if (!(alarm > 0 && alarm < warning && warning < notice && notice <= 1 && margin >= 0)) {
                throw new IllegalArgumentException("thresholds must fall from notice over warning to alarm, within 0 and "
                    + "1, and the margin not be negative: notice=" + notice + ", warning=" + warning + ", alarm="
                    + alarm + ", margin=" + margin);
            }
            if (hold.isNegative()) {
                throw new IllegalArgumentException("hold must not be negative: hold=" + hold);
            }
        }

        /** Below 0.7, 0.5 and 0.3, left 0.1 above, after two seconds. */
        public static Settings standard() {
            return new Settings(0.7, 0.5, 0.3, 0.1, Duration.ofSeconds(2));
        }

        public Settings hold(Duration longer) {
            return new Settings(notice, warning, alarm, margin, longer);
        }

        double threshold(AlarmLevel level) {
            return switch (level) {
                case NORMAL -> Double.POSITIVE_INFINITY;
                case NOTICE -> notice;
                case WARNING -> warning;
                case ALARM -> alarm;
            };
        }
    }

    private static final AlarmLevel[] LEVELS = AlarmLevel.values();

    private final Settings settings;
    private final long holdNanos;
    private int level;
    private int wanted;                        // where it has been going, since sinceNanos
    private long sinceNanos;

    public AlarmLevels(Settings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
        holdNanos = settings.hold.toNanos();
    }

    /** Takes a health and its time in nanoseconds; true if the level is another now. */
    public boolean next(float health, long timeNanos) {
        int now = where(health);
        if (now == level) {
            wanted = level;
            return false;
        }
        boolean sameWay = Integer.signum(now - level) == Integer.signum(wanted - level);
        if (!sameWay) {
            sinceNanos = timeNanos;
            wanted = now;
        } else {
            wanted = now > level ? Math.min(wanted, now) : Math.max(wanted, now);   // what it has held all the time
        }
        if (timeNanos - sinceNanos < holdNanos) {
            return false;
        }
        level = wanted;
        return true;
    }

    /** The level that a health calls for, given the one that stands. */
    private int where(float health) {
        int up = 0;
        while (up + 1 < LEVELS.length && health < settings.threshold(LEVELS[up + 1])) {
            up++;
        }
        if (up >= level) {
            return up;
        }
        int down = level;
        while (down > up && health > settings.threshold(LEVELS[down]) + settings.margin) {
            down--;
        }
        return down;
    }

    public AlarmLevel level() {
        return LEVELS[level];
    }
}
