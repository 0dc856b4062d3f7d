package dev.pipit.boards.doctor;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.pipit.boards.Shell;

/** A machine of answers: to files that are read, and to scripts that have some text in them. */
final class MadeUpBoard implements Shell {
    private final Map<String, Result> answers = new LinkedHashMap<>();

    /** A Raspberry Pi 4 on which everything is as it must be. */
    static MadeUpBoard healthy() {
        return new MadeUpBoard()
            .file("/proc/device-tree/compatible", "raspberrypi,4-model-b\0brcm,bcm2711\0")
            .file("/proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0")
            .file("/etc/os-release", "ID=debian\nVERSION_CODENAME=bookworm\n")
            .file("/boot/firmware/config.txt", "dtparam=i2c_arm=on\ndtparam=spi=on\ndtoverlay=vc4-kms-v3d\n")
            .answer("ls '/boot/firmware/overlays'", "vc4-kms-v3d.dtbo\ni2s-mmap.dtbo\n")
            .answer("--list-modules", "home /usr/lib/jvm/java-17-openjdk-arm64\nJAVA_VERSION=\"17.0.15\"\n"
                + "MODULES=\"java.base jdk.incubator.vector\"\n")
            .answer("bin/java' -version", "openjdk version \"17.0.15\"\n")
            .answer("ls -d /dev/i2c-*", "/dev/i2c-1\n/dev/spidev0.0\n")
            .devices("pi", "pi i2c spi gpio audio", "yes i2c 660 /dev/i2c-1", "yes spi 660 /dev/spidev0.0")
            .file("/proc/asound/cards", " 1 [sndrpii2scard  ]: RPi-simple - snd_rpi_i2s_card\n"
                + "                      snd_rpi_i2s_card\n")
            .file("/proc/asound/pcm", "01-00: bcm2835-i2s : : capture 1\n")
            .file("/proc/meminfo", "MemTotal:        3884512 kB\nMemAvailable:    3400000 kB\n")
            .df(20_000_000)
            .answer("date +%s", "1795000000\n")
            .answer("timedatectl", "yes\n");
    }

    MadeUpBoard file(String name, String text) {
        return answer("cat " + Shell.quoted(name), text);
    }

    MadeUpBoard without(String part) {
        answers.put(part.startsWith("/") ? "cat " + Shell.quoted(part) : part, new Result(1, "", "no such file"));
        return this;
    }

    MadeUpBoard answer(String part, String out) {
        answers.put(part, new Result(0, out, ""));
        return this;
    }

    MadeUpBoard fails(String part, String out) {
        answers.put(part, new Result(1, out, ""));
        return this;
    }

    /** @param devices whether it opens, group, mode and name of each */
    MadeUpBoard devices(String user, String groups, String... devices) {
        var said = new StringBuilder("user " + user + "\ngroups " + groups + "\ngroup i2c:x:998:\ngroup audio:x:29:joe,pi\n");
        for (String device : devices) {
            said.append("device ").append(device).append('\n');
        }
        return answer("id -un", said.toString());
    }

    MadeUpBoard df(long freeKb) {
        return answer("df -Pk", "Filesystem     1024-blocks    Used Available Capacity Mounted on\n"
            + "/dev/mmcblk0p2    30000000 9000000  " + freeKb + "      31% /\n");
    }

    @Override
    public Result run(String script, InputStream input) {
        return answers.entrySet().stream().filter(answer -> script.contains(answer.getKey())).map(Map.Entry::getValue)
            .findFirst().orElseGet(() -> new Result(1, "", "no such file"));
    }
}
