package dev.pipit.framework.inference.kernel.scalar;

import java.util.Optional;

import dev.pipit.framework.inference.kernel.DepthwiseConv2d;
import dev.pipit.framework.inference.kernel.Kernel;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Twins;
import dev.pipit.framework.tflite.ModelFormatException;

/** Twins in plain Java, for int8 tensors. */
public final class ScalarTwins implements Twins {
    private final Workspace workspace;

    public ScalarTwins() {
        this(new Workspace());
    }

    /** Shares its room to work in with others. */
    public ScalarTwins(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Optional<Kernel> twin(Node node) throws ModelFormatException {
        if (!PaddedImage.canTake(node)) {
            return Optional.empty();
        }
        return switch (node.operator().name()) {
            case "CONV_2D" -> ScalarConv2d.convolution(node, workspace);
            case "DEPTHWISE_CONV_2D" -> isSingleChannel(node) ? ScalarConv2d.singleChannel(node, workspace)
                : ScalarDepthwise.twin(node, workspace);
            case "FULLY_CONNECTED" -> ScalarConv2d.fullyConnected(node, workspace);
            case "ADD", "SUB" -> ScalarAdd.twin(node, workspace);
            case "AVERAGE_POOL_2D" -> ScalarAveragePool.twin(node, workspace);
            case "LOGISTIC", "QUANTIZE", "RELU", "RELU6", "LEAKY_RELU" -> ByteTable.twin(node, workspace);
            default -> Optional.empty();
        };
    }

    private static boolean isSingleChannel(Node node) throws ModelFormatException {
        var convolution = DepthwiseConv2d.convolution(node);
        return convolution.inputChannels() == 1 && Weights.areFixed(convolution.filter());
    }

    @Override
    public long bytes() {
        return workspace.bytes();
    }
}
