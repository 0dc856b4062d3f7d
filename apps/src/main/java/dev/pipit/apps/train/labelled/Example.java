package dev.pipit.apps.train.labelled;

/**
 * What a model is shown, and what it is to say.
 *
 * @param group whoever or whatever was recorded: a group is learned from or judged by, never both
 * @param label index into the labels
 * @param input as the model takes it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Example(String group, int label, byte[] input) { }
