/**
 * Watches a machine: learns what is normal for the one it is mounted on, and says how far it is from there, why, and
 * where that leads.
 *
 * <p>{@link dev.pipit.pipelines.maintenance.Maintenance} is the pipeline, {@link
 * dev.pipit.pipelines.maintenance.MachineState} what it has learned.
 *
 * <p>Wires blocks, and computes little itself.
 */
package dev.pipit.pipelines.maintenance;
