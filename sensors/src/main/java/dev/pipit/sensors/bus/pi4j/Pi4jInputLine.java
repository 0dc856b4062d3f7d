package dev.pipit.sensors.bus.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.InputLine;

/** A line that is listened to. A thread of Pi4J sees the edges; each is stamped when that thread hears of it. */
final class Pi4jInputLine implements InputLine {
    private final Context context;
    private final DigitalInput input;
    private final String name;
    private final Clock clock;
    private long risen = NONE;                 // first rise that nobody has asked for yet
    private boolean open = true;

    private Pi4jInputLine(Context context, DigitalInput input, String name, Clock clock) {
        this.context = context;
        this.input = input;
        this.name = name;
        this.clock = clock;
    }

    static Pi4jInputLine open(Context context, int line, Clock clock) throws IOException {
        String name = "line " + line;
        try {
            DigitalInput input = context.create(DigitalInput.newConfigBuilder(context).id(Names.next(name)).address(line)
                .pull(PullResistance.OFF).debounce(0L).build());
            Pi4jInputLine opened = new Pi4jInputLine(context, input, name, clock);
            input.addListener(event -> opened.changed(event.state()));
            return opened;
        } catch (RuntimeException | LinkageError e) {
            throw Complaint.of(name, e);
        }
    }

    private synchronized void changed(DigitalState state) {
        if (state == DigitalState.HIGH && risen == NONE) {
            risen = clock.nanoTime();
            notifyAll();
        }
    }

    @Override
    public boolean high() throws IOException {
        try {
            return input.state() == DigitalState.HIGH;
        } catch (RuntimeException e) {
            throw Complaint.of(name, e);
        }
    }

    @Override
    public synchronized long awaitRise(long timeoutNanos) throws InterruptedException {
        long until = clock.nanoTime() + timeoutNanos;
        long left = timeoutNanos;
        while (risen == NONE && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = until - clock.nanoTime();
        }
        long first = risen;
        risen = NONE;
        return first;
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            try {
                context.shutdown(input.id());
            } catch (RuntimeException e) {
                throw Complaint.of(name, e);
            }
        }
    }
}
