package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.dsp.Bearing.Part;
import dev.pipit.framework.signal.Unit;
import dev.pipit.sensors.recording.WavFile;

/**
 * A recording of the test rig, as a line of the index says.
 *
 * @param mil   size of the fault
 * @param scale g of a step of 16 bits
 */
record CwruFile(Path file, String sensor, String fault, int mil, int load, double rpm, double scale) {
    /** Drive end and fan end. */
    static final List<String> SENSORS = List.of("DE", "FE");

    private static final double GRAVITY = 9.80665;

    static List<CwruFile> all(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("index.csv")).stream().skip(1).filter(line -> !line.isBlank())
            .map(line -> of(folder, line)).toList();
    }

    private static CwruFile of(Path folder, String line) {
        String[] f = line.split(",", -1);
        return new CwruFile(folder.resolve(f[0]), f[3], f[5], f[6].isEmpty() ? 0 : (int) Double.parseDouble(f[6]),
            (int) Double.parseDouble(f[8]), Double.parseDouble(f[9]), Double.parseDouble(f[10]));
    }

    boolean healthy() {
        return part().isEmpty();
    }

    Optional<Part> part() {
        return switch (fault) {
            case "IR" -> Optional.of(Part.INNER_RACE);
            case "OR" -> Optional.of(Part.OUTER_RACE);
            case "B" -> Optional.of(Part.BALL);
            default -> Optional.empty();
        };
    }

    /** The healthy one of a sensor. */
    static CwruFile healthy(List<CwruFile> all, String sensor) {
        return all.stream().filter(each -> each.healthy() && each.sensor().equals(sensor)).findFirst().orElseThrow();
    }

    /** The faults of a sensor. */
    static List<CwruFile> faults(List<CwruFile> all, String sensor) {
        return all.stream().filter(each -> !each.healthy() && each.sensor().equals(sensor)).toList();
    }

    /** In m/s². */
    Recorded recorded() throws IOException {
        return Recorded.of(new Scaled(WavFile.open(file), scale * 32_768 * GRAVITY, Unit.METRES_PER_SECOND_SQUARED));
    }
}
