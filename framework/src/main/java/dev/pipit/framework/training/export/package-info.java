/**
 * Networks of 8-bit or real numbers as models that an interpreter runs: TensorFlow Lite's, TensorFlow Lite Micro's, and ours.
 */
package dev.pipit.framework.training.export;
