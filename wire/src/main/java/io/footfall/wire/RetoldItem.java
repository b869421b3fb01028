package io.footfall.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An item of the past that can be told again as of another time: its times and its id change, all else stays as it was. */
public final class RetoldItem {
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] json;
    private final List<Part> parts;
    private final long time;

    private RetoldItem(byte[] json, List<Part> parts, long time) {
        this.json = json;
        this.parts = parts;
        this.time = time;
    }

    /** A value of the item's own object that changes: its bytes from {@code from} to {@code to}. */
    private record Part(String key, String text, int from, int to) {}

    /** Reads an item; empty if it is no JSON object or does not say when it happened. */
    public static Optional<RetoldItem> of(byte[] json) {
        List<Part> parts = new ArrayList<>();
        long original = ClientTime.ABSENT;
        long told = ClientTime.ABSENT;
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (!token.isScalarValue()) {
                    parser.skipChildren();
                    continue;
                }
                switch (key) {
                    case "timestamp" -> told = time(parser);
                    case "originalTimestamp" -> original = time(parser);
                    case "sentAt", "messageId" -> {}
                    default -> {
                        continue;
                    }
                }
                parts.add(part(key, parser));
            }
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading bytes in memory", impossible);
        }
        long time = original == ClientTime.ABSENT ? told : original;
        return ClientTime.isKnown(time) ? Optional.of(new RetoldItem(json, parts, time)) : Optional.empty();
    }

    /** When it happened, in milliseconds since 1970 UTC. */
    public long time() {
        return time;
    }

    /**
     * The item as it reads when it happens at {@code instant}. Its id, if it has one, ends with {@code mark}, so that it is
     * another event than the one of the past.
     */
    public byte[] at(Instant instant, String mark) {
        ByteArrayOutputStream retold = new ByteArrayOutputStream(json.length + 64);
        int end = 0;
        for (Part part : parts) {
            retold.write(json, end, part.from - end);
            String text = part.key.equals("messageId") ? part.text + mark : instant.toString();
            retold.writeBytes(new JsonText().text(text).toBytes());
            end = part.to;
        }
        retold.write(json, end, json.length - end);
        return retold.toByteArray();
    }

    private static long time(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> ClientTime.ofText(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ClientTime.ofNumber(new BigDecimal(parser.getText()));
            default -> ClientTime.ABSENT;
        };
    }

    private static Part part(String key, JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        String text = parser.getText();
        parser.finishToken();
        return new Part(key, text, from, (int) parser.currentLocation().getByteOffset());
    }
}
