package dev.pipit.apps.onnx;

/** How nodes of one operator become operators of a draft. */
@FunctionalInterface
interface Rule {
    void apply(Step step) throws Unfit;
}
