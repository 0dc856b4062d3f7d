package dev.pipit.framework.tflite;

import java.util.List;

/**
 * A network as its file describes it, checked. The first subgraph is the one that is run; others are called by it.
 *
 * @param description what the converter wrote, often empty
 * @param subgraphs   at least one
 * @param fileBytes   size of the file
 */
public record Model(String description, List<Subgraph> subgraphs, long fileBytes) {
    public Model {
        subgraphs = List.copyOf(subgraphs);
    }

    /** The subgraph that is run. */
    public Subgraph main() {
        return subgraphs.get(0);
    }
}
