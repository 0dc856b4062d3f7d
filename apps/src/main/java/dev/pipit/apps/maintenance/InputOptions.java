package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.apps.FirstSamples;
import dev.pipit.apps.FromStart;
import dev.pipit.apps.MicrophoneOptions;
import dev.pipit.apps.Recordings;
import dev.pipit.apps.sensors.SensorOptions;
import dev.pipit.framework.dsp.ShaftAngle;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Source;
import dev.pipit.pipelines.maintenance.Features;
import dev.pipit.pipelines.maintenance.MachineState;
import dev.pipit.sensors.microphone.Microphone;
import dev.pipit.sensors.recording.WavFile;

/** What a machine is heard by: recordings, tables, a sensor or a microphone. */
final class InputOptions {
    private static final double GRAVITY = 9.80665;

    @Option(names = "--wav", paramLabel = "F", arity = "1..*", description = "Recordings; every channel is an axis.")
    private List<Path> wav = List.of();

    @Option(names = "--csv", paramLabel = "F", arity = "1..*", description = "Tables with a line of names; a first column "
        + "time, timestamp or datetime gives the rate.")
    private List<Path> csv = List.of();

    @Option(names = "--sensor", paramLabel = "NAME", description = "A chip: 'pipit sensors list' has the names.")
    private String sensor;

    @Option(names = "--mic", paramLabel = "NAME", arity = "0..1", fallbackValue = "",
        description = "Microphone; without a name that of the board or the default one. pipit microphones lists them.")
    private String mic;

    @Option(names = "--columns", paramLabel = "NAME", split = ",", description = "Columns of the tables; all unless given.")
    private List<String> columns;

    @Option(names = "--csv-hz", paramLabel = "HZ", description = "Samples a second of tables without a time.")
    private Double csvHz;

    @Option(names = "--unit", paramLabel = "g|m/s2|none", description = "Of the samples: g and m/s2 make them accelerations.")
    private String unit;

    @Option(names = "--full-scale", paramLabel = "X", description = "What the largest sample of a WAV file stands for, in the "
        + "unit. Default: 1.")
    private Double fullScale;

    @Option(names = "--seconds", paramLabel = "S", description = "How long a sensor or a microphone is heard; until Ctrl-C unless given.")
    private Double seconds;

    @Option(names = "--speed-column", paramLabel = "NAME", description = "Where the speed of the shaft is sampled, in turns a "
        + "minute: a column of the tables, or a channel from 0 on. What shakes in step with it is learned as orders.")
    private String speedColumn;

    @Option(names = "--tacho-column", paramLabel = "NAME", description = "The same where a tachometer gives pulses.")
    private String tachoColumn;

    @Option(names = "--pulses-per-turn", paramLabel = "N", defaultValue = "1", description = "Of the tachometer. Default: "
        + "${DEFAULT-VALUE}.")
    private double pulsesPerTurn;

    @Option(names = "--rpm-per-unit", paramLabel = "X", defaultValue = "1", description = "Turns a minute of a 1 in the column "
        + "of the speed. Default: ${DEFAULT-VALUE}.")
    private double rpmPerUnit;

    /** Is not scaled; -1 for none. */
    private int speedChannel = -1;

    @Mixin
    private SensorOptions sensors = new SensorOptions();

    @Mixin
    private MicrophoneOptions heard = new MicrophoneOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Opens a source when it is its turn. */
    interface Opener {
        Source open() throws IOException;
    }

    /** An input with the name that people know it by. */
    record Input(String name, boolean live, Opener opener) {
    }

    /** At least one. */
    List<Input> inputs() {
        check(!wav.isEmpty() || !csv.isEmpty() || sensor != null || mic != null,
            "give an input: --wav, --csv, --sensor or --mic");
        check(seconds == null || seconds > 0, "--seconds must be above 0: seconds=" + seconds);
        check(fullScale == null || fullScale > 0, "--full-scale must be above 0: full-scale=" + fullScale);
        check(csvHz == null || csvHz > 0, "--csv-hz must be above 0: csv-hz=" + csvHz);
        check(unit == null || List.of("g", "m/s2", "none").contains(unit), "--unit must be g, m/s2 or none: unit=" + unit);
        List<Input> inputs = new ArrayList<>();
        wav.forEach(file -> inputs.add(new Input(file.toString(), false, () -> calibrated(WavFile.open(file)))));
        csv.forEach(file -> inputs.add(new Input(file.toString(), false, () -> calibrated(table(file)))));
        if (sensor != null) {
            inputs.add(new Input(sensor, true, () -> limited(new Live(sensors.open(sensor)))));
        }
        if (mic != null) {
            inputs.add(new Input(mic.isEmpty() ? "microphone" : mic, true,
                () -> limited(Microphone.open(mic, heard.conversion(Recordings.RATE_HZ)))));
        }
        return inputs;
    }

    /** The speed that is sampled beside, if there is one. To be asked before the inputs are opened. */
    Optional<Features.Orders> speed() throws IOException {
        check(speedColumn == null || tachoColumn == null, "--speed-column and --tacho-column exclude each other");
        check(pulsesPerTurn > 0 && rpmPerUnit > 0, "--pulses-per-turn and --rpm-per-unit must be above 0: pulses-per-turn="
            + pulsesPerTurn + ", rpm-per-unit=" + rpmPerUnit);
        if (speedColumn == null && tachoColumn == null) {
            return Optional.empty();
        }
        Features.Orders speed = speedColumn != null
            ? new Features.Orders(channel(speedColumn), ShaftAngle.Signal.SPEED, rpmPerUnit)
            : new Features.Orders(channel(tachoColumn), ShaftAngle.Signal.PULSES, pulsesPerTurn);
        speedChannel = speed.channel();
        return Optional.of(speed);
    }

    /** What was learned, with the speed where it is in these inputs. To be asked before they are opened. */
    MachineState of(MachineState learned) throws IOException {
        Optional<Features.Orders> speed = speed();
        if (speed.isEmpty() && learned.features() instanceof Features.Orders known) {
            speedChannel = known.channel();
        }
        return speed.map(learned::with).orElse(learned);
    }

    private int channel(String name) throws IOException {
        if (!csv.isEmpty()) {
            List<String> names = columns == null ? Table.load(csv.get(0)).names() : columns;
            if (!names.contains(name)) {
                throw new IOException(csv.get(0) + ": has no column " + name + "; there are: " + String.join(", ", names));
            }
            return names.indexOf(name);
        }
        check(name.matches("\\d{1,3}"), "the speed of what is no table must be a channel, from 0 on: " + name);
        return Integer.parseInt(name);
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private Source limited(Source opened) {
        Source counted = new FromStart(opened);
        return seconds == null ? counted : new FirstSamples(counted, counted.format().samplesIn(Math.round(seconds * 1e9)));
    }

    private Source table(Path file) throws IOException {
        Table table = Table.load(file);
        double rate = csvHz == null ? table.rateHz() : csvHz;
        if (!(rate > 0)) {
            throw new IOException(file + ": does not say its rate: --csv-hz does");
        }
        return (columns == null ? table : table.columns(file, columns)).source(file.toString(), rate, Unit.NONE);
    }

    private Source calibrated(Source source) {
        double scale = fullScale == null ? 1 : fullScale;
        if (unit == null || unit.equals("none")) {
            return scale == 1 ? source : new Scaled(source, scale, Unit.NONE, speedChannel);
        }
        return new Scaled(source, unit.equals("g") ? scale * GRAVITY : scale, Unit.METRES_PER_SECOND_SQUARED,
            speedChannel);
    }
}
