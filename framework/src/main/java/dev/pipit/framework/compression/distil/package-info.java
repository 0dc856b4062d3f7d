/**
 * Distillation: a small network, the student, learns what a large one, the teacher, says. The teacher may be any model
 * that an interpreter runs.
 *
 * <p>In reading order: {@link dev.pipit.framework.compression.distil.Teacher} runs a model over examples and keeps its
 * logits and, if wanted, what is computed on the way; {@link dev.pipit.framework.compression.distil.Distillation} teaches
 * them to a network, beside the labels.
 */
package dev.pipit.framework.compression.distil;
