package dev.pipit.apps.sensors;

import picocli.CommandLine.Option;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.bus.fake.World;
import dev.pipit.sensors.bus.pi4j.Pi4jBuses;
import dev.pipit.sensors.catalogue.SimulatedBoard;

/** Which board: this one, or one made of software. */
public final class BoardOption {
    @Option(names = "--board", paramLabel = "this|simulated", defaultValue = "this",
        description = "simulated: every chip of the list, made of software, with a moving signal. Default: "
            + "${DEFAULT-VALUE}.")
    private Board board;

    enum Board { this_, simulated;             // as people type it

        @Override
        public String toString() {
            return name().replace("_", "");
        }
    }

    /** Opens its buses. */
    public Buses open() {
        return board == Board.simulated ? new SimulatedBoard(World.moving(), Clock.SYSTEM) : new Pi4jBuses();
    }
}
