package io.footfall.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What Jackson finds wrong with JSON, in one line for whoever wrote that JSON, without a word about Jackson's settings. */
final class ParserWords {
    private static final Pattern BEGINNING = Pattern.compile(
            "\\((?:start marker|for \\w+ starting) at \\[Source: [^]]*line: (\\d+), column: (\\d+)]\\)");

    private ParserWords() {}

    static String of(JsonProcessingException failure) {
        String message = String.valueOf(failure.getOriginalMessage());
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return BEGINNING.matcher(line).replaceAll("(it begins at line $1, column $2)");
    }
}
