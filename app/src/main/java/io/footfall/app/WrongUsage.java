package io.footfall.app;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command says to arguments it cannot take: what is wrong with them, and where it is told what it takes. */
final class WrongUsage implements CommandLine.IParameterExceptionHandler {
    private static final String NO_COMMAND = "Missing required subcommand";
    private static final String PREFIX = "Error: ";

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String message = String.valueOf(wrong.getMessage());
        if (wrong instanceof MissingParameterException || !message.startsWith(NO_COMMAND)) {
            err.println("footfall: " + words(wrong, message));
            UnmatchedArgumentException.printSuggestions(wrong, err);
            err.println("See ./footfall " + path(command) + "--help");
        } else {
            // Who gives no command asks which there are.
            command.usage(err);
        }
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String words(ParameterException wrong, String message) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !wrong.getCommandLine().getSubcommands().isEmpty()) {
            return unmatched.getUnmatched().getFirst() + " is no command";
        }
        return message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
    }

    /** The words by which a command is called, without the first. */
    private static String path(CommandLine command) {
        String all = command.getCommandSpec().qualifiedName(" ");
        int first = all.indexOf(' ');
        return first < 0 ? "" : all.substring(first + 1) + " ";
    }
}
