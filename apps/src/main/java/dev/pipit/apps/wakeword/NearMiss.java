package dev.pipit.apps.wakeword;

/**
 * A word that was almost detected.
 *
 * @param model       name of the model
 * @param label       the word
 * @param score       largest mean score
 * @param timeSeconds when that was
 */
record NearMiss(String model, String label, float score, double timeSeconds) {
}
