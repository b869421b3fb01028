package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.BadReason;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the text of a column is taken for. */
public enum CellType {
    /** The text as it is. */
    TEXT {
        @Override
        Cell read(String text) {
            return new Cell.Text(text);
        }
    },
    /** An exact decimal such as {@code -12.50} or {@code 1e3}. */
    NUMBER {
        @Override
        Cell read(String text) {
            return Decimals.read(text, text);
        }
    },
    /** A decimal that may carry a currency sign and commas between thousands: {@code $1,234.50}. */
    MONEY {
        @Override
        Cell read(String text) {
            return MONEY_FORM.matcher(text).matches()
                    ? Decimals.read(MONEY_SIGNS.matcher(text).replaceAll(""), text)
                    : Decimals.unreadable(text);
        }
    },
    /** Text that is a whole number, whatever its decimals look like: {@code 17850.0} is {@code 17850}. */
    WHOLE_NUMBER {
        @Override
        Cell read(String text) {
            return Decimals.read(text, text) instanceof Cell.Number(BigDecimal number) && Decimals.isWhole(number)
                    ? new Cell.Number(number.setScale(0))
                    : Decimals.unreadable(text);
        }
    },
    /** {@code true} or {@code false}, {@code yes} or {@code no}, {@code 1} or {@code 0}, in any case. */
    BOOLEAN {
        @Override
        Cell read(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "1" -> new Cell.Flag(true);
                case "false", "no", "0" -> new Cell.Flag(false);
                default ->
                    new Cell.Unreadable(
                            BadReason.BAD_BOOLEAN, "\"" + text + "\" is neither true nor false (nor yes, no, 1, 0)");
            };
        }
    };

    private static final Pattern MONEY_FORM =
            Pattern.compile("[+-]?\\p{Sc}?[+-]?(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)? ?\\p{Sc}?");
    private static final Pattern MONEY_SIGNS = Pattern.compile("[\\p{Sc}, ]");

    /** Reads text that is not empty. */
    abstract Cell read(String text);
}
