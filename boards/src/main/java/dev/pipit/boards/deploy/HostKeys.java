package dev.pipit.boards.deploy;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.signature.Signature;

/** Which board has which key: what known_hosts says, and what is done about a board that it does not know. */
final class HostKeys implements ServerKeyVerifier {
    private static final int USUAL_PORT = 22;

    private final SshSettings settings;
    private final Path file;
    private final String host;
    private final int port;
    private final List<KnownHostEntry> known = new ArrayList<>();
    private String refusal = "";

    /** @param host name under which it is known, which is what the user typed or what ~/.ssh/config made of it */
    HostKeys(SshSettings settings, String host, int port) throws IOException {
        this.settings = settings;
        this.host = host;
        this.port = port;
        file = settings.folder().resolve("known_hosts");
        if (Files.exists(file)) {
            for (KnownHostEntry entry : KnownHostEntry.readKnownHostEntries(file)) {
                // a key that was revoked is good for no host
                if ("revoked".equals(entry.getMarker())
                    || entry.isHostMatch(host, port) && !"cert-authority".equals(entry.getMarker())) {
                    known.add(entry);
                }
            }
        }
    }

    /** Why the last key was refused; empty if it was not. */
    synchronized String refusal() {
        return refusal;
    }

    @Override
    public synchronized boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        String print = KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
        refusal = "";
        boolean sameSeen = false;
        for (KnownHostEntry entry : known) {
            boolean same = KeyUtils.compareKeys(key, key(entry));
            if (same && "revoked".equals(entry.getMarker())) {
                refusal = name() + ": its key " + print + " is marked as revoked in " + file;
                return false;
            }
            sameSeen |= same;
        }
        if (sameSeen) {
            return true;
        }
        if (known.stream().anyMatch(entry -> !"revoked".equals(entry.getMarker()))) {
            refusal = name() + " has another key than the one in " + file + ": " + print + "; either someone is in "
                + "between, or it was set up anew, and then: ssh-keygen -R '" + name() + "'";
            return false;
        }
        if (settings.acceptNew()) {
            return remember(key, print);
        }
        refusal = name() + " is not in " + file + "; its key is " + print + "; if that is what ssh-keygen -lf "
            + "/etc/ssh/ssh_host_ed25519_key.pub prints on the board, say --accept-new";
        return false;
    }

    private static PublicKey key(KnownHostEntry entry) {
        try {
            return entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
        } catch (IOException | GeneralSecurityException damaged) {
            return null;                      // equal to none
        }
    }

    private boolean remember(PublicKey key, String print) {
        String line = name() + " " + PublicKeyEntry.toString(key) + "\n";
        try {
            boolean fresh = !Files.exists(file);
            Files.createDirectories(file.getParent());
            Files.writeString(file, fresh || endsItsLine() ? line : "\n" + line, StandardCharsets.UTF_8,
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (fresh && Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            known.add(KnownHostEntry.parseKnownHostEntry(line.strip()));
        } catch (IOException e) {
            refusal = file + ": cannot be written: " + e.getMessage();
            return false;
        }
        settings.remarks().accept(name() + " is new; its key " + print + " is now in " + file);
        return true;
    }

    private boolean endsItsLine() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length == 0 || bytes[bytes.length - 1] == '\n';
    }

    /** As known_hosts writes it. */
    private String name() {
        return port == USUAL_PORT ? host : "[" + host + "]:" + port;
    }

    /** The kinds of keys that are known come first: a board has several, and shows the first that is asked for. */
    List<NamedFactory<Signature>> knownFirst(List<NamedFactory<Signature>> kinds) {
        Set<String> types = new TreeSet<>();
        for (KnownHostEntry entry : known) {
            String type = entry.getKeyEntry().getKeyType();
            types.addAll(type.equals("ssh-rsa") ? List.of("ssh-rsa", "rsa-sha2-256", "rsa-sha2-512") : List.of(type));
        }
        List<NamedFactory<Signature>> sorted = new ArrayList<>(kinds);
        sorted.sort(Comparator.comparing(kind -> !types.contains(kind.getName())));
        return sorted;
    }
}
