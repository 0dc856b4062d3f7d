package dev.pipit.apps.workshop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** What programs that know nothing of models make of a file. */
final class OtherPackers {
    private OtherPackers() {
    }

    /** Bytes by program; empty where it is not installed. */
    static Map<String, OptionalLong> of(byte[] file) throws IOException {
        Map<String, OptionalLong> sizes = new LinkedHashMap<>();
        sizes.put("gzip -9", OptionalLong.of(gzip(file)));
        sizes.put("xz -9e", xz(file));
        return sizes;
    }

    private static long gzip(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(file);
        }
        return out.size();
    }

    private static OptionalLong xz(byte[] file) throws IOException {
        Path raw = Files.createTempFile("pipit-", ".tflite");
        try {
            Files.write(raw, file);
            Process xz = new ProcessBuilder("xz", "-9e", "-c", raw.toString()).redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
            xz.getOutputStream().close();
            long bytes = xz.getInputStream().readAllBytes().length;
            return xz.waitFor() == 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
        } catch (IOException missing) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        } finally {
            Files.delete(raw);
        }
    }
}
