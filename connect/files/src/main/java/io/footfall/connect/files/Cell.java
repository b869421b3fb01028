package io.footfall.connect.files;

import io.footfall.connect.files.Outcome.BadReason;
import java.math.BigDecimal;

/** What a field is on one row, or over the rows of a group. */
public sealed interface Cell {

    /** Nothing: the item will lack the property. */
    Cell ABSENT = new Absent();

    /** The row has nothing there. */
    record Absent() implements Cell {}

    /** Text as it stands in the file. */
    record Text(String text) implements Cell {}

    /** An exact decimal of at most 38 digits, 18 of them behind the point. */
    record Number(BigDecimal number) implements Cell {}

    /** True or false. */
    record Flag(boolean isSet) implements Cell {}

    /** A value that does not have the field's type. */
    record Unreadable(BadReason reason, String detail) implements Cell {}
}
