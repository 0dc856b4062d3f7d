/**
 * Puts two small layers in the place of a large one, where that takes fewer multiplications.
 *
 * <p>In reading order: {@link dev.pipit.framework.compression.factorise.Factorisation} goes through a model;
 * {@link dev.pipit.framework.compression.factorise.SingularValues} says how many directions a layer's weights really have.
 */
package dev.pipit.framework.compression.factorise;
