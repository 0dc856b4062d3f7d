package dev.pipit.framework.inference;

/**
 * What a prepared model holds, in bytes.
 *
 * @param arenaBytes    for tensors that are computed, many of which share memory
 * @param constantBytes for weights and other constants
 * @param variableBytes for what is kept from one invocation to the next
 * @param scratchBytes  that operators use while they run
 * @param twinBytes     that faster versions of operators add: rearranged weights, tables, room to work in
 */
public record MemoryUse(long arenaBytes, long constantBytes, long variableBytes, long scratchBytes, long twinBytes) {
    /** All of it. */
    public long bytes() {
        return arenaBytes + constantBytes + variableBytes + scratchBytes + twinBytes;
    }
}
