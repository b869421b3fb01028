package io.footfall.catalog;

import java.util.Locale;
import java.util.Optional;

/** What a key opens. */
public enum KeyKind {
    /** Collecting, and nothing else. */
    WRITE,
    /** Answers and pins. */
    READ,
    /** What a read key opens, and erasure, joins and keys. */
    ADMIN;

    /** The word that stands for this kind in {@code keys.json}, such as {@code write}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<KeyKind> of(String word) {
        for (KeyKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
