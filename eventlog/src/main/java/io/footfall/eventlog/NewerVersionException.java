package io.footfall.eventlog;

/** A file of the log was written by a newer program than this one. */
public final class NewerVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For a file of a version that is newer than what this program reads. */
    public NewerVersionException(String file, int version, int versionMax) {
        super("the log file " + file + " has version " + version + "; this program reads up to " + versionMax
                + ". Use the newer program that wrote it.");
    }
}
