package io.footfall.connect.sources;

import java.util.Optional;

/**
 * How far a file was read.
 *
 * @param outcomes how many rows, or groups of rows, were delivered or set aside
 * @param size the file's size then, in bytes
 * @param isWhole whether that was all of the file
 * @param head what the file began with, by which another file of that name is known
 */
record FilePosition(long outcomes, long size, boolean isWhole, FileHead head) {

    /** The position as it is kept. */
    String text() {
        return "1 " + outcomes + " " + size + " " + (isWhole ? "whole" : "part") + " " + head.length() + " "
                + head.hash();
    }

    /** Reads what is kept; empty if only another program understands it. */
    static Optional<FilePosition> of(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 6 || !parts[0].equals("1")) {
            return Optional.empty();
        }
        return Optional.of(new FilePosition(
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                parts[3].equals("whole"),
                new FileHead(Integer.parseInt(parts[4]), parts[5])));
    }
}
