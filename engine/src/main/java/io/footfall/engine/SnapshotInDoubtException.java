package io.footfall.engine;

/** A snapshot may not be what files and log say, so it is not relied on. */
final class SnapshotInDoubtException extends RuntimeException {
    SnapshotInDoubtException(String message) {
        super(message);
    }
}
