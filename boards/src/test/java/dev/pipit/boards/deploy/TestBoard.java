package dev.pipit.boards.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * A board that is a folder: an ssh server whose commands are run by the real sh, with programs before it on the path that
 * only pretend: systemctl, journalctl, id and so on. The connection can be cut at any command.
 */
final class TestBoard implements AutoCloseable {
    /** Where in a command the connection is cut. */
    enum Cut { BEFORE, DURING }

    private final Path folder;
    private final SshServer server;
    private final Set<PublicKey> mayLogIn = ConcurrentHashMap.newKeySet();
    private final List<Integer> inputs = Collections.synchronizedList(new ArrayList<>());
    private volatile int cutAt = -1;
    private volatile Cut cut = Cut.BEFORE;

    TestBoard(Path folder, KeyPair hostKey) throws IOException {
        JdkSecurity.register();
        this.folder = folder;
        pretend();
        server = SshServer.setUpDefaultServer();
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> mayLogIn.contains(key));
        server.setCommandFactory((channel, command) -> new Pretended(command));
        server.start();
    }

    static KeyPair key(String algorithm) throws GeneralSecurityException {
        JdkSecurity.register();
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }

    private void pretend() throws IOException {
        Files.createDirectories(fake());
        Files.writeString(fake().resolve("journal"), "");
        Files.writeString(fake().resolve("active"), "inactive\n");
        program("id", "case $1 in -un) echo root ;; -u) echo 0 ;; *) echo root ;; esac");
        program("getent", "case \"$*\" in 'group i2c' | 'group audio') echo $2:x:100: ;; 'passwd pipit') cat \"$FAKE/user\" ;; "
            + "*) exit 2 ;; esac 2>/dev/null");
        program("useradd", "printf '%s\\n' \"$*\" >\"$FAKE/user\"");
        program("df", "echo 'Filesystem 1024-blocks Used Available Capacity Mounted on'; "
            + "echo \"/dev/root 1000000 500000 ${FREE:-$(cat \"$FAKE/free\" 2>/dev/null || echo 400000)} 50% /\"");
        program("journalctl", """
            seen=0
            for word; do
                case $word in
                    --after-cursor=*) seen=${word#--after-cursor=} ;;
                    -n) seen=$(wc -l <"$FAKE/journal") ;;
                esac
            done
            tail -n +$((seen + 1)) "$FAKE/journal"
            printf -- '-- cursor: %d\\n' "$(wc -l <"$FAKE/journal")\"""");
        program("systemctl", """
            printf '%s\\n' "$*" >>"$FAKE/calls"
            for word; do
                unit=$word
            done
            case $1 in
                start)
                    run=$(sed -n 's/^ExecStart=//p' "$ROOT/etc/systemd/system/$unit")
                    if grep -q dead "$run"; then
                        echo failed >"$FAKE/active"
                        echo 'Failed with result exit-code' >>"$FAKE/journal"
                        exit 1
                    fi
                    echo active >"$FAKE/active"
                    readlink "${run%/run}" >"$FAKE/running"
                    echo "runs $(readlink "${run%/run}")" >>"$FAKE/journal" ;;
                stop | disable) echo inactive >"$FAKE/active"; rm -f "$FAKE/running" ;;
                is-active) cat "$FAKE/active" ;;
                show)
                    case "$*" in
                        *--value*) echo 0 ;;
                        *) printf 'ActiveState=%s\\nNRestarts=0\\nMemoryCurrent=4096\\n' "$(cat "$FAKE/active")" ;;
                    esac ;;
            esac""");
        Path java = Files.createDirectories(root().resolve("usr/lib/jvm/java-17-openjdk/bin"));
        Files.writeString(java.resolveSibling("release"), "JAVA_VERSION=\"17.0.9\"\nMODULES=\"java.base\"\n");
        executable(java.resolve("java"), "echo 'openjdk version \"17.0.9\"'");
    }

    /** A program that is found before the real one. */
    void program(String name, String script) throws IOException {
        executable(Files.createDirectories(folder.resolve("bin")).resolve(name), script);
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What stands for / of the board. */
    Path root() {
        return folder.resolve("root of it");         // a space: quoting is tested all the time
    }

    /** Where the programs that pretend keep what they know. */
    Path fake() {
        return folder.resolve("fake");
    }

    Site site() {
        return new Site(root().toString(), "wake-word");
    }

    int port() {
        return server.getPort();
    }

    void letIn(PublicKey key) {
        mayLogIn.add(key);
    }

    /** Cuts the connection at a command, counted from 0 from now on. */
    void cut(int at, Cut where) {
        inputs.clear();
        cutAt = at;
        cut = where;
    }

    void cutNothing() {
        cut(-1, Cut.BEFORE);
    }

    /** How much each command has read since the last {@link #cut}. */
    List<Integer> inputs() {
        return List.copyOf(inputs);
    }

    /** Where the link points to; empty without one. */
    String current() throws IOException {
        Path link = root().resolve("opt/pipit/wake-word/current");
        return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
    }

    /** What the service runs; empty if nothing. */
    String running() throws IOException {
        Path running = fake().resolve("running");
        return Files.exists(running) ? Files.readString(running).strip() : "";
    }

    /** Waits until no release is tried any longer. */
    void settled() throws IOException, InterruptedException {
        for (int i = 0; i < 500 && Files.exists(Path.of(site().trialFile())); i++) {
            Thread.sleep(10);
        }
    }

    static Trial.Pace pace() {
        return new Trial.Pace(Duration.ofSeconds(20), Duration.ZERO, Duration.ofMillis(20));
    }

    List<String> names(String below) throws IOException {
        try (Stream<Path> files = Files.list(root().resolve(below))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Every file, folder and link of the board, with the size of the files. */
    List<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            return files.map(file -> file + (Files.isRegularFile(file) ? " " + file.toFile().length() : "")).sorted().toList();
        }
    }

    void write(String file, String text) throws IOException {
        Path path = root().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** A command of one session, and the end of that session if it is to be cut there. */
    private final class Pretended implements Command {
        private final String command;
        private InputStream in;
        private OutputStream out;
        private OutputStream err;
        private ExitCallback exit;

        Pretended(String command) {
            this.command = command;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            this.exit = exit;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            int number;
            synchronized (inputs) {
                number = inputs.size();
                inputs.add(0);
            }
            Thread thread = new Thread(() -> run(channel, number), "command");
            thread.setDaemon(true);
            thread.start();
        }

        private void run(ChannelSession channel, int number) {
            boolean cutHere = number == cutAt;
            try {
                if (cutHere && cut == Cut.BEFORE) {
                    channel.getSession().close(true);
                    return;
                }
                ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
                builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
                builder.environment().put("FAKE", fake().toString());
                builder.environment().put("ROOT", root().toString());
                Path errors = Files.createTempFile(folder, "err", "");
                Process process = builder.redirectError(errors.toFile()).start();
                byte[] input = in.readAllBytes();
                inputs.set(number, input.length);
                // a connection that breaks ends the input early, and the command reads on to that end
                int sent = cutHere && cut == Cut.DURING ? input.length / 2 : input.length;
                try (OutputStream to = process.getOutputStream()) {
                    to.write(input, 0, sent);
                } catch (IOException scriptDoesNotRead) {
                    // some scripts read nothing
                }
                byte[] printed = process.getInputStream().readAllBytes();
                int code = process.waitFor();
                if (cutHere) {
                    channel.getSession().close(true);
                    return;
                }
                out.write(printed);
                out.flush();
                err.write(Files.readString(errors).getBytes(StandardCharsets.UTF_8));
                err.flush();
                exit.onExit(code);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            // the process goes on to its end, as on a board
        }
    }
}
