package dev.pipit.apps.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Festival: voices of diphones (kal, ked) and of hidden Markov models (slt), through its text2wave.
 *
 * @param version   such as 2.5.0:release
 * @param text2wave the executable that speaks
 * @param bases     its English voices
 */
record Festival(String version, Path text2wave, List<String> bases) implements Engine {
    static final String NAME = "festival";
    static final String SPEAKS = "text2wave";

    private static final Pattern VERSION = Pattern.compile("System: (\\S+)");
    private static final Pattern ENGLISH =
        Pattern.compile("(?:kal|ked|rab)_diphone|(?:cmu|nitech)_(?:us|uk)_[a-z]+_arctic_[a-z]+");
    private static final Pattern PERSON = Pattern.compile("(?:cmu|nitech)_(?:us|uk)_([a-z]+)_.*|([a-z]+)_diphone");

    static Festival on(Path festival, Path text2wave) throws IOException {
        Matcher version = VERSION.matcher(Run.ask(new Call(festival.toString(), "--version")));
        String voices = Run.ask(new Call(festival.toString(), "-b", "(print (voice.list))"));
        List<String> bases = ENGLISH.matcher(voices).results().map(match -> match.group()).distinct().sorted().toList();
        if (bases.isEmpty()) {
            throw new IOException("has no English voice; sudo apt install festvox-kallpc16k");
        }
        return new Festival(version.find() ? version.group(1) : "of unknown version", text2wave, bases);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The person of the recordings: kal and slt are flite's too. */
    @Override
    public String speaker(String base) {
        Matcher person = PERSON.matcher(base);
        return !person.matches() ? base : person.group(1) != null ? person.group(1) : person.group(2);
    }

    @Override
    public Voice draw(String base, Random random) {
        int speed = 75 + random.nextInt(66);
        return new Voice(NAME, base, speaker(base), speed, isDiphone(base) ? 90 + random.nextInt(131) : 0);
    }

    private static boolean isDiphone(String base) {
        return base.endsWith("_diphone");
    }

    @Override
    public Call say(Voice voice, String text) {
        return new Call(List.of(text2wave.toString(), "-eval", settings(voice)), text + "\n");
    }

    /** In Festival's own language. The models of an HTS voice keep their pitch; their -r is a rate, not a stretch. */
    private static String settings(Voice voice) {
        double stretch = voice.speed() / 100.0;
        return isDiphone(voice.base())
            ? String.format(Locale.ROOT, "(begin (voice_%s) (Parameter.set 'Duration_Stretch %.2f) (set! int_lr_params "
                + "'((target_f0_mean %d) (target_f0_std 14) (model_f0_mean 170) (model_f0_std 34))))",
                voice.base(), stretch, voice.pitch())
            : String.format(Locale.ROOT, "(begin (voice_%s) (set! hts_engine_params (append hts_engine_params "
                + "(list (list \"-r\" %.3f)))))", voice.base(), 1 / stretch);
    }
}
