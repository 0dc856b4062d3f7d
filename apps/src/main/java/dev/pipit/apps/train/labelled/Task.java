package dev.pipit.apps.train.labelled;

/**
 * Something to learn.
 *
 * @param name   for people
 * @param data   to learn from and to judge by
 * @param change what makes other examples of each
 */
public record Task(String name, DataSet data, Change change) { }
