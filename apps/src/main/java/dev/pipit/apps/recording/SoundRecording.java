package dev.pipit.apps.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.pipit.apps.FirstSamples;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.stream.Clock;
import dev.pipit.framework.stream.Counters;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.PipelineException;
import dev.pipit.framework.stream.Running;
import dev.pipit.sensors.microphone.Microphone;
import dev.pipit.sensors.recording.WavWriter;
import dev.pipit.sensors.sound.Level;

/** Writes what a microphone hears into a WAV file, and says what is wrong with it. */
final class SoundRecording {
    /** Memory cards stop for seconds. */
    private static final Duration RING = Duration.ofSeconds(10);
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final double QUIET_DBFS = -60;
    private static final double SILENCE_DBFS = -110;

    private final Microphone microphone;
    private final int bits;
    private final Clock clock;
    private volatile long samples;
    private double sum;
    private float peak;
    private long lost;

    /**
     * @param bits  16, or 32 for float
     * @param clock of the microphone
     */
    SoundRecording(Microphone microphone, int bits, Clock clock) {
        this.microphone = microphone;
        this.bits = bits;
        this.clock = clock;
    }

    /**
     * Records until so many samples are there, or this thread is interrupted: then what was heard is kept.
     *
     * @return whether it was not interrupted
     */
    boolean write(Path file, long wanted) throws IOException {
        int rateHz = (int) microphone.format().rateHz();
        try (WavWriter wav = bits == 16 ? WavWriter.of16Bits(file, rateHz, 1) : WavWriter.ofFloats(file, rateHz, 1)) {
            Running running = Pipeline.named("record").from(new FirstSamples(microphone, wanted))
                .ring(RING, Overrun.DROP_OLDEST).frames(FRAME).to(frame -> write(wav, frame)).start(clock);
            try (running) {
                running.join();
                return true;
            } catch (InterruptedException e) {
                return false;
            } catch (PipelineException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            } finally {
                running.close();
                Counters counters = running.counters();
                lost = counters.dropped() + counters.overruns();
            }
        }
    }

    private void write(WavWriter wav, Frame frame) {
        float[] x = frame.samples();
        for (float sample : x) {
            sum += (double) sample * sample;
            peak = Math.max(peak, Math.abs(sample));
        }
        samples += x.length;
        try {
            wav.write(x, 0, x.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long samples() {
        return samples;
    }

    double seconds() {
        return samples / microphone.format().rateHz();
    }

    /** Of all that was written. */
    Level level() {
        return Level.of(Math.sqrt(sum / Math.max(1, samples)), peak);
    }

    /** What the one who recorded should know, and what to do about it. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Level level = level();
        if (level.peakDbfs() < SILENCE_DBFS) {
            warnings.add("silence: nothing came but zeros; pipit microphones NAME --level shows whether another channel or "
                + "microphone hears something");
        } else if (level.peakDbfs() < QUIET_DBFS) {
            warnings.add(String.format(Locale.ROOT, "very quiet: the peak is at %.0f dBFS; --gain %.0f would bring it to -12",
                level.peakDbfs(), Math.min(60, -12 - level.peakDbfs())));
        }
        if (microphone.clipped() > 0) {
            warnings.add("too loud: " + microphone.clipped() + " samples were clipped; less --gain, or more distance");
        }
        if (lost > 0) {
            warnings.add(lost + " samples were lost: they are missing in the file");
        }
        return warnings;
    }
}
