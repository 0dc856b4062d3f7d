package dev.pipit.apps.wakeword;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.sensors.recording.WavWriter;

/** Writes the sound of near misses as WAV files, in a thread of its own. Keeps at most 1,000 of a run. */
final class NearMissKeeper implements AutoCloseable {
    private static final int MOST = 1_000;

    private final Path folder;
    private final Report report;
    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private int kept;

    NearMissKeeper(Path folder, Report report) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + ": is a file; near misses need a folder");
        }
        this.folder = Files.createDirectories(folder);
        this.report = report;
    }

    /** Hunts through one input, which has one channel. */
    NearMissHunt hunt(String input, SignalFormat format, int hop) {
        return new NearMissHunt(format.rateHz(), hop,
            (nearMiss, sound) -> writer.execute(() -> keep(input, format, nearMiss, sound)));
    }

    private void keep(String input, SignalFormat format, NearMiss nearMiss, float[] sound) {
        if (kept == MOST) {
            Logger.warn("{} near misses are kept, no more will be", MOST);
        }
        if (kept++ >= MOST) {
            return;
        }
        String stem = Path.of(input).getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Path file = folder.resolve(String.format(Locale.ROOT, "%s-%s-%08.2fs.wav", nearMiss.model(),
            stem.replaceAll("[^A-Za-z0-9._-]", "_"), nearMiss.timeSeconds()));
        try (WavWriter wav = WavWriter.of16Bits(file, (int) format.rateHz(), 1)) {
            wav.write(sound, 0, sound.length);
            report.nearMiss(input, nearMiss, file);
        } catch (IOException e) {
            Logger.error("{}: the near miss could not be written: {}", file, e.getMessage());
        }
    }

    /** Waits until everything is written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(1, TimeUnit.MINUTES)) {
                Logger.error("{}: writing near misses takes too long", folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
