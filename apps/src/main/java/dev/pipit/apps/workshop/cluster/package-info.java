/**
 * The commands that let weights share a few values: {@code cluster}, and {@code shrink}, the chain of pruning, clustering and
 * packing.
 */
package dev.pipit.apps.workshop.cluster;
