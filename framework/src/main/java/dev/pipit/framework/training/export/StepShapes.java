package dev.pipit.framework.training.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.pipit.framework.training.integer.AveragePool;
import dev.pipit.framework.training.integer.Convolution;
import dev.pipit.framework.training.integer.Dense;
import dev.pipit.framework.training.integer.Depthwise;
import dev.pipit.framework.training.integer.Flatten;
import dev.pipit.framework.training.integer.IntegerLayer;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.MaxPool;
import dev.pipit.framework.training.integer.Mean;
import dev.pipit.framework.training.integer.Movement;
import dev.pipit.framework.training.integer.Padding;
import dev.pipit.framework.training.integer.Shape;

/** How many rows each tensor of a network gets in a step, where no layer looks ahead. */
final class StepShapes {
    private StepShapes() {
    }

    /** Shapes of all tensors, that of the input first. */
    static List<Shape> of(IntegerNetwork network, int rowsPerStep) {
        require(rowsPerStep >= 1, "rows of a step must be at least 1: rowsPerStep=%s", rowsPerStep);
        List<Shape> shapes = new ArrayList<>(List.of(network.input().withHeight(rowsPerStep)));
        List<Shape> all = network.shapes();
        for (IntegerNode node : network.nodes()) {
            List<Integer> rows = node.inputs().stream().map(i -> shapes.get(i).height()).distinct().toList();
            require(rows.size() == 1, "%s: inputs must have as many rows a step: rows=%s", node.name(), rows);
            shapes.add(all.get(shapes.size()).withHeight(rows(node, rows.get(0))));
        }
        return List.copyOf(shapes);
    }

    private static int rows(IntegerNode node, int rows) {
        IntegerLayer layer = node.layer();
        if (layer instanceof Convolution convolution) {
            return moved(node.name(), convolution.movement(), rows);
        } else if (layer instanceof Depthwise depthwise) {
            return moved(node.name(), depthwise.movement(), rows);
        } else if (layer instanceof AveragePool pool) {
            return moved(node.name(), pool.movement(), rows);
        } else if (layer instanceof MaxPool pool) {
            return moved(node.name(), pool.movement(), rows);
        } else if (layer instanceof Dense dense) {
            return together(node.name(), dense.rows(), dense.padding(), rows);
        } else if (layer instanceof Mean mean) {
            return together(node.name(), mean.rows(), mean.padding(), rows);
        } else if (layer instanceof Flatten flatten) {
            return together(node.name(), flatten.rows(), flatten.padding(), rows);
        }
        return rows;
    }

    private static int moved(String name, Movement movement, int rows) {
        int stride = movement.strideHeight();
        require(rows % stride == 0, "%s: rows of a step must be a multiple of the stride: rows=%s, stride=%s", name, rows,
            stride);
        boolean causal = movement.padding() == Padding.CAUSAL || movement.padding() == Padding.NEWEST;
        require(causal || movement.coveredRows() <= stride,
            "%s: padding must be causal: padding=%s, kernel covers %s rows, stride=%s", name, movement.padding(),
            movement.coveredRows(), stride);
        return rows / stride;
    }

    private static int together(String name, int kernel, Padding padding, int rows) {
        require(padding == Padding.CAUSAL || kernel == 1, "%s: padding must be causal: padding=%s, rows=%s", name, padding,
            kernel);
        return rows;
    }

    private static void require(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
        }
    }
}
