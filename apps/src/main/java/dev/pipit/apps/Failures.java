package dev.pipit.apps;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * One line for what went wrong, and an exit code: 2 for wrong usage, 1 for a file, a device or a value that cannot be
 * used, 70 ({@code EX_SOFTWARE} of BSD's sysexits.h) for a fault of the program.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int FAULT_OF_THE_PROGRAM = 70;

    private final BooleanSupplier traces;

    Failures(BooleanSupplier traces) {
        this.traces = traces;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("pipit: " + e.getMessage().replaceFirst("^Error: ", ""));
        err.println(didYouMean(e) + "see " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String didYouMean(ParameterException e) {
        List<String> near = e instanceof UnmatchedArgumentException unknown ? unknown.getSuggestions() : List.of();
        return near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ";
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        if (!(e instanceof IOException || e instanceof UncheckedIOException || e instanceof IllegalArgumentException)) {
            return report(e, line.getErr());
        }
        line.getErr().println("pipit: " + message(e instanceof UncheckedIOException ? e.getCause() : e));
        if (traces.getAsBoolean()) {
            e.printStackTrace(line.getErr());
        }
        return ExitCode.SOFTWARE;
    }

    /** Reports what no command should ever throw. */
    int report(Throwable e, PrintWriter err) {
        String line = "pipit: unexpected " + e.getClass().getSimpleName() + ": " + e.getMessage();
        if (traces.getAsBoolean()) {
            err.println(line);
            e.printStackTrace(err);
        } else {
            err.println(line + "; " + keep(e));
        }
        return FAULT_OF_THE_PROGRAM;
    }

    private static String keep(Throwable e) {
        try {
            Path file = Files.createTempFile("pipit-", ".trace");
            try (PrintWriter trace = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
                e.printStackTrace(trace);
            }
            return "the stack trace is in " + file;
        } catch (IOException full) {
            return "--stacktrace says where";
        }
    }

    /** Some exceptions of the JDK carry a name where a sentence is needed. */
    private static String message(Throwable e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file";
        } else if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        } else if (e instanceof FileAlreadyExistsException there) {
            return there.getFile() + ": is there already";
        } else if (e instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + other.getReason();
        } else if (e instanceof UnknownHostException unknown) {
            return unknown.getMessage() + ": unknown host";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
