package io.footfall.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/** Single events of one kind, one after another over one connection: the answer that counts them says which have arrived. */
final class Probes implements LoadClient.Requests {
    static final String NAME = "probe";
    static final String QUESTION = "{\"kind\":\"trend\",\"event\":\"Probed\",\"period\":{\"last\":\"24h\"}}";

    private final String head;
    private final Clock clock;
    private int count;

    Probes(String head, Clock clock) {
        this.head = head;
        this.clock = clock;
    }

    @Override
    public ByteBuffer next() {
        count++;
        String body = "{\"messageId\":\"probe-" + count + "\",\"userId\":\"probe-" + count % 100
                + "\",\"event\":\"Probed\",\"timestamp\":\"" + Instant.ofEpochMilli(clock.millis()) + "\"}";
        String request = "POST /v1/track HTTP/1.1\r\n" + head + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        return ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int acknowledged() {
        return 1;
    }
}
