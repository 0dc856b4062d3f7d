import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.bus.OutputLine;
import dev.pipit.sensors.bus.pi4j.Pi4jBuses;

/** Blinks a line of this board, a second high and a second low: {@code java Blink LINE TIMES}. */
final class Blink {
    private Blink() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Buses buses = new Pi4jBuses();
             OutputLine line = buses.output(Integer.parseInt(arguments[0]))) {
            for (int i = 0; i < 2 * Integer.parseInt(arguments[1]); i++) {
                line.set(i % 2 == 0);
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }
}
