package io.footfall.eventlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The few operations on files that the log needs; what a test replaces to make a disk fail. */
interface Storage {

    /** The names of the files in the folder, in no order. */
    List<String> names() throws IOException;

    /** The size of a file in bytes. */
    long size(String name) throws IOException;

    /** Opens a file to be written from its start; what it held is gone. */
    Output create(String name) throws IOException;

    /** Opens a file to be read. */
    Input open(String name) throws IOException;

    /** Cuts a file to its first {@code size} bytes, and syncs it. */
    void cut(String name, long size) throws IOException;

    /** Deletes a file; one that is not there is none the worse. */
    void delete(String name) throws IOException;

    /** Makes created names safe. */
    void syncFolder() throws IOException;

    /** What {@link #keepInventory} kept last; empty if it never was, or is lost. */
    Optional<byte[]> inventory() throws IOException;

    /** Keeps the bytes of an {@link Inventory}; when this fails or is cut short, the former ones are kept. */
    void keepInventory(byte[] bytes) throws IOException;

    /** A file being written, at its end. */
    interface Output extends Closeable {
        /** Writes all of {@code bytes}. */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns when everything written is safe on the disk. */
        void sync() throws IOException;
    }

    /** A file being read. */
    interface Input extends Closeable {
        /** Reads bytes from {@code position} on into {@code into}, until it is full or the file ends. */
        void read(long position, ByteBuffer into) throws IOException;
    }
}
