package io.footfall.connect.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The first bytes of a file, as a hash: a file that grows keeps them, another one of that name has others.
 *
 * @param length how many bytes, at most {@value #BYTES_MAX}
 * @param hash 64 bits of SHA-256
 */
record FileHead(int length, String hash) {
    static final int BYTES_MAX = 1_024;

    private static final int HASH_BYTES = 8;

    /** The head of a file as it is now. */
    static FileHead of(Path file) throws IOException {
        return of(file, BYTES_MAX);
    }

    /** Whether a file begins so. */
    boolean isOf(Path file) throws IOException {
        return equals(of(file, length));
    }

    private static FileHead of(Path file, int bytesMax) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(bytesMax);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new FileHead(bytes.length, HexFormat.of().formatHex(digest, 0, HASH_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
