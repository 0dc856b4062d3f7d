package dev.pipit.apps.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.pipit.apps.sensors.OpenSensor;
import dev.pipit.apps.sensors.Reading;
import dev.pipit.apps.sensors.SensorReport;
import dev.pipit.apps.sensors.Tally;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.recording.CsvHeader;
import dev.pipit.sensors.recording.CsvWriter;

/** Records a sensor into the next file of a label: {@code DIR/LABEL/0001.csv} and on. */
public final class SensorRecording {
    private final OpenSensor sensor;
    private final SensorReport shown;
    private Path file;
    private Tally recorded;                    // null until the first sample is asked for
    private boolean whole;

    /** @param shown hears what is recorded, while it is */
    public SensorRecording(OpenSensor sensor, SensorReport shown) {
        this.sensor = sensor;
        this.shown = shown;
    }

    /**
     * Records until the time is over, or until it is interrupted; what came until then is kept.
     *
     * @param nanos at most for so long
     * @throws IOException if nothing came, or the disk is full
     */
    public Tally write(Path folder, String label, long nanos) throws IOException {
        NumberedFile numbered = NumberedFile.next(folder.resolve(label), "csv");
        CsvHeader header = new CsvHeader(sensor.source().name(), sensor.place(), sensor.source().format().rateHz(),
            sensor.channels(), Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        try (CsvWriter writer = new CsvWriter(numbered.unfinished(), header, label)) {
            new Reading(sensor, new Written(writer), Clock.SYSTEM).run(Long.MAX_VALUE, nanos);
            whole = true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (InterruptedException e) {
            whole = false;
        }
        if (recorded == null || recorded.samples() == 0) {
            numbered.discard();
            throw new IOException("nothing was recorded from " + sensor.source().name());
        }
        numbered.finish();
        file = numbered.file();
        return recorded;
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** Whether it was recorded to its end: false where it was interrupted. */
    public boolean whole() {
        return whole;
    }

    /** Writes what comes, and passes it on. */
    private final class Written implements SensorReport {
        private final CsvWriter writer;

        Written(CsvWriter writer) {
            this.writer = writer;
        }

        @Override
        public void begins(OpenSensor opened, Tally tally) {
            recorded = tally;
            shown.begins(opened, tally);
        }

        @Override
        public void sample(double seconds, float[] values, int at) {
            try {
                writer.sample(seconds, values, at);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shown.sample(seconds, values, at);
        }

        @Override
        public void gap(double seconds, long lost) {
            try {
                writer.gap(lost);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shown.gap(seconds, lost);
        }

        @Override
        public void fault(String message) {
            shown.fault(message);
        }

        @Override
        public void ends(OpenSensor ended, Tally tally) {
            shown.ends(ended, tally);
        }
    }
}
