package io.footfall.history.sql;

import java.util.List;
import java.util.Locale;

/** Tells that DuckDB found no memory, which it says in words only. */
public final class OutOfMemory {
    private static final List<String> WORDS =
            List.of("out of memory", "bad allocation", "failed to allocate", "std::bad_alloc");

    private OutOfMemory() {}

    /** Whether that is what went wrong: so says a failure, or what caused it. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
            if (each instanceof OutOfMemoryError || WORDS.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
