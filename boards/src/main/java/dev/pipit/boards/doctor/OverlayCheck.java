package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.boards.Board;
import dev.pipit.boards.Shell;

/** Whether the overlays that the firmware is told to load are there: it says nothing where one is not. */
final class OverlayCheck implements Check {
    private static final String SUBJECT = "overlays";

    @Override
    public List<Finding> look(Shell shell, Board board) throws IOException {
        FirmwareSettings settings = FirmwareSettings.read(shell);
        List<String> wanted = settings.overlays();
        if (wanted.isEmpty()) {
            return List.of();
        }
        String folder = settings.file().replace("config.txt", "overlays");
        List<String> there = shell.run("ls " + Shell.quoted(folder)).out().lines().toList();
        List<Finding> findings = new ArrayList<>();
        for (String name : wanted) {
            if (!there.contains(name + ".dtbo")) {
                findings.add(Finding.broken(SUBJECT, name + " is switched on, and is not in " + folder,
                    "sudo sed -i 's/^dtoverlay=" + name + "/#&/' " + settings.file() + " && sudo reboot"));
            }
        }
        return findings.isEmpty() ? List.of(Finding.fine(SUBJECT, String.join(", ", wanted))) : findings;
    }
}
