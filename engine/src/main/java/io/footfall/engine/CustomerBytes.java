package io.footfall.engine;

import io.footfall.engine.FoundCustomers.Found;
import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import io.footfall.event.IdentityKey;
import io.footfall.question.AsOf;
import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The forms on the pipe of what is said of customers. */
final class CustomerBytes {
    private static final byte TEXT = 1;
    private static final byte NUMBER = 2;
    private static final byte BOOL = 3;
    private static final byte ARRAY = 4;
    private static final byte STRUCTURE = 5;

    private CustomerBytes() {}

    static void put(Members members, ByteSink sink) {
        putKeys(members.customers(), sink);
        put(members.hasMore(), sink);
        put(members.asOf(), sink);
    }

    static Members members(ByteSource source) {
        return new Members(keys(source), bool(source), asOf(source), true);
    }

    static void put(FoundCustomers found, ByteSink sink) {
        sink.putVarint(found.customers().size());
        for (Found each : found.customers()) {
            put(each.customer(), sink);
            sink.putText(each.where());
            sink.putText(each.value());
        }
        put(found.hasMore(), sink);
        put(found.asOf(), sink);
    }

    static FoundCustomers found(ByteSource source) {
        List<Found> customers = new ArrayList<>();
        for (int left = source.getLength(); left > 0; left--) {
            customers.add(new Found(key(source), source.getText(), source.getText()));
        }
        return new FoundCustomers(customers, bool(source), asOf(source), true);
    }

    private static void put(Profile profile, ByteSink sink) {
        put(profile.customer(), sink);
        put(profile.asOf(), sink);
        sink.putSigned(profile.firstSeen());
        sink.putSigned(profile.lastSeen());
        sink.putVarint(profile.events());
        sink.putVarint(profile.sessions());
        sink.putVarint(profile.orders());
        sink.putText(profile.revenue().toString());
        sink.putVarint(profile.traits().size());
        profile.traits().forEach((name, value) -> {
            sink.putText(name);
            put(value, sink);
        });
        sink.putVarint(profile.sources().size());
        profile.sources().forEach(sink::putText);
        sink.putVarint(profile.identities().size());
        for (Profile.Identity identity : profile.identities()) {
            put(identity.key(), sink);
            sink.putVarint(identity.events());
            put(identity.joined().isPresent(), sink);
            identity.joined().ifPresent(joined -> {
                sink.putText(joined.userId());
                sink.putSigned(joined.timestamp());
                sink.putVarint(joined.sequence());
            });
        }
    }

    static void putIfAny(Optional<Profile> profile, ByteSink sink) {
        put(profile.isPresent(), sink);
        profile.ifPresent(known -> put(known, sink));
    }

    static Optional<Profile> profileIfAny(ByteSource source) {
        return bool(source) ? Optional.of(profile(source)) : Optional.empty();
    }

    private static Profile profile(ByteSource source) {
        IdentityKey customer = key(source);
        AsOf asOf = asOf(source);
        long firstSeen = source.getSigned();
        long lastSeen = source.getSigned();
        long events = source.getVarint();
        long sessions = source.getVarint();
        long orders = source.getVarint();
        BigDecimal revenue = new BigDecimal(source.getText());
        SortedMap<String, Value> traits = new TreeMap<>();
        for (int left = source.getLength(); left > 0; left--) {
            traits.put(source.getText(), value(source));
        }
        SortedSet<String> sources = new TreeSet<>();
        for (int left = source.getLength(); left > 0; left--) {
            sources.add(source.getText());
        }
        List<Profile.Identity> identities = new ArrayList<>();
        for (int left = source.getLength(); left > 0; left--) {
            identities.add(new Profile.Identity(
                    key(source),
                    source.getVarint(),
                    bool(source)
                            ? Optional.of(new Profile.Joined(source.getText(), source.getSigned(), source.getVarint()))
                            : Optional.empty()));
        }
        return new Profile(
                customer,
                asOf,
                firstSeen,
                lastSeen,
                events,
                sessions,
                orders,
                revenue,
                traits,
                sources,
                identities,
                true);
    }

