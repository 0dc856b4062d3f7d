package dev.pipit.framework.inference.kernel.simd;

import java.util.Optional;

import dev.pipit.framework.inference.kernel.DepthwiseConv2d;
import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Twins;
import dev.pipit.framework.inference.kernel.scalar.PaddedImage;
import dev.pipit.framework.inference.kernel.scalar.ScalarTwins;
import dev.pipit.framework.inference.kernel.scalar.Weights;
import dev.pipit.framework.inference.kernel.scalar.Workspace;
import dev.pipit.framework.tflite.ModelFormatException;

/** Twins by the Vector API, and scalar ones where that does not help. */
public final class VectorTwins implements Twins {
    private final Workspace workspace = new Workspace();
    private final Twins scalar = new ScalarTwins(workspace);

    @Override
    public Optional<Kernel> twin(Node node) throws ModelFormatException {
        if (!PaddedImage.canTake(node)) {
            return Optional.empty();
        }
        Optional<Kernel> vector = switch (node.operator().name()) {
            case "CONV_2D" -> convolution(node);
            case "DEPTHWISE_CONV_2D" -> isSingleChannel(node) ? VectorMatrix.singleChannel(node, workspace)
                : VectorDepthwise.twin(node, workspace);
            case "FULLY_CONNECTED" -> fullyConnected(node);
            case "ADD", "SUB" -> VectorAdd.twin(node, workspace);
            case "AVERAGE_POOL_2D" -> VectorAveragePool.twin(node, workspace);
            default -> Optional.empty();
        };
        return vector.isPresent() ? vector : scalar.twin(node);
    }

    private Optional<Kernel> convolution(Node node) throws ModelFormatException {
        Optional<Kernel> special = VectorFullyConnected.convolution(node, workspace);
        special = special.isPresent() ? special : VectorWinograd.twin(node, workspace);
        return special.isPresent() ? special : VectorMatrix.convolution(node, workspace);
    }

    private Optional<Kernel> fullyConnected(Node node) throws ModelFormatException {
        Optional<Kernel> row = VectorFullyConnected.twin(node, workspace);
        return row.isPresent() ? row : VectorMatrix.fullyConnected(node, workspace);
    }

    private static boolean isSingleChannel(Node node) throws ModelFormatException {
        var convolution = DepthwiseConv2d.convolution(node);
        return convolution.inputChannels() == 1 && Weights.areFixed(convolution.filter());
    }

    @Override
    public long bytes() {
        return workspace.bytes();
    }

    @Override
    public String toString() {
        return "vector kernels, " + Lanes.FLOATS.vectorBitSize() + " bit";
    }
}
