package dev.pipit.apps.gesture;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;

import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.Tensor;

/** Prints what is seen: a picture of each stroke and what it is, or JSON, one object a line. */
final class GestureReport {
    private final PrintWriter out;
    private final boolean json;
    private final boolean pictures;
    private final Path folder;                 // null: no PNG
    private float[] shape = new float[0];
    private long strokes;
    private long detections;

    GestureReport(PrintWriter out, boolean json, boolean pictures, Path folder) {
        this.out = out;
        this.json = json;
        this.pictures = pictures;
        this.folder = folder;
    }

    /** Sees a stroke or a frame before it is recognised. */
    void seen(Tensor tensor) {
        strokes++;
        shape = tensor.values().clone();
        if (pictures && folder != null) {
            try {
                StrokePicture.save(folder.resolve(String.format(Locale.ROOT, "stroke-%04d.png", strokes)), shape);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void detected(String input, Detection detection) {
        detections++;
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("event", "detection");
            line.addProperty("file", input);
            line.addProperty("label", detection.label());
            line.addProperty("time_s", detection.timeNanos() / 1e9);
            line.addProperty("score", detection.score());
            out.println(line);
        } else {
            if (pictures) {
                StrokePicture.lines(shape).forEach(line -> out.println("  " + line));
            }
            out.printf(Locale.ROOT, "%8.2f s  %s  (%.2f)%n", detection.timeNanos() / 1e9, detection.label(),
                detection.score());
        }
        out.flush();
    }

    void summary(double seconds) {
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("event", "summary");
            line.addProperty("seconds", seconds);
            line.addProperty(pictures ? "strokes" : "frames", strokes);
            line.addProperty("detections", detections);
            out.println(line);
        } else {
            out.printf(Locale.ROOT, "%.1f s, %d %s, %d detections%n", seconds, strokes, pictures ? "strokes" : "frames",
                detections);
        }
        out.flush();
    }
}
