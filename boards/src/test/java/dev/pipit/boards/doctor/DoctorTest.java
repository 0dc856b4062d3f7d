package dev.pipit.boards.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.boards.doctor.Finding.Verdict;

class DoctorTest {
    private final MadeUpBoard board = MadeUpBoard.healthy();

    private Finding only(String subject) throws IOException {
        List<Finding> found = Doctor.examine(board).findings().stream()
            .filter(finding -> finding.subject().equals(subject)).toList();
        assertEquals(1, found.size(), found.toString());
        return found.get(0);
    }

    private void finds(String subject, Verdict verdict, String text, String mend) throws IOException {
        assertEquals(new Finding(subject, verdict, text, mend), only(subject));
        assertEquals(verdict != Verdict.BROKEN, Doctor.examine(board).healthy());
    }

    @Test
    void findsNothingOnAHealthyBoard() throws IOException {
        Diagnosis diagnosis = Doctor.examine(board);
        assertTrue(diagnosis.healthy());
        assertEquals("4b", diagnosis.board().id());
        assertEquals(List.of("java", "i2c", "spi", "overlays", "access", "sound", "memory", "disk", "clock"),
            diagnosis.findings().stream().map(Finding::subject).toList());
        assertTrue(diagnosis.findings().stream().allMatch(finding -> finding.verdict() == Verdict.FINE),
            diagnosis.findings().toString());
    }

    @Test
    void findsNoJava() throws IOException {
        board.answer("--list-modules", "");
        finds("java", Verdict.BROKEN, "no Java; needed is 17 or newer", "sudo apt install openjdk-17-jre-headless");
    }

    @Test
    void namesThePackageOfTheSystem() throws IOException {
        board.answer("--list-modules", "").file("/etc/os-release", "VERSION_CODENAME=trixie\n");
        assertEquals("sudo apt install openjdk-21-jre-headless", only("java").mend());
        board.file("/etc/os-release", "ID=arch\n");
        assertEquals("sudo apt install default-jre-headless", only("java").mend());
    }

    @Test
    void findsAnOldJava() throws IOException {
        board.answer("--list-modules", "home /usr/lib/jvm/java-11\nJAVA_VERSION=\"11.0.24\"\n"
            + "home /usr/lib/jvm/java-8\nopenjdk version \"1.8.0_412\"\n");
        finds("java", Verdict.BROKEN, "Java 11.0.24 in /usr/lib/jvm/java-11; needed is 17 or newer",
            "sudo apt install openjdk-17-jre-headless");
    }

    @Test
    void findsAJavaThatDoesNotStart() throws IOException {
        board.fails("bin/java' -version", "Error occurred during initialization of VM\nServer VM is only supported on ARMv7+\n");
        assertEquals("Java 17.0.15 in /usr/lib/jvm/java-17-openjdk-arm64 does not start: Error occurred during "
            + "initialization of VM", only("java").text());
    }

    @Test
    void notesThatTheVectorApiIsMissing() throws IOException {
        board.answer("--list-modules", "home /opt/jre\nJAVA_VERSION=\"21\"\nMODULES=\"java.base\"\n");
        finds("java", Verdict.NOTE, "Java 21 in /opt/jre, without the Vector API: inference is slower", "");
    }

    @Test
    void findsThatI2cIsOff() throws IOException {
        board.answer("ls -d /dev/i2c-*", "/dev/spidev0.0\n").file("/boot/firmware/config.txt", "#dtparam=i2c_arm=on\n");
        finds("i2c", Verdict.BROKEN, "is off: there is no /dev/i2c-*", "sudo raspi-config nonint do_i2c 0");
    }

    @Test
    void findsThatTheDriverOfI2cIsNotLoaded() throws IOException {
        board.answer("ls -d /dev/i2c-*", "/dev/spidev0.0\n");
        assertEquals("echo i2c-dev | sudo tee /etc/modules-load.d/i2c.conf && sudo modprobe i2c-dev", only("i2c").mend());
    }

    @ParameterizedTest
    @CsvSource({"dtparam=spi=off, sudo raspi-config nonint do_spi 0", "dtparam=spi=on, sudo reboot",
        "dtparam=spi, sudo reboot", "'', sudo raspi-config nonint do_spi 0"})
    void findsThatSpiIsOff(String setting, String mend) throws IOException {
        board.answer("ls -d /dev/i2c-*", "/dev/i2c-1\n").file("/boot/firmware/config.txt", setting + "\n");
        finds("spi", Verdict.BROKEN, "is off: there is no /dev/spidev*", mend);
    }

    @Test
    void onlyNotesBusesThatAreMissingOnAnyLinux() throws IOException {
        board.without("/proc/device-tree/compatible").without("/proc/device-tree/model").answer("ls -d /dev/i2c-*", "");
        finds("i2c", Verdict.NOTE, "is off: there is no /dev/i2c-*", "sudo modprobe i2c-dev");
    }

