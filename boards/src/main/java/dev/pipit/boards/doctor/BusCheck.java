package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.boards.Board;
import dev.pipit.boards.Shell;

/** Whether I2C and SPI are on, so that there are devices to open. */
final class BusCheck implements Check {
    private static final String LIST = "ls -d /dev/i2c-* /dev/spidev* 2>/dev/null";

    @Override
    public List<Finding> look(Shell shell, Board board) throws IOException {
        List<String> devices = shell.run(LIST).out().lines().toList();
        String firmware = FirmwareSettings.read(shell).text();
        boolean raspberry = board.compatible().stream().anyMatch(name -> name.startsWith("raspberrypi,"));
        List<Finding> findings = new ArrayList<>();
        findings.add(bus("i2c", "/dev/i2c-", devices, !board.i2c().isEmpty(),
            !raspberry ? "sudo modprobe i2c-dev"
                : on(firmware, "i2c_arm") ? "echo i2c-dev | sudo tee /etc/modules-load.d/i2c.conf && sudo modprobe i2c-dev"
                : "sudo raspi-config nonint do_i2c 0"));
        findings.add(bus("spi", "/dev/spidev", devices, !board.spi().isEmpty(),
            !raspberry ? "sudo modprobe spidev" : on(firmware, "spi") ? "sudo reboot"
                : "sudo raspi-config nonint do_spi 0"));
        return findings;
    }

    private static Finding bus(String name, String prefix, List<String> devices, boolean atTheHeader, String mend) {
        List<String> own = devices.stream().filter(device -> device.startsWith(prefix)).toList();
        if (!own.isEmpty()) {
            return Finding.fine(name, String.join(", ", own));
        }
        String text = "is off: there is no " + prefix + "*";
        return atTheHeader ? Finding.broken(name, text, mend) : Finding.note(name, text, mend);
    }

    /** Whether a device tree parameter is switched on; the last word counts. */
    private static boolean on(String firmware, String parameter) {
        return firmware.lines().map(String::strip).filter(line -> line.startsWith("dtparam=" + parameter))
            .reduce((first, last) -> last)
            .map(line -> line.equals("dtparam=" + parameter) || line.startsWith("dtparam=" + parameter + "=on"))
            .orElse(false);
    }
}
