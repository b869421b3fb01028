package io.footfall.connect.files;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** One JSON object, written from front to back. */
final class JsonBytes {

    private final StringBuilder text = new StringBuilder(512).append('{');
    private boolean isFirst = true;

    JsonBytes field(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    JsonBytes field(String name, Cell cell) {
        switch (cell) {
            case Cell.Absent absent -> {}
            case Cell.Unreadable unreadable -> {}
            case Cell.Text(String value) -> field(name, value);
            case Cell.Number(BigDecimal number) -> {
                name(name);
                text.append(number.toPlainString());
            }
            case Cell.Flag(boolean isSet) -> {
                name(name);
                text.append(isSet);
            }
        }
        return this;
    }

    JsonBytes open(String name) {
        name(name);
        text.append('{');
        isFirst = true;
        return this;
    }

    JsonBytes close() {
        text.append('}');
        isFirst = false;
        return this;
    }

    /** Closes the object and gives its bytes. */
    byte[] toBytes() {
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void name(String name) {
        if (!isFirst) {
            text.append(',');
        }
        isFirst = false;
        string(name);
        text.append(':');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
