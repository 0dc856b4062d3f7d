package dev.pipit.boards.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.DefaultConfigFileHostEntryResolver;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

import dev.pipit.boards.Shell;

/** The shell of a board at the other end of an ssh connection. */
public final class Connection implements Shell, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration LOG_IN = Duration.ofSeconds(60);      // a Zero takes some seconds
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 6;
    private static final int USUAL_PORT = 22;

    private final String name;
    private final SshClient client;
    private final ClientSession session;

    private Connection(String name, SshClient client, ClientSession session) {
        this.name = name;
        this.client = client;
        this.session = session;
    }

    /**
     * Connects and logs in.
     *
     * @throws IOException if the board cannot be reached, is not trusted or does not let one in; the message is one line
     */
    public static Connection open(Destination to, SshSettings settings) throws IOException {
        JdkSecurity.register();
        HostConfigEntry host = resolve(to, settings);
        var keys = new Keys(settings, host.getIdentities());
        var hostKeys = new HostKeys(settings, host.getHostName(), host.getPort());
        SshClient client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver((name, port, address, user, proxy, context) -> null);
        client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys.pairs()));
        client.setServerKeyVerifier(hostKeys);
        client.setSignatureFactories(hostKeys.knownFirst(client.getSignatureFactories()));
        settings.agent().filter(Files::exists).ifPresent(socket -> client.setAgentFactory(new Agent.Factory(socket)));
        CoreModuleProperties.TCP_NODELAY.set(client, true);       // many small commands: without it each waits 40 ms
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, MISSED_HEARTBEATS);
        client.start();
        String name = host.getUsername() + "@" + host.getHostName()
            + (host.getPort() == USUAL_PORT ? "" : ":" + host.getPort());
        try {
            return new Connection(name, client, logIn(client, host, name, keys, hostKeys));
        } catch (IOException | RuntimeException e) {
            client.stop();
            throw e;
        }
    }

    private static HostConfigEntry resolve(Destination to, SshSettings settings) throws IOException {
        var config = new DefaultConfigFileHostEntryResolver(settings.folder().resolve("config"), false);
        HostConfigEntry found = config.resolveEffectiveHost(to.host(), to.port(), null, to.user(), null, null);
        HostConfigEntry host = found == null ? new HostConfigEntry() : found;
        if (host.getHostName() == null || host.getHostName().isEmpty()) {
            host.setHostName(to.host());
        }
        host.setHost(to.host());
        if (!to.user().isEmpty()) {
            host.setUsername(to.user());
        } else if (host.getUsername() == null || host.getUsername().isEmpty()) {
            host.setUsername(System.getProperty("user.name"));
        }
        host.setPort(to.port() > 0 ? to.port() : host.getPort() > 0 ? host.getPort() : USUAL_PORT);
        return host;
    }

    private static ClientSession logIn(SshClient client, HostConfigEntry host, String name, Keys keys,
            HostKeys hostKeys) throws IOException {
        host.setIdentities(List.of());        // read already, with a message for what cannot be read
        ClientSession session;
        try {
            session = client.connect(host, null, null).verify(CONNECT).getSession();
        } catch (IOException | UnresolvedAddressException e) {
            throw unreachable(name, host, e);
        }
        try {
            session.auth().verify(LOG_IN);
            return session;
        } catch (IOException e) {
            if (!hostKeys.refusal().isEmpty()) {
                throw new IOException(hostKeys.refusal(), e);
            }
            String hint = keys.unread().isEmpty() ? keys.pairs().isEmpty() ? "there is no key in ~/.ssh: ssh-keygen"
                : "put a key there: ssh-copy-id " + name : String.join("; ", keys.unread());
            throw new IOException(name + " does not let one in; " + hint, e);
        }
    }

    private static IOException unreachable(String name, HostConfigEntry host, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return new IOException(host.getHostName() + ": unknown host", e);
            } else if (cause instanceof ConnectException) {
                return new IOException(name + " refuses the connection: is ssh on? sudo raspi-config nonint do_ssh 0",
                    e);
            }
        }
        return new IOException(name + " cannot be reached: " + e.getMessage(), e);
    }

    @Override
    public Result run(String script, InputStream input) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try (ChannelExec channel = session.createExecChannel("sh -c " + Shell.quoted(script))) {
            channel.setOut(out);
            channel.setErr(err);
            channel.setIn(input);
            channel.open().verify(LOG_IN);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0L);
            Integer code = channel.getExitStatus();
            if (code == null) {
                throw new IOException("the connection broke");
            }
            return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException("the connection to " + name + " is lost", e);
        }
    }

    /** Who is logged in where. */
    public String name() {
        return name;
    }

    @Override
    public void close() {
        session.close(true);
        client.stop();
    }
}
