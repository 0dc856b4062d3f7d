package dev.pipit.sensors.bus.pi4j;

import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Pi4J's digital lines without a board: inputs are moved by the test, what outputs do is kept. */
final class SimulatedLines {
    /** There is no line beyond this. */
    static final int LAST = 27;

    private final Map<Integer, Input> inputs = new ConcurrentHashMap<>();
    private final List<String> driven = new ArrayList<>();

    Inputs inputs() {
        return new Inputs();
    }

    Outputs outputs() {
        return new Outputs();
    }

    /** Moves a line that is listened to. */
    void move(int line, DigitalState state) {
        inputs.get(line).move(state);
    }

    /** {@code 17 HIGH}, in order. */
    List<String> driven() {
        return driven;
    }

    private static void check(int line) {
        if (line > LAST) {
            throw new IOException("line", new IllegalStateException("c_gpiod_chip_get_line failed! (Invalid argument)"));
        }
    }

    final class Inputs extends DigitalInputProviderBase {
        Inputs() {
            super("simulated-input", "simulated input");
        }

        @Override
        public DigitalInput create(DigitalInputConfig config) {
            check(config.address());
            Input input = new Input(this, config);
            inputs.put(config.address(), input);
            context.registry().add(input);
            return input;
        }
    }

    private static final class Input extends DigitalInputBase {
        private DigitalState state = DigitalState.LOW;

        Input(DigitalInputProvider provider, DigitalInputConfig config) {
            super(provider, config);
        }

        void move(DigitalState now) {
            state = now;
            dispatch(new DigitalStateChangeEvent<>(this, now));
        }

        @Override
        public DigitalState state() {
            return state;
        }
    }

    final class Outputs extends DigitalOutputProviderBase {
        Outputs() {
            super("simulated-output", "simulated output");
        }

        @Override
        public DigitalOutput create(DigitalOutputConfig config) {
            check(config.address());
            Output output = new Output(this, config);
            context.registry().add(output);
            return output;
        }
    }

    private final class Output extends DigitalOutputBase {
        Output(DigitalOutputProvider provider, DigitalOutputConfig config) {
            super(provider, config);
        }

        @Override
        public DigitalOutput state(DigitalState now) {
            driven.add(config.address() + " " + now);
            return super.state(now);
        }
    }
}
