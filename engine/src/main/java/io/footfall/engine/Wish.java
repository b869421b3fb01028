package io.footfall.engine;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import io.footfall.event.IdentityKey;
import io.footfall.question.RowKey;
import io.footfall.timeline.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wanted of files and log. */
sealed interface Wish {
    /** The answer to a question. */
    record AnswerTo() implements Wish {}

    /** The customers behind a row of the answer to a question, as in {@link MembersAsked}. */
    record MembersOf(RowKey row, Optional<RowKey> not, Optional<IdentityKey> after, int limit) implements Wish {}

    /**
     * Customers one of whose ids or traits contains a text.
     *
     * @param traits the paths of all traits there are
     */
    record Search(String text, Optional<IdentityKey> after, int limit, List<String> traits) implements Wish {
        /** Copies the list. */
        public Search {
            traits = List.copyOf(traits);
        }
    }

    /**
     * What is known of a customer.
     *
     * @param identities all of the customer's
     */
    record ProfileOf(List<IdentityKey> identities) implements Wish {
        /** Copies the list. */
        public ProfileOf {
            identities = List.copyOf(identities);
        }
    }

    /**
     * Some events of a customer.
     *
     * @param identities all of the customer's
     */
    record PageOf(List<IdentityKey> identities, TimelinePage.Place before, int limit) implements Wish {
        /** Copies the list. */
        public PageOf {
            identities = List.copyOf(identities);
        }
    }

    /** Its form on the pipe. */
    default byte[] toBytes() {
        ByteSink sink = new ByteSink(256);
        switch (this) {
            case AnswerTo ignored -> sink.put(0);
            case MembersOf(RowKey row, Optional<RowKey> not, Optional<IdentityKey> after, int limit) -> {
                sink.put(1);
                put(row, sink);
                sink.put(not.isPresent() ? 1 : 0);
                not.ifPresent(key -> put(key, sink));
                CustomerBytes.putKeys(after.stream().toList(), sink);
                sink.putVarint(limit);
            }
            case Search(String text, Optional<IdentityKey> after, int limit, List<String> traits) -> {
                sink.put(2);
                sink.putText(text);
                CustomerBytes.putKeys(after.stream().toList(), sink);
                sink.putVarint(limit);
                sink.putVarint(traits.size());
                traits.forEach(sink::putText);
            }
            case ProfileOf(List<IdentityKey> identities) -> {
                sink.put(3);
                CustomerBytes.putKeys(identities, sink);
            }
            case PageOf(List<IdentityKey> identities, TimelinePage.Place before, int limit) -> {
                sink.put(4);
                CustomerBytes.putKeys(identities, sink);
                sink.putLong(before.timestamp());
                sink.putLong(before.sequence());
                sink.putVarint(limit);
            }
        }
        return sink.toBytes();
    }

    /** Reads what {@link #toBytes} wrote. */
    static Wish read(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        byte kind = source.get();
        return switch (kind) {
            case 0 -> new AnswerTo();
            case 1 ->
                new MembersOf(
                        key(source),
                        source.get() == 1 ? Optional.of(key(source)) : Optional.empty(),
                        CustomerBytes.keys(source).stream().findFirst(),
                        (int) source.getVarint());
            case 2 ->
                new Search(
                        source.getText(),
                        CustomerBytes.keys(source).stream().findFirst(),
                        (int) source.getVarint(),
                        texts(source));
            case 3 -> new ProfileOf(CustomerBytes.keys(source));
            case 4 ->
                new PageOf(CustomerBytes.keys(source), new TimelinePage.Place(source.getLong(), source.getLong()), (int)
                        source.getVarint());
            default -> throw new CorruptBytesException("no wish is of kind " + kind);
        };
    }

    private static void put(RowKey key, ByteSink sink) {
        sink.putText(key.place());
        sink.putVarint(key.fields().size());
        key.fields().forEach((field, value) -> {
            sink.putText(field);
            CustomerBytes.put(value, sink);
        });
    }

    private static RowKey key(ByteSource source) {
        String place = source.getText();
        Map<String, Value> fields = new HashMap<>();
        for (int left = source.getLength(); left > 0; left--) {
            fields.put(source.getText(), CustomerBytes.value(source));
        }
        return new RowKey(place, fields);
    }

    private static List<String> texts(ByteSource source) {
        List<String> texts = new ArrayList<>();
        for (int left = source.getLength(); left > 0; left--) {
            texts.add(source.getText());
        }
        return texts;
    }
}
