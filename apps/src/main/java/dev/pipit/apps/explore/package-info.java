/**
 * Which network for a task: trains a family of them and draws how good they are against what they need.
 *
 * <p>In reading order: a {@code Family} builds networks of several widths, each of which is trained for a task;
 * {@code Tried} is what came of one; {@code Front} picks those that no other is better than; {@code FrontPlot} draws them.
 *
 * <p>Choosing and judging are done by other groups: of the groups that are not learned from, one half chooses, the other
 * says how good the chosen ones are.
 */
package dev.pipit.apps.explore;
