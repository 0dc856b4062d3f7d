package dev.pipit.pipelines.gesture;

import java.util.List;

/** What gives a label to a stroke, a frame or a row of features. Allocates nothing. Threads: one at a time. */
interface Says {
    /** The label of {@code values}, or −1: none. */
    int recognise(float[] values);

    /** How sure the last answer is, 0 to 1. */
    float score();

    /** In the order of the numbers. */
    List<String> labels();
}
