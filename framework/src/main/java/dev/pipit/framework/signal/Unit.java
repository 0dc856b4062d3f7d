package dev.pipit.framework.signal;

/** What one sample or one feature measures. SI, from the driver to the model. */
public enum Unit {
    /** Fraction of the largest sample that the converter can give: sound, −1 to 1. */
    FULL_SCALE("full scale"),
    METRES_PER_SECOND_SQUARED("m/s²"),
    RADIANS_PER_SECOND("rad/s"),
    TESLA("T"),
    PASCAL("Pa"),
    KELVIN("K"),
    VOLT("V"),
    /** Of what the air can hold at its temperature: relative humidity. */
    PERCENT("%"),
    /** A number without a unit, or several units side by side. */
    NONE("no unit");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** The symbol, as it is printed behind a number. */
    public String symbol() {
        return symbol;
    }

    @Override
    public String toString() {
        return symbol;
    }
}
