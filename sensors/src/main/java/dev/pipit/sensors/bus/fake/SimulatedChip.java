package dev.pipit.sensors.bus.fake;

/**
 * A chip made of software, as it shows itself on the wires: it is addressed, bytes go to it or come from it, and the
 * transaction ends. Over SPI both happen at once.
 */
public interface SimulatedChip {
    /** A transaction begins. Over I2C this is a start or repeated start; over SPI the chip is selected. */
    void begin(boolean spi, boolean read);

    /**
     * A byte comes.
     *
     * @return whether the chip acknowledges it
     */
    boolean take(int value);

    /** A byte is asked for; over SPI before the one of the same clocks is taken. */
    int give();

    /** Over SPI a byte is asked for and comes at the same time, bit by bit. */
    default int swap(int value) {
        int answer = give();
        take(value);
        return answer;
    }

    /** Whether it acknowledges that it is to be read from: chips with commands do not while they measure. */
    default boolean ready() {
        return true;
    }

    /** The transaction is over: stop, or deselected. */
    default void end() {
    }

    /** Its line for data, if it has one: how it stands now. */
    default boolean lineHigh() {
        return false;
    }

    /** Power was gone for a moment: everything is as after switching on. */
    void powerUp();
}
