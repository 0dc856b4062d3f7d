package dev.pipit.apps;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

import dev.pipit.boards.Board;

/** What a report of an error should begin with: versions, and the device. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        List<String> lines = new ArrayList<>();
        lines.add("pipit " + program());
        lines.add("Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
            + ", Vector API " + (vectors() ? "on" : "off"));
        lines.add(System.getProperty("os.name") + " " + System.getProperty("os.arch")
            + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        Board.model().ifPresent(lines::add);
        return lines.toArray(String[]::new);
    }

    /** The version that the compiler wrote into the module; without modules there is none. */
    public static String program() {
        return Optional.ofNullable(Version.class.getModule().getDescriptor())
            .flatMap(ModuleDescriptor::rawVersion)
            .orElse("without a version");
    }

    private static boolean vectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }
}
