package io.footfall.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Inflates gzip bodies as a stream, and stops at the limit: a small bomb costs no more than the largest honest body. */
public final class Inflation {
    private static final int BUFFER_BYTES = 16_384;

    private Inflation() {}

    /** What became of a body. */
    public sealed interface Inflated {
        /** It was inflated. */
        record Body(byte[] bytes) implements Inflated {}

        /** It would be larger than it may be. */
        record TooLarge() implements Inflated {}

        /** It is no gzip, or ends too early. */
        record NotGzip() implements Inflated {}
    }

    /** Inflates a body to at most {@code bytesMax} bytes. */
    public static Inflated inflate(byte[] compressed, int bytesMax) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(Math.min(bytesMax, compressed.length * 4));
        byte[] buffer = new byte[BUFFER_BYTES];
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed), BUFFER_BYTES)) {
            for (int count = gzip.read(buffer); count >= 0; count = gzip.read(buffer)) {
                if (whole.size() + count > bytesMax) {
                    return new Inflated.TooLarge();
                }
                whole.write(buffer, 0, count);
            }
        } catch (IOException notGzip) {
            return new Inflated.NotGzip();
        }
        return new Inflated.Body(whole.toByteArray());
    }
}
