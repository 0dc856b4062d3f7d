package dev.pipit.boards.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All files that an application needs, in the order in which they are copied. */
public final class Release {
    /** The list of all files, which is itself one. */
    static final String SUMS = "SHA256SUMS";
    /** Starts the application. */
    static final String RUN = "run";

    private final Application application;
    private final List<ReleaseFile> files;

    /**
     * Adds to the given files the script that starts the application, and the list of sums.
     *
     * @throws IllegalArgumentException if two files have one name, or a model is not among them
     */
    public Release(Application application, List<ReleaseFile> given) {
        this.application = application;
        files = new ArrayList<>(given);
        files.add(ReleaseFile.of(RUN, application.script(), true));
        String sums = files.stream().map(ReleaseFile::sum).sorted().collect(Collectors.joining("\n", "", "\n"));
        files.add(ReleaseFile.of(SUMS, sums, false));
        Set<String> names = new TreeSet<>();
        for (ReleaseFile file : files) {
            if (!names.add(file.name())) {
                throw new IllegalArgumentException("files must have different names: name=" + file.name());
            }
        }
        if (!names.containsAll(application.models())) {
            throw new IllegalArgumentException("models must be among the files: models=" + application.models());
        }
    }

    Application application() {
        return application;
    }

    /** All of them, the list of sums last. */
    public List<ReleaseFile> files() {
        return List.copyOf(files);
    }

    /** Which files a board that has these sums does not have yet. The list of sums changes if any of them does. */
    List<ReleaseFile> missingFrom(Set<String> sums) {
        List<ReleaseFile> listed = files.subList(0, files.size() - 1);
        Set<String> wanted = listed.stream().map(ReleaseFile::sum).collect(Collectors.toSet());
        return sums.equals(wanted) ? List.of() : files.stream().filter(file -> !sums.contains(file.sum())).toList();
    }
}
