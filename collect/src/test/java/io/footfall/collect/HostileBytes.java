package io.footfall.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Makes bodies that nobody should send out of bodies that libraries do send. */
final class HostileBytes {
    private static final List<String> REAL = List.of("""
            {"batch":[{"type":"track","event":"Order Completed","userId":"ann","anonymousId":null,"messageId":"m1",\
            "timestamp":"2026-03-01T11:59:00.123+01:00","properties":{"revenue":12.50,"products":[{"id":7,"n":-1e-7}]}},\
            {"type":"page","name":"Cart","anonymousId":"b1","messageId":"m2","context":{"page":{"path":"/c\\u00e4rt"}}}],\
            "sentAt":"2026-03-01T12:00:00Z","context":{"library":{"name":"analytics-node"}},"writeKey":"x"}""", """
            {"userId":"ann","event":"Produkt \\"angesehen\\" 👟","properties":{"a":{"b":[true,false,null,0.1]}}}""", """
            {"type":"identify","userId":"ann","traits":{"email":"a@b.example","plan":"gold"},"integrations":{"All":true}}""");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            ",",
            ":",
            "null",
            "true",
            "1e99999",
            "-",
            "0x10",
            "NaN",
            "Infinity",
            "\"batch\":",
            "\"\\ud800\"",
            "\\u0000",
            "\"__proto__\":{}",
            "9".repeat(400),
            "[".repeat(3_000),
            "{\"a\":".repeat(500),
            "\"messageId\":7,",
            "\"timestamp\":\"9999999999999-99-99T99:99:99Z\",",
            "\"userId\":\"\",",
            "/*",
            "\u0000",
            "\uFEFF",
            "<script>",
            "'; drop table events; --");

    private final SplittableRandom random;

    HostileBytes(SplittableRandom random) {
        this.random = random;
    }

    byte[] next() {
        byte[] body = REAL.get(random.nextInt(REAL.size())).getBytes(StandardCharsets.UTF_8);
        for (int changes = random.nextInt(6); changes >= 0; changes--) {
            body = changed(body);
        }
        return body;
    }

    /** The same, pressed with gzip, and sometimes broken after that. */
    byte[] pressed(byte[] body) {
        ByteArrayOutputStream pressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(pressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return random.nextInt(3) == 0 ? changed(pressed.toByteArray()) : pressed.toByteArray();
    }

    private byte[] changed(byte[] body) {
        int from = random.nextInt(body.length + 1);
        int to = Math.min(body.length, from + random.nextInt(20));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(body, from);
            case 1 -> joined(body, from, to, new byte[0]);
            case 2 -> joined(body, from, from, Arrays.copyOfRange(body, from, to));
            case 3 -> joined(body, from, to, bytes());
            case 4 -> flipped(body, from);
            default ->
                joined(
                        body,
                        from,
                        from,
                        PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static byte[] flipped(byte[] body, int at) {
        byte[] flipped = body.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) (1 << at % 8);
        }
        return flipped;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[1 + random.nextInt(8)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] body, int from, int to, byte[] between) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(body.length + between.length);
        joined.write(body, 0, from);
        joined.writeBytes(between);
        joined.write(body, to, body.length - to);
        return joined.toByteArray();
    }
}
