package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import dev.pipit.sensors.recording.WavWriter;

/**
 * Shell scripts that answer as the engines do, their lists being excerpts of what the real ones print. As a clip they
 * give a tone of 22.05 kHz with half a second of silence around it: 0.2 s for each word of the text. Some texts do more:
 * silence, click, fail, hang, slow.
 */
public final class FakeEngines {
    private static final int RATE_HZ = 22_050;

    private final Path folder;

    public FakeEngines(Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "scripts need /bin/sh");
        this.folder = folder;
        tone("1", 0.2);
        tone("2", 0.4);
        tone("3", 0.6);
        tone("silence", 0);
        tone("click", 0.05);
    }

    private void tone(String name, double seconds) throws IOException {
        int margin = RATE_HZ / 2;
        float[] samples = new float[2 * margin + (int) (seconds * RATE_HZ)];
        for (int i = margin; i < samples.length - margin; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 500 * i / RATE_HZ));
        }
        try (WavWriter wav = WavWriter.of16Bits(folder.resolve(name + ".wav"), RATE_HZ, 1)) {
            wav.write(samples, 0, samples.length);
        }
    }

    public Engines found() {
        return Engines.found(folder.toString());
    }

    /** Every text that was spoken, in the order in which the engines were started. */
    public List<String> spoken() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    Path folder() {
        return folder;
    }

    /** The words of {@code asked} are patterns of sh for all arguments, each with what is done for it. */
    public void install(String name, String... asked) throws IOException {
        var script = new StringBuilder("#!/bin/sh\nhere='" + folder + "'\n" + """
            speak() {
                echo "$1" >>"$here/log"
                case $1 in
                    silence | click) cat "$here/$1.wav" ;;
                    fail) echo 'Error: no such word' >&2; exit 3 ;;
                    noise) echo 'this is not sound' ;;
                    nothing) ;;
                    hang) sh -c 'sleep 30; true' "$here" ;;
                    slow*) sleep 0.4; cat "$here/3.wav" ;;
                    *' '*' '*) cat "$here/3.wav" ;;
                    *' '*) cat "$here/2.wav" ;;
                    *) cat "$here/1.wav" ;;
                esac
            }
            case "$*" in
            """);
        for (int i = 0; i < asked.length; i += 2) {
            script.append("    ").append(asked[i]).append(") ").append(asked[i + 1]).append(" ;;\n");
        }
        script.append("    *) echo 'Error: not understood' >&2; exit 1 ;;\nesac\n");
        Path file = folder.resolve(name);
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Spells instead of pronouncing, and takes ay for ey: hay sounds as hey does. */
    public FakeEngines espeakNg() throws IOException {
        install("espeak-ng",
            "--version", "echo 'eSpeak NG text-to-speech: 1.51  Data at: /usr/lib/espeak-ng-data'",
            "--voices=en", print("""
                Pty Language       Age/Gender VoiceName          File                 Other Languages
                 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
                 3  en-uk           --/M      english-mb-en1     mb/mb-en1            (en-gb 3)(en 2)
                 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
                 9  en              --/F      en-german-1        mb/mb-de1-en         \s
                 5  variant         --/M      Storm              !v/Storm             (en-us 5)
                """),
            "--voices=variant", print("""
                Pty Language       Age/Gender VoiceName          File                 Other Languages
                 5  variant         --/M      Adam               !v/adam              \s
                 5  variant         --/M      Demonic            !v/Demonic           \s
                 5  variant         70/F      female1            !v/f1                \s
                 5  variant         --/-      klatt              !v/klatt             \s
                 5  variant         --/M      Mr_Serious         !v/Mr serious        \s
                 5  variant         --/M      Robosoft           !v/robosoft          \s
                 5  variant         --/M      Storm              !v/Storm             (en-us 5)
                 5  variant         --/M      whisper            !v/whisper           \s
                """),
            "'-q -x '*", "sed -n 's/\\.$//; s/ay/ey/g; s/[a-z]/&_/g; /./p'",
            "'--stdout --stdin '*", "read -r text; speak \"$text\"");
        return this;
    }

    FakeEngines espeak() throws IOException {
        install("espeak",
            "--version", "echo 'eSpeak text-to-speech: 1.48.15  16.Apr.15  Data at: /usr/lib/espeak-data'",
            "--voices=en", print("""
                Pty Language Age/Gender VoiceName          File          Other Languages
                 2  en-gb          M  english              en            (en-uk 2)(en 2)
                 5  en             M  default              default       \s
                 5  en-sc          M  en-scottish          other/en-sc   (en 4)
                """),
            "--voices=variant", print("""
                Pty Language Age/Gender VoiceName          File          Other Languages
                 5  variant      70F  female1              !v/f1         \s
                """),
            "'--stdout --stdin '*", "read -r text; speak \"$text\"");
        return this;
    }

    /** As the real one, it ends with an error after it has told its version. */
    public FakeEngines flite() throws IOException {
        install("flite",
            "--version", "echo '  version: flite-2.2-current Sep 2018 (http://cmuflite.org)'; exit 1",
            "-lv", "echo 'Voices available: kal awb_time kal16 awb rms slt '",
            "'-voice '*' -o /dev/stdout'", "[ $# = 10 ] && speak \"$8\"");
        return this;
    }

    public FakeEngines festival() throws IOException {
        install("festival",
            "--version", "echo 'festival: Festival Speech Synthesis System: 2.5.0:release December 2017'",
            "'-b (print (voice.list))'", "echo '(cmu_us_slt_arctic_hts suo_fi_lj_diphone kal_diphone)'");
        install("text2wave", "'-eval '*", "read -r text; speak \"$text\"");
        return this;
    }

    public FakeEngines all() throws IOException {
        return espeakNg().espeak().flite().festival();
    }

    private static String print(String lines) {
        return "cat <<'END'\n" + lines + "END\n";
    }
}
