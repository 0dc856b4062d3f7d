package dev.pipit.sensors.bus.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import java.io.IOException;

import dev.pipit.sensors.bus.OutputLine;

/** A line that is driven. */
final class Pi4jOutputLine implements OutputLine {
    private final Context context;
    private final DigitalOutput output;
    private final String name;
    private boolean open = true;

    private Pi4jOutputLine(Context context, DigitalOutput output, String name) {
        this.context = context;
        this.output = output;
        this.name = name;
    }

    static Pi4jOutputLine open(Context context, int line) throws IOException {
        String name = "line " + line;
        try {
            return new Pi4jOutputLine(context, context.create(DigitalOutput.newConfigBuilder(context)
                .id(Names.next(name)).address(line).initial(DigitalState.LOW).shutdown(DigitalState.LOW).build()), name);
        } catch (RuntimeException | LinkageError e) {
            throw Complaint.of(name, e);
        }
    }

    @Override
    public void set(boolean high) throws IOException {
        try {
            output.state(high ? DigitalState.HIGH : DigitalState.LOW);
        } catch (RuntimeException e) {
            throw Complaint.of(name, e);
        }
    }

    @Override
    public boolean high() {
        return output.state() == DigitalState.HIGH;
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            try {
                output.state(DigitalState.LOW);
                context.shutdown(output.id());
            } catch (RuntimeException e) {
                throw Complaint.of(name, e);
            }
        }
    }
}
