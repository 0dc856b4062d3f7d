/**
 * Lets weights share a few values, so that a packed model holds a few bits a weight in place of 8 or 32.
 *
 * <p>In reading order: {@link dev.pipit.framework.compression.cluster.Clustering} says which values;
 * {@link dev.pipit.framework.compression.cluster.Clusters} gives them to the weights of a model, and retrains what is shared;
 * {@link dev.pipit.framework.compression.cluster.Bearing} finds the layers that bear the coarsest ones.
 *
 * <p>Makes a model neither smaller in its {@code .tflite} file nor faster: that is for packing. Zeros of pruned weights stay.
 *
 * <p>Source: Han, Mao and Dally, Deep Compression, ICLR 2016 (shared weights, linear initialisation, centroids retrained by
 * the gradients of their members); Miyashita, Lee and Murmann, Convolutional Neural Networks using Logarithmic Data
 * Representation, 2016 (powers of two); Li and Liu, Ternary Weight Networks, 2016; Rastegari et al., XNOR-Net, 2016 (one scale
 * and signs).
 */
package dev.pipit.framework.compression.cluster;
