package dev.pipit.apps.wakeword;

/**
 * What came of everything that was listened to.
 *
 * @param audioSeconds   how long it was
 * @param hops           frames that were looked at
 * @param detections     of all words
 * @param microsPerHopP50 time from a frame to its scores, which half of the hops did not exceed
 * @param microsPerHopP99 and 99 % of them
 * @param bytesPerHop    allocated by the worker, after the first ten seconds; 0 where there was not more
 * @param droppedSamples lost in the ring or by the hardware
 */
record Summary(double audioSeconds, long hops, long detections, double microsPerHopP50, double microsPerHopP99,
        double bytesPerHop, long droppedSamples) {
}
