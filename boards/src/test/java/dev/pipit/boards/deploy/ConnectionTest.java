package dev.pipit.boards.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ConnectionTest {
    @TempDir
    private Path folder;
    private Path ssh;
    private KeyPair hostKey;
    private KeyPair own;
    private TestBoard board;
    private SshSettings settings;
    private final List<String> remarks = new ArrayList<>();

    @BeforeEach
    void switchOn() throws IOException, GeneralSecurityException {
        hostKey = TestBoard.key("Ed25519");
        own = TestBoard.key("Ed25519");
        board = new TestBoard(folder.resolve("board"), hostKey);
        board.letIn(own.getPublic());
        ssh = Files.createDirectories(folder.resolve("ssh"));
        write(own, ssh.resolve("id_ed25519"), null);
        settings = new SshSettings(ssh, Optional.empty(), Optional.empty(), false, remarks::add);
    }

    @AfterEach
    void switchOff() throws IOException {
        board.close();
    }

    private static void write(KeyPair key, Path file, OpenSSHKeyEncryptionContext lock) throws IOException,
            GeneralSecurityException {
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "", lock, out);
        }
    }

    private void know(String line) throws IOException {
        Files.writeString(ssh.resolve("known_hosts"), line + "\n");
    }

    private String address() {
        return "[127.0.0.1]:" + board.port();
    }

    private static String line(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    private String echo(SshSettings with, String host) throws IOException {
        try (Connection connection = Connection.open(new Destination("me", host, board.port()), with)) {
            return connection.run("echo it\\'s; exit 3").out() + connection.name();
        }
    }

    private void lets(SshSettings with) throws IOException {
        assertEquals("it's\nme@127.0.0.1:" + board.port(), echo(with, "127.0.0.1"));
    }

    private String refuses(SshSettings with) {
        String message = assertThrows(IOException.class, () -> echo(with, "127.0.0.1")).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    @Test
    void runsCommandsOnABoardThatIsKnown() throws IOException {
        know(address() + " " + line(hostKey.getPublic()));
        lets(settings);
    }

    @Test
    void knowsABoardWhoseNameIsHashed() throws Exception {
        byte[] salt = "twenty bytes of salt".getBytes(StandardCharsets.US_ASCII);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(salt, "HmacSHA1"));
        byte[] hash = mac.doFinal(address().getBytes(StandardCharsets.US_ASCII));
        know("|1|" + Base64.getEncoder().encodeToString(salt) + "|" + Base64.getEncoder().encodeToString(hash) + " "
            + line(hostKey.getPublic()));
        lets(settings);
    }

    @Test
    void refusesAnUnknownBoardAndSaysItsFingerprint() throws IOException {
        assertEquals(address() + " is not in " + ssh.resolve("known_hosts") + "; its key is ssh-ed25519 "
            + KeyUtils.getFingerPrint(hostKey.getPublic()) + "; if that is what ssh-keygen -lf "
            + "/etc/ssh/ssh_host_ed25519_key.pub prints on the board, say --accept-new", refuses(settings));
        assertFalse(Files.exists(ssh.resolve("known_hosts")));
    }

    @Test
    void doesNotKnowABoardByTheKeyOfAnotherPort() throws IOException {
        know("[127.0.0.1]:1 " + line(hostKey.getPublic()));
        assertTrue(refuses(settings).contains("--accept-new"));
    }

    @Test
    void remembersANewBoardWhenAsked() throws IOException {
        know("other.host " + line(own.getPublic()));
        lets(settings.acceptNew(true));
        lets(settings);
        assertEquals(1, remarks.size());
        assertEquals(List.of("other.host " + line(own.getPublic()), address() + " " + line(hostKey.getPublic())),
            Files.readAllLines(ssh.resolve("known_hosts")));
    }

    @Test
    void refusesAnotherKeyEvenWhenNewBoardsAreAccepted() throws IOException {
        know(address() + " " + line(own.getPublic()));
        for (boolean accept : new boolean[] {false, true}) {
            assertEquals(address() + " has another key than the one in " + ssh.resolve("known_hosts") + ": ssh-ed25519 "
                + KeyUtils.getFingerPrint(hostKey.getPublic()) + "; either someone is in between, or it was set up anew, and "
                + "then: ssh-keygen -R '" + address() + "'", refuses(settings.acceptNew(accept)));
        }
        assertEquals(1, Files.readAllLines(ssh.resolve("known_hosts")).size());
    }

    @Test
    void refusesAKeyThatIsRevoked() throws IOException {
        know("@revoked * " + line(hostKey.getPublic()) + "\n" + address() + " " + line(hostKey.getPublic()));
        assertTrue(refuses(settings.acceptNew(true)).contains("is marked as revoked"));
    }

    @Test
    void saysThatAKeyIsNotLetIn() throws Exception {
        write(TestBoard.key("EC"), ssh.resolve("other"), null);
        String name = "me@127.0.0.1:" + board.port();
        assertEquals(name + " does not let one in; put a key there: ssh-copy-id " + name,
            refuses(settings.acceptNew(true).identity(ssh.resolve("other"))));
    }

    @Test
    void saysThatThereIsNoKey() throws IOException {
        Files.delete(ssh.resolve("id_ed25519"));
        assertTrue(refuses(settings.acceptNew(true)).endsWith(" does not let one in; there is no key in ~/.ssh: ssh-keygen"));
    }

    @Test
    void saysThatAKeyIsLocked() throws Exception {
        var lock = new OpenSSHKeyEncryptionContext();
        lock.setCipherName("AES");
        lock.setCipherType("256");
        lock.setCipherMode("CTR");
        lock.setPassword("secret");
        write(TestBoard.key("EC"), ssh.resolve("id_ed25519"), lock);
        assertTrue(refuses(settings.acceptNew(true)).endsWith(ssh.resolve("id_ed25519")
            + " cannot be read without its passphrase: ssh-add " + ssh.resolve("id_ed25519")));
    }

    @Test
    void saysThatAnIdentityIsNotThere() {
        assertThrows(NoSuchFileException.class, () -> echo(settings.identity(ssh.resolve("absent")), "127.0.0.1"));
    }

    @Test
    void followsTheAliasesOfSsh() throws IOException {
        Files.move(ssh.resolve("id_ed25519"), ssh.resolve("board-key"));
        Files.writeString(ssh.resolve("config"), "Host kitchen\n  HostName 127.0.0.1\n  Port " + board.port()
            + "\n  User me\n  IdentityFile " + ssh.resolve("board-key") + "\n");
        know(address() + " " + line(hostKey.getPublic()));
        try (Connection connection = Connection.open(Destination.parse("kitchen"), settings)) {
            assertEquals("me@127.0.0.1:" + board.port(), connection.name());
        }
    }

    /** OpenSSH's own agent holds the key; no file does. */
    @Test
    void asksTheAgent() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-agent")), "there is no ssh-agent");
        Path socket = folder.resolve("agent");
        Process agent = new ProcessBuilder("/usr/bin/ssh-agent", "-D", "-a", socket.toString()).start();
        try {
            for (int i = 0; i < 500 && !Files.exists(socket); i++) {
                Thread.sleep(10);
            }
            Path key = ssh.resolve("id_ed25519");
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            var add = new ProcessBuilder("/usr/bin/ssh-add", key.toString());
            add.environment().putAll(Map.of("SSH_AUTH_SOCK", socket.toString()));
            assertEquals(0, add.start().waitFor());
            Files.delete(key);
            know(address() + " " + line(hostKey.getPublic()));
            lets(new SshSettings(ssh, Optional.empty(), Optional.of(socket), false, remarks::add));
        } finally {
            agent.destroy();
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var e = assertThrows(IOException.class, () -> Connection.open(new Destination("me", "127.0.0.1", free), settings));
        assertEquals("me@127.0.0.1:" + free + " refuses the connection: is ssh on? sudo raspi-config nonint do_ssh 0",
            e.getMessage());
    }

    @Test
    void saysThatAHostIsUnknown() {
        var e = assertThrows(IOException.class,
            () -> Connection.open(new Destination("me", "no-such-board.invalid", 22), settings));
        assertEquals("no-such-board.invalid: unknown host", e.getMessage());
    }
}
