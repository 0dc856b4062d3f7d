package dev.pipit.boards.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.pipit.boards.Board;
import dev.pipit.boards.Shell;

/**
 * Whether devices can really be opened, by trying; and if not, why: the user is not in their group, or was put there
 * and has not logged in since, or the group may not open them. For root, who may open all, what counts is the group:
 * services do not run as root.
 */
final class AccessCheck implements Check {
    private static final String SUBJECT = "access";

    // can be opened, group, mode, device
    private static final String TRY = """
        printf 'user %s\\n' "$(id -un)"
        printf 'groups %s\\n' "$(id -Gn)"
        for group in i2c spi gpio audio; do
            members=$(getent group "$group") && printf 'group %s\\n' "$members"
        done
        for device in /dev/i2c-* /dev/spidev* /dev/gpiochip* /dev/snd/pcm*; do
            [ -e "$device" ] || continue
            [ -r "$device" ] && [ -w "$device" ] && may=yes || may=no
            printf 'device %s %s %s\\n' "$may" "$(stat -c '%G %a' "$device")" "$device"
        done
        """;

    // the group of a device that nobody has given one
    private static final Map<String, String> USUAL = Map.of("/dev/i2c", "i2c", "/dev/spi", "spi", "/dev/gpi", "gpio",
        "/dev/snd", "audio");
    private static final int KIND = "/dev/i2c".length();

    @Override
    public List<Finding> look(Shell shell, Board board) throws IOException {
        return judge(shell.run(TRY).out());
    }

    private static List<Finding> judge(String said) {
        String user = "";
        List<String> groups = List.of();
        Map<String, List<String>> members = new TreeMap<>();
        Map<String, Finding> broken = new TreeMap<>();       // one for each kind of device
        List<String> open = new ArrayList<>();
        for (String line : said.lines().toList()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "user" -> user = words[1];
                case "groups" -> groups = List.of(words).subList(1, words.length);
                case "group" -> {
                    String[] fields = words[1].split(":", -1);
                    members.put(fields[0], List.of(fields[fields.length - 1].split(",")));
                }
                case "device" -> {
                    var device = new Device(words[1].equals("yes"), words[2], Integer.parseInt(words[3], 8), words[4]);
                    if (device.fits(user)) {
                        open.add(device.file);
                    } else {
                        broken.putIfAbsent(device.kind(), device.finding(user, groups, members));
                    }
                }
                default -> throw new IllegalStateException("unexpected line: " + line);
            }
        }
        if (broken.isEmpty()) {
            return open.isEmpty() ? List.of() : List.of(Finding.fine(SUBJECT, user + " may open all "
                + open.size() + " devices"));
        }
        return List.copyOf(broken.values());
    }

    private record Device(boolean opens, String group, int mode, String file) {
        private static final int GROUP_MAY_READ_AND_WRITE = 060;

        boolean fits(String user) {
            return user.equals("root") ? shared() : opens;
        }

        private boolean shared() {
            return !group.equals("root") && (mode & GROUP_MAY_READ_AND_WRITE) == GROUP_MAY_READ_AND_WRITE;
        }

        String kind() {
            return file.substring(0, KIND);
        }

        Finding finding(String user, List<String> groups, Map<String, List<String>> members) {
            if (!shared()) {
                String usual = USUAL.get(kind());
                String rule = "KERNEL==\"" + pattern() + "\", GROUP=\"" + usual + "\", MODE=\"0660\"";
                String add = members.containsKey(usual) ? "" : "sudo groupadd --system " + usual + " && ";
                return Finding.broken(SUBJECT, file + " can be opened by root alone", add + "echo '" + rule
                    + "' | sudo tee /etc/udev/rules.d/60-" + usual + ".rules && sudo udevadm control --reload && "
                    + "sudo udevadm trigger");
            } else if (members.getOrDefault(group, List.of()).contains(user) && !groups.contains(group)) {
                return Finding.broken(SUBJECT, user + " is in the group " + group + " only from the next login on",
                    "exit");
            } else if (!groups.contains(group)) {
                return Finding.broken(SUBJECT, user + " may not open " + file + ": it is not in the group " + group,
                    "sudo usermod -aG " + group + " " + user);
            }
            return Finding.broken(SUBJECT, user + " may not open " + file + ", though it is in the group " + group,
                "sudo chmod g+rw " + file);
        }

        private String pattern() {
            String name = file.substring(file.lastIndexOf('/') + 1);
            return name.replaceFirst("[0-9].*$", "") + "*";
        }
    }
}