    @Test
    void readsTheSettingsOfOlderSystems() throws IOException {
        board.without("/boot/firmware/config.txt").file("/boot/config.txt", "dtparam=i2c_arm=off\n")
            .answer("ls -d /dev/i2c-*", "/dev/spidev0.0\n");
        assertEquals("sudo raspi-config nonint do_i2c 0", only("i2c").mend());
    }

    @Test
    void findsAnOverlayThatIsNotThere() throws IOException {
        board.file("/boot/firmware/config.txt", "dtoverlay=googlevoicehat-sound\ndtoverlay=i2s-mmap,x=1\n# dtoverlay=no\n");
        finds("overlays", Verdict.BROKEN, "googlevoicehat-sound is switched on, and is not in /boot/firmware/overlays",
            "sudo sed -i 's/^dtoverlay=googlevoicehat-sound/#&/' /boot/firmware/config.txt && sudo reboot");
    }

    @Test
    void findsAUserWhoIsNotInTheGroupOfADevice() throws IOException {
        board.devices("pi", "pi audio", "no i2c 660 /dev/i2c-1", "no i2c 660 /dev/i2c-2", "yes audio 660 /dev/snd/pcmC0D0c");
        finds("access", Verdict.BROKEN, "pi may not open /dev/i2c-1: it is not in the group i2c",
            "sudo usermod -aG i2c pi");
    }

    @Test
    void findsAUserWhoMustLogInAgain() throws IOException {
        board.devices("pi", "pi", "no audio 660 /dev/snd/pcmC0D0c");
        finds("access", Verdict.BROKEN, "pi is in the group audio only from the next login on", "exit");
    }

    @Test
    void findsADeviceForRootAlone() throws IOException {
        board.devices("pi", "pi", "no root 600 /dev/gpiochip0");
        finds("access", Verdict.BROKEN, "/dev/gpiochip0 can be opened by root alone",
            "sudo groupadd --system gpio && echo 'KERNEL==\"gpiochip*\", GROUP=\"gpio\", MODE=\"0660\"' | sudo tee "
            + "/etc/udev/rules.d/60-gpio.rules && sudo udevadm control --reload && sudo udevadm trigger");
    }

    @Test
    void asksForRootWhetherServicesMayOpenDevices() throws IOException {
        board.devices("root", "root", "yes root 600 /dev/i2c-1");
        assertEquals("/dev/i2c-1 can be opened by root alone", only("access").text());
        board.devices("root", "root", "yes i2c 660 /dev/i2c-1");
        assertEquals("root may open all 1 devices", only("access").text());
    }

    @Test
    void findsAccessThatIsRefusedInSpiteOfTheGroup() throws IOException {
        board.devices("pi", "pi i2c", "no i2c 660 /dev/i2c-1");
        finds("access", Verdict.BROKEN, "pi may not open /dev/i2c-1, though it is in the group i2c",
            "sudo chmod g+rw /dev/i2c-1");
    }

    @Test
    void notesThatNothingRecords() throws IOException {
        board.file("/proc/asound/pcm", "00-00: Headphones : : playback 8\n");
        finds("sound", Verdict.NOTE, "RPi-simple - snd_rpi_i2s_card; none of them records", "");
        board.file("/proc/asound/cards", "--- no soundcards ---\n");
        assertTrue(only("sound").text().startsWith("no sound card"));
    }

    @Test
    void findsTooLittleMemory() throws IOException {
        board.file("/proc/meminfo", "MemTotal: 439000 kB\nMemAvailable:      61440 kB\n");
        finds("memory", Verdict.BROKEN, "60 MB free; needed are 100",
            "sudo systemctl set-default multi-user.target && sudo reboot");
    }

    @Test
    void findsAFullDisk() throws IOException {
        board.df(20_480);
        finds("disk", Verdict.BROKEN, "20 MB free in /opt; needed are 50", "sudo apt clean");
    }

    @Test
    void findsAClockThatStandsAtItsBeginning() throws IOException {
        board.answer("date +%s", "0\n");
        finds("clock", Verdict.BROKEN, "stands at 1970-01-01T00:00:00Z, which is long gone",
            "sudo timedatectl set-ntp true && sudo systemctl restart systemd-timesyncd");
    }

    @Test
    void notesAClockThatNobodySets() throws IOException {
        board.answer("timedatectl", "no\n");
        assertEquals(Verdict.NOTE, only("clock").verdict());
        assertEquals("sudo timedatectl set-ntp true", only("clock").mend());
    }

    @Test
    void goesOnWhereAMachineAnswersNothing() throws IOException {
        Diagnosis diagnosis = Doctor.examine(new MadeUpBoard());
        assertEquals("linux", diagnosis.board().id());
        assertFalse(diagnosis.healthy());
    }
}
