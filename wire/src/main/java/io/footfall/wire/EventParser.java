package io.footfall.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.footfall.event.DocumentWriter;
import io.footfall.event.EventType;
import io.footfall.event.PackedDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a collecting request, once, straight into packed documents: what each item says, and where in the
 * body it stands. It judges nothing but what can be read.
 *
 * <p>A body is refused as a whole only if it is not UTF-8, is no JSON, has no list of items, or has too many. An item
 * past a limit (see {@link ItemReader}) is told apart from the others and costs none of them. Jackson's own limits are
 * therefore off: they end the whole body. Not thread-safe; made to be used again, since it remembers keys.
 */
public final class EventParser {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String NO_OBJECT = "the body is JSON, but not an object";
    private static final int DOCUMENT_BYTES = 1_024;

    private final int itemsMax;
    private final ItemReader reader = new ItemReader();
    private final DocumentWriter document = new DocumentWriter(DOCUMENT_BYTES);
    private final DocumentWriter rest = new DocumentWriter(DOCUMENT_BYTES);

    /** A parser that refuses bodies of more than {@code itemsMax} items. */
    public EventParser(int itemsMax) {
        this.itemsMax = itemsMax;
    }

    /** Reads a body of many items: an object with {@code batch}, and what applies to all of them. */
    public SentBody parseBatch(byte[] body) {
        return parse(body, this::batch);
    }

    /** Reads a body that is one item, of the type that its path says. */
    public SentBody parseSingle(byte[] body, EventType type) {
        return parse(body, (json, parser) -> single(json, parser, type));
    }

    private interface Shape {
        SentBody read(byte[] json, JsonParser parser) throws IOException;
    }

    private static SentBody parse(byte[] body, Shape shape) {
        if (!Utf8.isValid(body)) {
            return new SentBody.Refused("the body is not UTF-8");
        }
        byte[] json = startsWithMark(body) ? Arrays.copyOfRange(body, 3, body.length) : body;
        if (startsWithMark(json) || isAnotherEncoding(json)) {
            return new SentBody.Refused("the body is not JSON: it begins with bytes that are no text");
        }
        try {
            return parse(json, json, shape);
        } catch (JsonProcessingException notJson) {
            // Jackson gives up at half of a surrogate pair in a key. That may cost its item, but not the others.
            HalfPairs halves = HalfPairs.in(json);
            return halves.isEmpty() ? notJson(notJson) : parseAgain(json, halves, shape);
        }
    }

    private static SentBody parseAgain(byte[] json, HalfPairs halves, Shape shape) {
        try {
            SentBody read = parse(json, halves.healed(), shape);
            return read instanceof SentBody.Items items ? halves.marked(items) : read;
        } catch (JsonProcessingException notJson) {
            return notJson(notJson);
        }
    }

    private static SentBody parse(byte[] json, byte[] readable, Shape shape) throws JsonProcessingException {
        try (JsonParser parser = JSON.createParser(readable)) {
            if (parser.nextToken() == null) {
                return new SentBody.Refused("the body is empty");
            }
            SentBody read = shape.read(json, parser);
            if (read instanceof SentBody.Items && parser.nextToken() != null) {
                return new SentBody.Refused("the body goes on after its JSON ends");
            }
            return read;
        } catch (JsonProcessingException notJson) {
            throw notJson;
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading bytes in memory", impossible);
        }
    }

