package dev.pipit.sensors.chip;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What somebody chose for a chip without knowing its enums, on a command line for instance.
 *
 * @param rateHz samples per second; empty for what the driver thinks best
 * @param range  as the chip's type names it, {@code 4 g}; empty for what the driver thinks best
 */
public record Choice(OptionalDouble rateHz, Optional<String> range) {
    /** What each driver thinks best. */
    public static final Choice STANDARD = new Choice(OptionalDouble.empty(), Optional.empty());

    /**
     * The constant of {@code rates} whose rate is the chosen one, to four digits.
     *
     * @throws IllegalArgumentException if there is none, with those that there are
     */
    public <E extends Enum<E>> E rate(E[] rates, ToDoubleFunction<E> hz, E standard) {
        if (rateHz.isEmpty()) {
            return standard;
        }
        double wanted = rateHz.getAsDouble();
        return Arrays.stream(rates)
            .filter(each -> Math.abs(hz.applyAsDouble(each) - wanted) <= 1e-3 * wanted).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("rate must be one of "
                + Arrays.stream(rates).map(each -> number(hz.applyAsDouble(each))).collect(Collectors.joining(", "))
                + " Hz: rate=" + number(wanted) + " Hz"));
    }

    /**
     * The constant of {@code ranges} with the chosen name; spaces and case do not matter.
     *
     * @throws IllegalArgumentException if there is none, with those that there are
     */
    public <E extends Enum<E>> E range(E[] ranges, Function<E, String> name, E standard) {
        if (range.isEmpty()) {
            return standard;
        }
        return Arrays.stream(ranges)
            .filter(each -> plain(name.apply(each)).equalsIgnoreCase(plain(range.get()))).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("range must be one of "
                + Arrays.stream(ranges).map(name).collect(Collectors.joining(", ")) + ": range=" + range.get()));
    }

    private static String plain(String name) {
        return name.replace(" ", "").replace("±", "");
    }

    private static String number(double value) {
        return new BigDecimal(value).round(new MathContext(5)).stripTrailingZeros().toPlainString();
    }
}
