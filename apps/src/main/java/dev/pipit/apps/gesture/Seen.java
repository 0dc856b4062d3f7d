package dev.pipit.apps.gesture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Running;
import dev.pipit.framework.stream.Source;

/**
 * What a recording held.
 *
 * @param strokes    the shapes, or the frames, in the order of time
 * @param detections of them
 */
record Seen(List<float[]> strokes, List<Detection> detections) {
    /** Runs a recording through the pipeline, as fast as it goes. */
    static Seen in(Sight sight, Source recording) throws IOException {
        return in(sight, recording, Overrun.WAIT);
    }

    /** Runs a source through the pipeline until it ends; Ctrl-C stops it with an {@code IOException}. */
    static Seen in(Sight sight, Source source, Overrun overrun) throws IOException {
        List<float[]> strokes = new ArrayList<>();
        List<Detection> detections = new ArrayList<>();
        try (Running running = sight.see("gesture", source, overrun,
                tensor -> strokes.add(tensor.values().clone())).to(detections::add).start()) {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
        return new Seen(strokes, detections);
    }
}
