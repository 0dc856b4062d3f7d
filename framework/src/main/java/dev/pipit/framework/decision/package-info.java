/**
 * From scores to detections: averaging, threshold, refractory time.
 *
 * <p>Stands behind inference and in front of the action. Plain classes that are called once per score; they take the
 * time from the data.
 *
 * <p>Does not know what a score means, nor how it came to be.
 */
package dev.pipit.framework.decision;
