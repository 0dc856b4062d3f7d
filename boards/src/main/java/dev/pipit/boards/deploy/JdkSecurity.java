package dev.pipit.boards.deploy;

import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** Tells MINA that the JDK's own provider does Ed25519. */
final class JdkSecurity extends AbstractSecurityProviderRegistrar {
    private static final String PROVIDER = "SunEC";

    private JdkSecurity() {
        super(PROVIDER);
    }

    /** To be called before any key is read: MINA looks once. */
    static synchronized void register() {
        if (SecurityUtils.getRegisteredProvider(PROVIDER) == null && Security.getProvider(PROVIDER) != null) {
            SecurityUtils.registerSecurityProvider(new JdkSecurity());
        }
    }

    @Override
    public boolean isSecurityEntitySupported(Class<?> type, String name) {
        return name.equals(JdkEd25519.ALGORITHM)
            && (type == KeyFactory.class || type == Signature.class || type == KeyPairGenerator.class);
    }

    @Override
    public Provider getSecurityProvider() {
        return Security.getProvider(PROVIDER);
    }

    @Override
    public boolean isNamedProviderUsed() {
        return true;
    }

    @Override
    public boolean isSupported() {
        return getSecurityProvider() != null;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new JdkEd25519());
    }
}
