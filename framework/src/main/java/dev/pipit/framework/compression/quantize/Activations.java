package dev.pipit.framework.compression.quantize;

import java.util.Optional;

import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;

/** The activation that is fused into an operator. */
final class Activations {
    private Activations() {
    }

    /** What is fused; empty for an operator that cannot have one. */
    static Optional<Activation> of(Options options) {
        if (options instanceof Options.Conv2d o) {
            return Optional.of(o.activation());
        } else if (options instanceof Options.DepthwiseConv2d o) {
            return Optional.of(o.activation());
        } else if (options instanceof Options.FullyConnected o) {
            return Optional.of(o.activation());
        } else if (options instanceof Options.TransposeConv o) {
            return Optional.of(o.activation());
        } else if (options instanceof Options.Arithmetic o) {
            return Optional.of(o.activation());
        }
        return Optional.empty();
    }

    /** The same settings with another activation. */
    static Options with(Options options, Activation activation) {
        if (options instanceof Options.Conv2d o) {
            return new Options.Conv2d(o.padding(), o.strideWidth(), o.strideHeight(), o.dilationWidth(), o.dilationHeight(),
                activation);
        } else if (options instanceof Options.DepthwiseConv2d o) {
            return new Options.DepthwiseConv2d(o.padding(), o.strideWidth(), o.strideHeight(), o.dilationWidth(),
                o.dilationHeight(), o.depthMultiplier(), activation);
        } else if (options instanceof Options.FullyConnected o) {
            return new Options.FullyConnected(activation, o.keepDimensions(), o.asymmetricInput());
        } else if (options instanceof Options.TransposeConv o) {
            return new Options.TransposeConv(o.padding(), o.strideWidth(), o.strideHeight(), activation);
        } else if (options instanceof Options.Arithmetic o) {
            return new Options.Arithmetic(activation, o.powerOfTwoScale());
        }
        throw new IllegalArgumentException("must be settings with an activation: settings=" + options);
    }
}
