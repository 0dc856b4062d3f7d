/**
 * Twins of operators for CPUs with vector registers, by the Vector API, which may be absent: then nothing of this package
 * is loaded.
 *
 * <p>Whole numbers are computed with as floats. A sum of products is exact in any order, with or without fused
 * multiply-add, as long as no partial sum is greater than 2²⁴; that is checked for each channel when a model is prepared.
 *
 * <p>Prepares nothing by itself: what an operator says is read by the classes of the reference.
 */
package dev.pipit.framework.inference.kernel.simd;
