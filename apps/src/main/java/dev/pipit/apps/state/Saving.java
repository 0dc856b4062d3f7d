package dev.pipit.apps.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.adaptation.StateFolder;

/** A process of its own that saves one numbered state after the other, says so, and waits to be killed. */
final class Saving {
    static final String KIND = "torture";
    static final String READY = "ready";
    static final String REFUSED = "refused";

    private Saving() {
    }

    /** @param args folder, and bytes of a state */
    public static void main(String... args) throws IOException {
        run(Path.of(args[0]), Integer.parseInt(args[1]));
    }

    static void run(Path folder, int bytes) throws IOException {
        say(READY);
        try (StateFolder open = StateFolder.open(folder, KIND)) {
            int number = open.current().map(StateFolder.Version::number).orElse(0);
            while (true) {
                try {
                    number = open.save(state(number + 1, bytes), "state " + (number + 1)).number();
                    say(String.valueOf(number));
                } catch (IOException e) {
                    say(REFUSED);              // a full disk: what was there still counts
                }
            }
        }
    }

    /** The state with a number: its content follows from the number. */
    static State state(int number, int bytes) {
        byte[] content = new byte[bytes];
        new SplittableRandom(number).nextBytes(content);
        return State.of(KIND, 1).numbers("number", (double) number).bytes("content", content).build();
    }

    /** What was said is out before this returns. */
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
