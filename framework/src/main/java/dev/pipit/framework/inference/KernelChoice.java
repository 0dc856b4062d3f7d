package dev.pipit.framework.inference;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tinylog.Logger;

import dev.pipit.framework.inference.kernel.FloatKernels;
import dev.pipit.framework.inference.kernel.Twins;
import dev.pipit.framework.inference.kernel.scalar.ScalarFloats;
import dev.pipit.framework.inference.kernel.scalar.ScalarTwins;

/** Finds out, once, whether there are vector kernels, and says so. */
final class KernelChoice {
    private static final String MODULE = "jdk.incubator.vector";
    /** The newest Java that the vector kernels were tested with: the API is not final. */
    private static final int NEWEST_TESTED = 25;
    private static final String TWINS = "dev.pipit.framework.inference.kernel.simd.VectorTwins";
    private static final String FLOATS = "dev.pipit.framework.inference.kernel.simd.VectorFloats";
    private static final Optional<Constructor<?>> VECTOR = vector();

    private KernelChoice() {
    }

    /** Vector kernels, if this Java runs them. They are compiled apart, because they need a module that may be absent. */
    private static Optional<Constructor<?>> vector() {
        Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
        if (module.isEmpty()) {
            Logger.info("Vector API is off; start with --add-modules {} for faster inference", MODULE);
            return Optional.empty();
        }
        int version = Runtime.version().feature();
        if (version > NEWEST_TESTED) {
            Logger.warn("Vector kernels are tested up to Java {}; inference is slower on Java {}, use an older one",
                NEWEST_TESTED, version);
            return Optional.empty();
        }
        KernelChoice.class.getModule().addReads(module.get());
        try {
            Constructor<?> twins = Class.forName(TWINS).getConstructor();
            Logger.info("Inference by {}", twins.newInstance());
            return Optional.of(twins);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(TWINS + " must be there", e);
        }
    }

    /** Whether {@link KernelSet#VECTOR} is more than {@link KernelSet#SCALAR}. */
    static boolean hasVector() {
        return VECTOR.isPresent();
    }

    /** New twins for an interpreter, for each of its workers. */
    static List<Twins> twins(KernelSet set, int workers) {
        return Stream.generate(() -> twins(set)).limit(workers).toList();
    }

    private static Twins twins(KernelSet set) {
        return switch (set) {
            case REFERENCE -> Twins.NONE;
            case SCALAR, FASTEST -> new ScalarTwins();
            case VECTOR -> VECTOR.map(KernelChoice::create).orElseGet(ScalarTwins::new);
        };
    }

    /** The fastest sums of products of floats. */
    static FloatKernels floats() {
        if (!hasVector()) {
            return new ScalarFloats();
        }
        try {
            return (FloatKernels) Class.forName(FLOATS).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(FLOATS + " must have a public constructor without parameters", e);
        }
    }

    private static Twins create(Constructor<?> twins) {
        try {
            return (Twins) twins.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(TWINS + " must have a public constructor without parameters", e);
        }
    }
}
