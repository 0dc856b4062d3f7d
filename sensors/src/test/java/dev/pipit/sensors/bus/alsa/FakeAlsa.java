package dev.pipit.sensors.bus.alsa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.bus.Pcm;

/** A process of its own for which ALSA's default device plays a file: ALSA reads its settings once, when it starts. */
final class FakeAlsa {
    private final Path folder;

    FakeAlsa(Path folder) {
        this.folder = folder;
    }

    /** Whether ALSA's library and its settings are there. */
    static boolean installed() {
        return Files.exists(Path.of("/usr/share/alsa/alsa.conf"));
    }

    /** Runs {@code main} with a default device that gives {@code bytes} in {@code format}, again and again. */
    List<String> run(Class<?> main, byte[] bytes, Pcm.Format format) throws IOException, InterruptedException {
        Path raw = Files.write(folder.resolve("fake.raw"), bytes);
        Path settings = Files.writeString(folder.resolve("asound.conf"), String.format(Locale.ROOT, """
            </usr/share/alsa/alsa.conf>
            pcm.!default { type plug slave { pcm "fake" rate %d channels %d format S%d_LE } }
            pcm.fake { type file slave.pcm { type null } file "/dev/null" infile "%s" format "raw" }
            """, format.rateHz(), format.channels(), format.bits(), raw));
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            classPath(main, Pcm.class, Source.class, Logger.class), main.getName());
        builder.environment().put("ALSA_CONFIG_PATH", settings.toString());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        try (InputStream printed = process.getInputStream()) {
            String text = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("the listening process failed: " + text);
            }
            return text.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath(Class<?>... classes) {
        StringBuilder path = new StringBuilder();
        for (Class<?> type : classes) {
            path.append(Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()))
                .append(System.getProperty("path.separator"));
        }
        return path.toString();
    }
}
