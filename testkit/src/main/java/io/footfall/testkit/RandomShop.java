package io.footfall.testkit;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A small shop whose few customers do everything that makes counting hard, at random: they share milliseconds, come late or
 * ahead of time, sign in on each other's devices, change their ids, and send events twice, now and then with other content.
 */
public final class RandomShop {
    private static final int IDS = 6;
    private static final List<String> NAMES =
            List.of("Product Viewed", "Product Viewed", "Product Added", "Order Completed", "Email Sent");
    private static final long[] GRAINS = {1, 1_000, 60_000, 3_600_000};

    private final SplittableRandom random;
    private final boolean hasConflicts;
    private final List<Event> sent = new ArrayList<>();

    /** A shop; {@code hasConflicts} says whether a message id may come back with other content. */
    public RandomShop(SplittableRandom random, boolean hasConflicts) {
        this.random = random;
        this.hasConflicts = hasConflicts;
    }

    /** What arrives next, in any order of time around {@code now}, in milliseconds since 1970 UTC. */
    public List<Event> arrive(int count, long now) {
        List<Event> arrived = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            arrived.add(isOneIn(15) && !sent.isEmpty() ? again() : fresh(now));
        }
        return arrived;
    }

    /** As many visitors as {@code count} who do one thing each, a moment apart. */
    public List<Event> crowd(int count, long now) {
        List<Event> arrived = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            arrived.add(new Event(
                    EventType.TRACK,
                    name(EventType.TRACK),
                    "web",
                    "visit " + sent.size() + " " + i,
                    null,
                    "visitor " + sent.size() + " " + i,
                    null,
                    now - count + i,
                    now,
                    document(EventType.TRACK, false)));
        }
        return arrived;
    }

    private Event again() {
        Event event = sent.get(random.nextInt(sent.size()));
        if (!hasConflicts || !isOneIn(4)) {
            return event;
        }
        return new Event(
                event.type(),
                event.name(),
                event.source(),
                event.messageId(),
                event.userId(),
                event.userId() == null ? event.anonymousId() : anonymousId(),
                event.previousId(),
                event.timestamp() + random.nextInt(2) * 1_000L,
                event.receivedAt(),
                document(event.type(), false));
    }

    private Event fresh(long now) {
        EventType type = type();
        boolean isAlias = type == EventType.ALIAS;
        String user = isAlias || random.nextInt(5) < 2 ? userId() : null;
        String anonymous = user == null || isOneIn(4) ? anonymousId() : null;
        Event event = new Event(
                type,
                name(type),
                isOneIn(3) ? "app" : "web",
                "m" + sent.size(),
                user,
                anonymous,
                isAlias ? random.nextBoolean() ? userId() : anonymousId() : null,
                timestamp(now),
                now,
                document(type, "u5".equals(user) || "a3".equals(anonymous)));
        sent.add(event);
        return event;
    }

    private long timestamp(long now) {
        long timestamp = switch (random.nextInt(12)) {
            case 0 -> now - random.nextLong(Duration.ofDays(3).toMillis());
            case 1, 2 -> now - random.nextLong(Duration.ofHours(3).toMillis());
            case 3 -> now + random.nextLong(Duration.ofHours(23).toMillis());
            case 4 -> now + random.nextLong(5_000);
            default -> now - random.nextLong(60_000);
        };
        long grain = GRAINS[random.nextInt(GRAINS.length)];
        return Math.floorDiv(timestamp, grain) * grain;
    }

    private EventType type() {
        return switch (random.nextInt(20)) {
            case 0 -> isOneIn(3) ? EventType.ALIAS : EventType.GROUP;
            case 1, 2 -> EventType.IDENTIFY;
            case 3, 4 -> EventType.PAGE;
            case 5 -> EventType.SCREEN;
            default -> EventType.TRACK;
        };
    }

    private String name(EventType type) {
        return switch (type) {
            case TRACK -> NAMES.get(random.nextInt(NAMES.size()));
            case PAGE -> "Page Viewed";
            case SCREEN -> "Screen Viewed";
            case IDENTIFY -> "Identify";
            case GROUP -> "Group";
            case ALIAS -> "Alias";
        };
    }

    private String userId() {
        return "u" + random.nextInt(IDS);
    }

    /** Now and then with the text of a user id, which is another id all the same. */
    private String anonymousId() {
        return (isOneIn(20) ? "u" : "a") + random.nextInt(2 * IDS);
    }

    private io.footfall.event.PackedDocument document(EventType type, boolean mayBeRobot) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("properties", properties());
        if (isOneIn(2)) {
            fields.put("context", context(mayBeRobot));
        }
        if (type == EventType.IDENTIFY) {
            fields.put("traits", isOneIn(4) ? Map.of() : Map.of("plan", "p" + random.nextInt(3)));
        }
        return Document.of(fields);
    }

    private Map<String, Object> context(boolean mayBeRobot) {
        Map<String, Object> context = new LinkedHashMap<>();
        if (!isOneIn(3)) {
            context.put("campaign", isOneIn(6) ? Map.of() : Map.of("source", "s" + random.nextInt(3)));
        }
        put(context, "page", isOneIn(3) ? null : Map.of("path", "/" + random.nextInt(3)));
        put(context, "userAgent", userAgent(mayBeRobot));
        context.put("traits", Map.of("plan", "p" + random.nextInt(3)));
        return context;
    }

    private @Nullable String userAgent(boolean mayBeRobot) {
        return mayBeRobot && isOneIn(8)
                ? "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
                : isOneIn(3) ? "Mozilla/5.0 (Linux; CUBOT X30) Firefox/140.0" : null;
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        put(properties, "price", price());
        put(properties, "amount", amount());
        put(properties, "city", city());
        put(properties, "tags", isOneIn(3) ? List.of("t" + random.nextInt(3), "t" + random.nextInt(3)) : null);
        put(properties, "isGift", isOneIn(4) ? random.nextBoolean() : null);
        put(properties, "cart", isOneIn(4) ? Map.of("size", random.nextInt(4)) : null);
        return properties;
    }

    private static void put(Map<String, Object> properties, String key, @Nullable Object value) {
        if (value != null) {
            properties.put(key, value);
        }
    }

    private @Nullable Object price() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> "7";
            case 2 -> -random.nextInt(3);
            default -> new BigDecimal(random.nextInt(400)).movePointLeft(random.nextInt(4));
        };
    }

    /** As exact and as long as numbers may be to be measured, and a digit more. */
    private @Nullable Object amount() {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> digits(38, 18);
            case 2 -> digits(39, 0);
            case 3 -> digits(20, 19);
            case 4 -> digits(38, 0).negate();
            case 5 -> digits(37, -1);
            case 6 -> digits(38, -1);
            case 7 -> isOneIn(2) ? List.of(1) : Map.of("value", 1);
            default -> new BigDecimal(random.nextInt(-50, 1_000)).movePointLeft(2);
        };
    }

    /** A number of so many digits, none of them 0, of which {@code scale} are decimals. */
    private BigDecimal digits(int count, int scale) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('1' + random.nextInt(9)));
        }
        return new BigDecimal(new BigInteger(digits.toString()), scale);
    }

    private @Nullable Object city() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> null;
            case 2 -> random.nextInt(3);
            case 3 -> random.nextBoolean();
            case 4 -> "(none)";
            case 5 -> List.of("c1");
            case 6 -> isOneIn(2) ? "(other)" : true;
            // Two characters of which the first comes earlier by code point and later by UTF-16.
            case 7 -> isOneIn(2) ? "\uffee" : "\ud83d\uded2";
            default -> "c" + random.nextInt(5);
        };
    }

    private boolean isOneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
