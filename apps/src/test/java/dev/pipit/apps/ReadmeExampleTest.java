package dev.pipit.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Source;
import dev.pipit.framework.tflite.Model;
import dev.pipit.testing.PublicData;

class ReadmeExampleTest {
    @Test
    void printsThePlanThatTheDocumentsShow() throws IOException {
        Model model = Model.load(PublicData.folder("models").resolve("esphome_micro_wake_word/models/v2/alexa.tflite"));
        Source mic = new Source() {
            @Override
            public SignalFormat format() {
                return new SignalFormat(16_000, 1, Unit.FULL_SCALE);
            }

            @Override
            public int read(float[] dst, int offset, int count) {
                return -1;
            }

            @Override
            public String name() {
                return "Microphone default";
            }
        };
        String shown = Files.readString(Path.of("../docs/pipelines.md"));
        Matcher block = Pattern.compile("Printed, it is\n\n```\n([^`]*)\n```", Pattern.DOTALL).matcher(shown);
        assertEquals(block.find() ? block.group(1) : "", ReadmeExample.plan(mic, model, detection -> { }).toString());
    }
}
