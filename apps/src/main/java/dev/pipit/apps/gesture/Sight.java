package dev.pipit.apps.gesture;

import dev.pipit.framework.signal.Detection;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.stream.Flow;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.stream.Source;

/** A pipeline of gestures or activities up to its detections, and to what they are seen by. */
interface Sight {
    Flow<Detection> see(String name, Source source, Overrun overrun, Sink<? super Tensor> watch);
}
