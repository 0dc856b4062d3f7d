package dev.pipit.apps.explore;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.pipit.apps.train.labelled.Attempt;

/**
 * What a network may need.
 *
 * @param ram   bytes of the tensors
 * @param flash bytes of the file
 * @param us    microseconds of an invocation
 */
record Budget(OptionalDouble ram, OptionalDouble flash, OptionalDouble us) {
    private static final Pattern PART = Pattern.compile("(ram|flash|us)=(\\d+(?:\\.\\d+)?)(k|m)?");
    private static final double KILO = 1000;

    /** Whatever it needs. */
    static Budget none() {
        return new Budget(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * Of a text as {@code ram=16k,flash=64k,us=500}; k are 1000, m a million.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Budget parse(String text) {
        Budget budget = none();
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("--budget must be like ram=16k,flash=64k,us=500: " + part);
            }
            OptionalDouble most = OptionalDouble.of(Double.parseDouble(matcher.group(2)) * times(matcher.group(3)));
            budget = switch (matcher.group(1)) {
                case "ram" -> new Budget(most, budget.flash, budget.us);
                case "flash" -> new Budget(budget.ram, most, budget.us);
                default -> new Budget(budget.ram, budget.flash, most);
            };
        }
        return budget;
    }

    private static double times(String letter) {
        return letter == null ? 1 : letter.equals("k") ? KILO : KILO * KILO;
    }

    boolean fits(Attempt attempt) {
        return !(attempt.cost().arena() > ram.orElse(Double.MAX_VALUE)) && !(attempt.cost().bytes() > flash.orElse(Double.MAX_VALUE))
            && !(attempt.cost().micros() > us.orElse(Double.MAX_VALUE));
    }
}
