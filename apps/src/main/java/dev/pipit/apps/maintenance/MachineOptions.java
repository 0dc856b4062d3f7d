package dev.pipit.apps.maintenance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.framework.decision.VelocityZone;
import dev.pipit.framework.dsp.Bearing;
import dev.pipit.pipelines.maintenance.Machine;

/** What is known about a machine. */
final class MachineOptions {
    @Option(names = "--speed-rpm", paramLabel = "N", defaultValue = "0", description = "Turns of the shaft a minute.")
    private double speedRpm;

    @Option(names = "--bearing", paramLabel = "X", split = ",",
        description = "The bearing: balls,ball diameter,pitch diameter,contact angle in degrees. Needs --speed-rpm.")
    private List<Double> bearing;

    @Option(names = "--group", paramLabel = "GROUP", description = "Of ISO 20816-3: large_rigid, large_flexible, medium_rigid, "
        + "medium_flexible. Needs --unit g or m/s2.")
    private VelocityZone.Group group;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** What was said; what was not is taken from what was known. */
    Machine machine(Machine known) {
        if (bearing != null && (bearing.size() != 4 || bearing.get(0) != Math.rint(bearing.get(0)))) {
            throw new ParameterException(spec.commandLine(), String.format(Locale.ROOT, "--bearing must be a whole number of "
                + "balls, ball diameter, pitch diameter and contact angle: bearing=%s", bearing));
        }
        try {
            Optional<Bearing> said = Optional.ofNullable(bearing)
                .map(b -> new Bearing(b.get(0).intValue(), b.get(1), b.get(2), b.get(3)));
            return new Machine(speedRpm == 0 ? known.speedRpm() : speedRpm, said.or(known::bearing),
                Optional.ofNullable(group).or(known::group));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
