package dev.pipit.apps.train;

/**
 * How often a word was heard in what is not it.
 *
 * @param count 0 or more
 * @param hours above 0
 */
record FalseAccepts(int count, double hours) {
    private static final double TAIL = 0.025;
    /** Halvings of where the mean may lie. */
    private static final int HALVINGS = 60;

    double perHour() {
        return count / hours;
    }

    /** Lower end of the 95 % interval of {@link #perHour}, if they come independently of each other (Garwood 1936). */
    double low() {
        return count == 0 ? 0 : mean(count - 1, 1 - TAIL) / hours;
    }

    /** Upper end. */
    double high() {
        return mean(count, TAIL) / hours;
    }

    /** The mean of the Poisson distribution by which so many or fewer come with this probability. */
    private static double mean(int count, double probability) {
        double low = 0;
        double high = 10 + 3.0 * count;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (atMost(count, middle) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double atMost(int count, double mean) {
        double sum = 0;
        double logarithm = -mean;
        for (int k = 0; k <= count; k++) {
            logarithm += k == 0 ? 0 : Math.log(mean / k);
            sum += Math.exp(logarithm);
        }
        return sum;
    }
}