    static void put(TimelinePage page, ByteSink sink) {
        put(page.customer(), sink);
        sink.putVarint(page.events().size());
        for (TimelinePage.Entry entry : page.events()) {
            sink.putText(entry.event());
            sink.putText(entry.type());
            sink.putSigned(entry.timestamp());
            sink.putSigned(entry.receivedAt());
            sink.putVarint(entry.sequence());
            sink.putVarint(entry.values().size());
            for (TimelinePage.PathValue value : entry.values()) {
                sink.putText(value.path());
                put(value.value(), sink);
            }
        }
        put(page.hasMore(), sink);
    }

    static TimelinePage page(ByteSource source) {
        IdentityKey customer = key(source);
        List<TimelinePage.Entry> events = new ArrayList<>();
        for (int left = source.getLength(); left > 0; left--) {
            String event = source.getText();
            String type = source.getText();
            long timestamp = source.getSigned();
            long receivedAt = source.getSigned();
            long sequence = source.getVarint();
            List<TimelinePage.PathValue> values = new ArrayList<>();
            for (int more = source.getLength(); more > 0; more--) {
                values.add(new TimelinePage.PathValue(source.getText(), value(source)));
            }
            events.add(new TimelinePage.Entry(event, type, timestamp, receivedAt, sequence, values));
        }
        return new TimelinePage(customer, events, bool(source), true);
    }

    static void putKeys(List<IdentityKey> keys, ByteSink sink) {
        sink.putVarint(keys.size());
        keys.forEach(key -> put(key, sink));
    }

    static List<IdentityKey> keys(ByteSource source) {
        List<IdentityKey> keys = new ArrayList<>();
        for (int left = source.getLength(); left > 0; left--) {
            keys.add(key(source));
        }
        return keys;
    }

    static void put(Value value, ByteSink sink) {
        switch (value) {
            case Value.Text(String text) -> {
                sink.put(TEXT);
                sink.putText(text);
            }
            case Value.Number(BigDecimal number) -> {
                sink.put(NUMBER);
                sink.putText(number.toString());
            }
            case Value.Bool(boolean bool) -> {
                sink.put(BOOL);
                put(bool, sink);
            }
            case Value.Array(List<Value> elements) -> {
                sink.put(ARRAY);
                sink.putVarint(elements.size());
                elements.forEach(element -> put(element, sink));
            }
            case Value.Structure ignored -> sink.put(STRUCTURE);
        }
    }

    static Value value(ByteSource source) {
        byte kind = source.get();
        return switch (kind) {
            case TEXT -> new Value.Text(source.getText());
            case NUMBER -> new Value.Number(new BigDecimal(source.getText()));
            case BOOL -> new Value.Bool(bool(source));
            case ARRAY -> {
                List<Value> elements = new ArrayList<>();
                for (int left = source.getLength(); left > 0; left--) {
                    elements.add(value(source));
                }
                yield new Value.Array(elements);
            }
            case STRUCTURE -> new Value.Structure();
            default -> throw new CorruptBytesException("no value is of kind " + kind);
        };
    }

    private static void put(IdentityKey key, ByteSink sink) {
        put(key.isUser(), sink);
        sink.putText(key.id());
    }

    private static IdentityKey key(ByteSource source) {
        return new IdentityKey(bool(source), source.getText());
    }

    private static void put(boolean bool, ByteSink sink) {
        sink.put(bool ? 1 : 0);
    }

    private static boolean bool(ByteSource source) {
        return source.get() == 1;
    }

    private static void put(AsOf asOf, ByteSink sink) {
        sink.putVarint(asOf.sequence());
        sink.putSigned(asOf.second());
    }

    private static AsOf asOf(ByteSource source) {
        return new AsOf(source.getVarint(), source.getSigned());
    }
}
