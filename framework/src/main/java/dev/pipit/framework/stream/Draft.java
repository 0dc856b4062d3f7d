package dev.pipit.framework.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.FrameFormat;

/** What is known of a pipeline while it is written down. */
record Draft(String name, Source source, Duration ring, Overrun overrun, FrameFormat frames, List<Step> steps) {
    Draft {
        steps = List.copyOf(steps);
    }

    /** What the last step sends. */
    Format output() {
        return steps.isEmpty() ? frames : steps.get(steps.size() - 1).output();
    }

    Draft with(FrameFormat other) {
        return new Draft(name, source, ring, overrun, other, steps);
    }

    Draft with(Block<?, ?> block) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(block, output(), block.output(output())));
        return new Draft(name, source, ring, overrun, frames, longer);
    }
}
