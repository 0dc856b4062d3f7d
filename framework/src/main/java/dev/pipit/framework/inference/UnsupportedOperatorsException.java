package dev.pipit.framework.inference;

import java.util.List;
import java.util.stream.Collectors;

import dev.pipit.framework.tflite.ModelFormatException;

/** A model is well formed but has operators that cannot be run. Names all of them, a line each. */
public final class UnsupportedOperatorsException extends ModelFormatException {
    private static final long serialVersionUID = 1;

    private final transient List<UnsupportedOperator> operators;

    UnsupportedOperatorsException(List<UnsupportedOperator> operators) {
        super(operators.stream().map(UnsupportedOperator::toString)
            .collect(Collectors.joining("\n  ", operators.size() + " operators are not supported:\n  ", "")));
        this.operators = List.copyOf(operators);
    }

    /** All of them, in the order of the model. */
    public List<UnsupportedOperator> operators() {
        return operators;
    }
}
