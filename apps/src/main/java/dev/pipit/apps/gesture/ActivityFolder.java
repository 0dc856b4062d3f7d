package dev.pipit.apps.gesture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.pipelines.gesture.ActivityModel;
import dev.pipit.pipelines.gesture.LearnedPerson;

/** Where a model of activities is kept, and what was learned of a person with it. */
final class ActivityFolder {
    private ActivityFolder() {
    }

    /** @throws IOException if there is none, or it cannot be used; the message is one line */
    static ActivityModel load(Path folder) throws IOException {
        List<StateFolder.Version> history = StateFolder.history(folder);
        if (history.isEmpty()) {
            throw new IOException(folder + ": no model of activities there; 'pipit gesture people' makes one");
        }
        try {
            return ActivityModel.of(history.get(history.size() - 1).state());
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    /** What was learned of a person, as a version has it. */
    static LearnedPerson person(ActivityModel model, StateFolder.Version version, Path folder) throws IOException {
        try {
            return LearnedPerson.of(version.state(), model);
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }
}
