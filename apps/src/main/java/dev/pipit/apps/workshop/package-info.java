/**
 * The model workshop: commands that make a network smaller, and the figures that say what it cost.
 *
 * <p>In reading order: {@link dev.pipit.apps.workshop.ExampleSet} is what a network is calibrated, retrained or judged
 * by; {@link dev.pipit.apps.workshop.Outputs} is what a model makes of it; {@link dev.pipit.apps.workshop.Figures} are
 * a model's size, speed and accuracy; {@link dev.pipit.apps.workshop.Comparison} is the table of them, before and after;
 * {@link dev.pipit.apps.workshop.Recipe} is the log from which a result can be made again;
 * {@link dev.pipit.apps.workshop.ReportOptions} puts them at the end of a command.
 *
 * <p>Changes no model itself; {@code framework.compression} does.
 */
package dev.pipit.apps.workshop;
