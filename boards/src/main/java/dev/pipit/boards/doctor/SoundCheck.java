package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.List;

import dev.pipit.boards.Board;
import dev.pipit.boards.Shell;

/** Whether there is a sound card, and one that records. */
final class SoundCheck implements Check {
    private static final String SUBJECT = "sound";

    @Override
    public List<Finding> look(Shell shell, Board board) throws IOException {
        List<String> cards = shell.read("/proc/asound/cards").orElse("").lines()
            .filter(line -> line.contains("]: "))
            .map(line -> line.substring(line.indexOf("]: ") + 3).strip()).toList();
        if (cards.isEmpty()) {
            return List.of(Finding.note(SUBJECT, "no sound card: a USB microphone brings one, an I2S microphone needs "
                + "its overlay", ""));
        }
        boolean records = shell.read("/proc/asound/pcm").orElse("").contains("capture");
        String text = String.join(", ", cards);
        return List.of(records ? Finding.fine(SUBJECT, text)
            : Finding.note(SUBJECT, text + "; none of them records", ""));
    }
}
