package dev.pipit.framework.decision;

/** How bad it is. */
public enum AlarmLevel {
    /** As it should be. */
    NORMAL,
    /** Worth a look when there is time. */
    NOTICE,
    /** Plan the repair. */
    WARNING,
    /** Stop, or somebody does it for you. */
    ALARM
}
