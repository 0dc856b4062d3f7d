package dev.pipit.boards.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The private keys to log in with, read from files; and what kept others from being read. */
final class Keys {
    private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final List<KeyPair> pairs = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    /**
     * Reads the key that was asked for; or else those of ~/.ssh/config and the usual ones.
     *
     * @throws NoSuchFileException if the key that was asked for is not there
     */
    Keys(SshSettings settings, Collection<String> configured) throws IOException {
        if (settings.identity().isPresent()) {
            Path identity = settings.identity().get();
            if (!Files.exists(identity)) {
                throw new NoSuchFileException(identity.toString());
            }
            read(identity);
            return;
        }
        Set<Path> files = new LinkedHashSet<>();
        configured.forEach(file -> files.add(Path.of(file)));
        USUAL.forEach(name -> files.add(settings.folder().resolve(name)));
        for (Path file : files) {
            if (Files.exists(file)) {
                read(file);
            }
        }
    }

    private void read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Iterable<KeyPair> found =
                SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(file.toString()), in,
                    FilePasswordProvider.EMPTY);
            if (found == null) {
                unread.add(file + " holds no private key");
                return;
            }
            found.forEach(pairs::add);
        } catch (GeneralSecurityException | IOException | RuntimeException damagedOrLocked) {
            unread.add(file + " cannot be read without its passphrase: ssh-add " + file);
        }
    }

    List<KeyPair> pairs() {
        return pairs;
    }

    /** Why there are not more. */
    List<String> unread() {
        return unread;
    }
}