    private static SentBody notJson(JsonProcessingException failure) {
        return new SentBody.Refused("the body is not JSON: " + ParserWords.of(failure) + ", at byte "
                + failure.getLocation().getByteOffset());
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    /** Whether Jackson would take the bytes for UTF-16 or UTF-32: a zero byte at the start is in no JSON. */
    private static boolean isAnotherEncoding(byte[] bytes) {
        for (int at = 0; at < Math.min(4, bytes.length); at++) {
            if (bytes[at] == 0) {
                return true;
            }
        }
        return false;
    }

    private SentBody batch(byte[] json, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return new SentBody.Refused(NO_OBJECT);
        }
        String writeKey = null;
        long sentAt = ClientTime.ABSENT;
        PackedDocument context = null;
        List<SentItem> items = null;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            reader.begin();
            switch (key) {
                case "writeKey" -> writeKey = reader.takeWord(parser, rest);
                case "sentAt" -> sentAt = reader.takeTime(parser, rest);
                case "context" -> context = context(parser);
                case "batch" -> {
                    if (items != null) {
                        return new SentBody.Refused("the body has two lists named batch");
                    }
                    if (parser.currentToken() != JsonToken.START_ARRAY) {
                        return new SentBody.Refused("batch is not an array");
                    }
                    items = items(parser);
                    if (items == null) {
                        return new SentBody.Refused("batch has more than " + itemsMax + " events; send it in parts");
                    }
                }
                default -> parser.skipChildren();
            }
            passOver(parser, 1);
        }
        return items == null
                ? new SentBody.Refused("the body has no batch")
                : new SentBody.Items(json, writeKey, sentAt, context, items);
    }

    /** The context the parser stands on; null if it is no object or cannot be read, which costs no item anything. */
    private @Nullable PackedDocument context(JsonParser parser) throws IOException {
        boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
        document.clear();
        return reader.copy(parser, document, 1) && isObject ? document.toDocument() : null;
    }

    /** The items of the array the parser stands on; null if there are too many. */
    private @Nullable List<SentItem> items(JsonParser parser) throws IOException {
        List<SentItem> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == itemsMax) {
                return null;
            }
            items.add(item(parser, 3, null).item());
        }
        return items;
    }

    private SentBody single(byte[] json, JsonParser parser, EventType type) throws IOException {
        Draft draft = item(parser, 1, type);
        return new SentBody.Items(json, draft.writeKey, draft.sentAt, null, List.of(draft.item()));
    }

    /** Reads the item the parser stands on, whose first token is at {@code depth} open objects and arrays. */
    private Draft item(JsonParser parser, int depth, @Nullable EventType type) throws IOException {
        Draft draft = new Draft();
        draft.from = (int) parser.currentTokenLocation().getByteOffset();
        draft.isObject = parser.currentToken() == JsonToken.START_OBJECT;
        if (draft.isObject) {
            draft.isReadable = read(parser, draft);
            passOver(parser, depth - 1);
        } else {
            parser.skipChildren();
            parser.finishToken();
        }
        draft.to = (int) parser.currentLocation().getByteOffset();
        if (type != null) {
            draft.type = type.word();
        }
        if (draft.isReadable) {
            draft.document = document.toDocument();
        }
        return draft;
    }

    private boolean read(JsonParser parser, Draft draft) throws IOException {
        reader.begin();
        document.clear();
        document.startObject();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            if (!reader.takeKey(key) || !field(parser, key, draft)) {
                return false;
            }
        }
        document.endObject();
        return true;
    }

    private boolean field(JsonParser parser, String key, Draft draft) throws IOException {
        switch (key) {
            case "type" -> draft.type = reader.takeWord(parser, rest);
            case "event" -> draft.event = reader.takeWord(parser, rest);
            case "name" -> draft.name = reader.takeWord(parser, rest);
            case "messageId" -> draft.messageId = reader.takeId(parser, rest);
            case "userId" -> draft.userId = reader.takeId(parser, rest);
            case "anonymousId" -> draft.anonymousId = reader.takeId(parser, rest);
            case "previousId" -> draft.previousId = reader.takeId(parser, rest);
            case "originalTimestamp" -> draft.originalTimestamp = reader.takeTime(parser, rest);
            case "timestamp" -> draft.timestamp = reader.takeTime(parser, rest);
            case "sentAt" -> draft.sentAt = reader.takeTime(parser, rest);
            case "writeKey" -> draft.writeKey = reader.takeWord(parser, rest);
            case "properties" -> {
                JsonToken token = parser.currentToken();
                draft.isPropertiesLegal = token == JsonToken.START_OBJECT || token == JsonToken.VALUE_NULL;
                return keep(parser, key);
            }
            case "context", "traits", "groupId" -> {
                return keep(parser, key);
            }
            default -> {
                rest.clear();
                return reader.copy(parser, rest, 1);
            }
        }
        return reader.isLegal();
    }

    private boolean keep(JsonParser parser, String key) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return true;
        }
        document.key(key);
        return reader.copy(parser, document, 1);
    }

    /** Goes on to where only {@code depth} objects and arrays are open, from wherever the reading stopped. */
    private static void passOver(JsonParser parser, int depth) throws IOException {
        while (parser.getParsingContext().getNestingDepth() > depth) {
            parser.nextToken();
        }
    }

    /** An item while its fields are met. */
    private static final class Draft {
        private int from;
        private int to;
        private boolean isObject;
        private boolean isReadable;
        private @Nullable String type;
        private @Nullable String event;
        private @Nullable String name;
        private @Nullable String messageId;
        private @Nullable String userId;
        private @Nullable String anonymousId;
        private @Nullable String previousId;
        private @Nullable String writeKey;
        private long originalTimestamp = ClientTime.ABSENT;
        private long timestamp = ClientTime.ABSENT;
        private long sentAt = ClientTime.ABSENT;
        private boolean isPropertiesLegal = true;
        private PackedDocument document = PackedDocument.EMPTY;

        SentItem item() {
            if (!isObject) {
                return new SentItem.NoObject(from, to);
            }
            if (!isReadable) {
                return new SentItem.Unreadable(from, to);
            }
            return new SentItem.Readable(
                    from,
                    to,
                    type,
                    event,
                    name,
                    messageId,
                    userId,
                    anonymousId,
                    previousId,
                    originalTimestamp != ClientTime.ABSENT ? originalTimestamp : timestamp,
                    sentAt,
                    isPropertiesLegal,
                    document);
        }
    }
}
