package dev.pipit.framework.inference;

/**
 * What an operator costs when it slides, in multiply-accumulate operations, as {@link OperatorCost} counts them.
 *
 * @param index        position in the model
 * @param name         as the schema spells it
 * @param rows         of its output; 0 if it does not slide
 * @param computedRows of them that are computed in an invocation
 * @param fullMacs     of a full run
 * @param newMacs      of an invocation
 */
public record SlidingCost(int index, String name, int rows, int computedRows, long fullMacs, long newMacs) { }
