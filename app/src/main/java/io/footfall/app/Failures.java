package io.footfall.app;

import io.footfall.catalog.InvalidKeysException;
import io.footfall.connect.files.ImportLimitException;
import io.footfall.engine.EngineFailedException;
import io.footfall.eventlog.LogFailedException;
import io.footfall.eventlog.LogFullException;
import io.footfall.eventlog.LogLockedException;
import io.footfall.eventlog.NewerVersionException;
import io.footfall.http.CannotListenException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;

/** What a command says when it cannot go on: a line for what its user can change, all of it for a fault of the program. */
final class Failures implements CommandLine.IExecutionExceptionHandler {
    /** The exit code after a fault of the engine itself: {@code EX_SOFTWARE} of sysexits.h. */
    private static final int ENGINE_FAILED = 70;

    private static final String FULL_DISK = ". The disk is full: free some space on it, and start again";

    private static final List<Class<? extends Exception>> OF_THE_USER = List.of(
            IOException.class,
            UncheckedIOException.class,
            InvalidKeysException.class,
            ImportLimitException.class,
            LogFailedException.class,
            LogFullException.class,
            LogLockedException.class,
            NewerVersionException.class,
            CannotListenException.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        PrintWriter err = command.getErr();
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof EngineFailedException) {
            err.println("footfall: " + cause.getMessage());
            err.flush();
            return ENGINE_FAILED;
        }
        if (OF_THE_USER.stream().anyMatch(type -> type.isInstance(cause))) {
            err.println("footfall: " + words(cause));
        } else {
            err.println("footfall: " + command.getCommandName() + " failed, and should not have. Please report this:");
            cause.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String words(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException none -> missing(Path.of(none.getFile())) + " is not there";
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written by this user";
            case FileAlreadyExistsException there -> there.getFile() + " is there already, and is no folder";
            case UncheckedIOException wrapped
            when wrapped.getCause() instanceof FileSystemException cause ->
                ending(String.valueOf(wrapped.getMessage()), cause) + (isOfAFullDisk(failure) ? FULL_DISK : "");
            default -> String.valueOf(failure.getMessage()) + (isOfAFullDisk(failure) ? FULL_DISK : "");
        };
    }

    /** The message, with the reason where it ends in that of its cause: often no more than the name of a file. */
    private static String ending(String message, FileSystemException cause) {
        String end = String.valueOf(cause.getMessage());
        return cause.getReason() == null && message.endsWith(end)
                ? message.substring(0, message.length() - end.length()) + words(cause)
                : message;
    }

    /** What is missing: the folder, where a file was to be written into one that is not there. */
    private static Path missing(Path file) {
        Path folder = file.getParent();
        return folder == null || Files.isDirectory(folder) ? file : missing(folder);
    }

    /** The system says so in words only. */
    private static boolean isOfAFullDisk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    && String.valueOf(cause.getMessage()).contains("No space left")) {
                return true;
            }
        }
        return false;
    }
}
