package dev.pipit.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/**
 * Third-party recordings, models and reference vectors, which do not belong into this repository.
 *
 * <p>They are looked for in the folder {@code PIPIT_DATA}, then unpacked by {@code shared/data/unpack} of a folder
 * beside the project. Where neither is there, the test that asks is skipped and says why.
 */
public final class PublicData {
    private PublicData() {
    }

    /** The unpacked folder of one kind: {@code golden}, {@code models}, {@code features}, {@code speech} … */
    public static synchronized Path folder(String kind) {
        String set = System.getenv("PIPIT_DATA");
        if (set != null && Files.isDirectory(Path.of(set, kind))) {
            return Path.of(set, kind);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path unpack = at.resolve("shared/data/unpack");
            if (Files.isExecutable(unpack)) {
                return unpacked(unpack, kind);
            }
        }
        return Assumptions.abort(kind + " data is not here: set PIPIT_DATA to the folder that holds it");
    }

    private static Path unpacked(Path unpack, String kind) {
        try {
            Process process = new ProcessBuilder(unpack.toString(), kind)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(unpack + " " + kind + " failed");
            }
            return Path.of(folder, kind);
        } catch (IOException e) {
            throw new IllegalStateException(unpack + " could not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
