package dev.pipit.apps;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.blocks.Classify;
import dev.pipit.framework.blocks.Decide;
import dev.pipit.framework.blocks.Gate;
import dev.pipit.framework.blocks.MicroFeatures;
import dev.pipit.framework.blocks.Spectrogram;
import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.Running;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.stream.Source;
import dev.pipit.framework.tflite.Model;
import dev.pipit.sensors.microphone.Microphone;

/** The application of the README. */
final class ReadmeExample {
    private ReadmeExample() {
    }

    // region application
    static void listen(Path model, Sink<Detection> led) throws IOException, InterruptedException {
        try (Source mic = Microphone.open(16_000);
             Running running = plan(mic, Model.load(model), led).start()) {
            running.join();
        }
    }

    static Pipeline plan(Source mic, Model model, Sink<Detection> led) {
        return Pipeline.named("alexa")
            .from(mic)                                             // sensor      16 000 samples a second
            .ring(ofMillis(500), Overrun.DROP_OLDEST)              // ring        the only place where anyone waits
            .frames(ofMillis(30)).every(ofMillis(10))              // features    480 samples, 100 times a second
            .then(new Gate(-55, ofSeconds(1), ofSeconds(1)))       //             nothing below here runs in silence
            .then(MicroFeatures.standard())                        //             [1, 40] one row
            .then(new Spectrogram(3, 3))                           //             [3, 40] three rows, every third time
            .then(new Classify("alexa", model, List.of("Alexa"),   // inference   one score per label
                Optional.of(MicroFeatures.standard())))
            .then(Decide.on("Alexa").above(0.9f).averaging(5))     // decision    a Detection, or nothing
            .handover(16, Overrun.DROP_OLDEST)                     //             the action may take its time
            .to(led);                                              // action
    }
    // end region
}
