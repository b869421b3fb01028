package io.footfall.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a body of mended items says besides the items: of which quarantined ones they are.
 *
 * @param source where those came from
 * @param repairs the id of the quarantined item that each item of the body is made of, in their order
 * @param leftOut the ids of those that are to make no event
 */
public record RepairBody(String source, List<Long> repairs, List<Long> leftOut) {
    /** The most ids in one list. */
    public static final int IDS_MAX = 2_500;

    private static final JsonFactory JSON = new JsonFactory();
    private static final int ID_RADIX = 16;
    private static final int ID_DIGITS = 16;

    /** Copies the lists. */
    public RepairBody {
        repairs = List.copyOf(repairs);
        leftOut = List.copyOf(leftOut);
    }

    /** An id as it is written everywhere outside. */
    public static String written(long id) {
        String hex = Long.toUnsignedString(id, ID_RADIX);
        return "0".repeat(ID_DIGITS - hex.length()) + hex;
    }

    /** The id that is written so; empty if none is. */
    public static Optional<Long> id(String written) {
        try {
            return written.length() == ID_DIGITS
                    ? Optional.of(Long.parseUnsignedLong(written, ID_RADIX))
                    : Optional.empty();
        } catch (NumberFormatException ignored) {
            return Optional.empty();
        }
    }

    /** Reads it; empty if the bytes are no such body. */
    public static Optional<RepairBody> read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            String source = "";
            List<Long> repairs = new ArrayList<>();
            List<Long> leftOut = new ArrayList<>();
            boolean isGood = true;
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                switch (key) {
                    case "source" -> source = token == JsonToken.VALUE_STRING ? parser.getText() : "";
                    case "repairs" -> isGood &= ids(parser, repairs);
                    case "leftOut" -> isGood &= ids(parser, leftOut);
                    default -> parser.skipChildren();
                }
            }
            return isGood && !source.isBlank()
                    ? Optional.of(new RepairBody(source, repairs, leftOut))
                    : Optional.empty();
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading bytes in memory", impossible);
        }
    }

    private static boolean ids(JsonParser parser, List<Long> ids) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return false;
        }
        boolean isGood = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Optional<Long> id =
                    parser.currentToken() == JsonToken.VALUE_STRING ? id(parser.getText()) : Optional.empty();
            parser.skipChildren();
            id.filter(each -> ids.size() <= IDS_MAX).ifPresent(ids::add);
            isGood &= id.isPresent() && ids.size() <= IDS_MAX;
        }
        return isGood;
    }
}
