package io.footfall.testkit.oracle;

import io.footfall.event.Event;
import io.footfall.event.EventType;
import io.footfall.question.Attribution;
import io.footfall.question.Breakdown;
import io.footfall.question.Condition;
import io.footfall.question.Scope;
import io.footfall.question.Selector;
import io.footfall.testkit.ToldTable;
import io.footfall.timeline.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event is to a question: which values its paths have, and whether it is meant. */
final class Reading {
    private static final Set<EventType> ACTIVITY = Set.of(EventType.TRACK, EventType.PAGE, EventType.SCREEN);
    private static final Set<String> DONE_TO_CUSTOMERS =
            Set.of("Email Sent", "Email Delivered", "Email Bounced", "Experiment Viewed");

    private final ZoneId zone;
    private final List<Condition> filter;
    private final Map<String, List<Did>> timelines = new HashMap<>();
    private final Map<String, List<Did>> identifyCalls = new HashMap<>();
    private final IdentityHashMap<Did, Visit> visits = new IdentityHashMap<>();

    /** Reads events for a question of {@code scope}; the newest traits are those of {@code all}, which are in order. */
    Reading(List<Did> all, Scope scope) {
        this.zone = scope.zone();
        this.filter = scope.filter();
        for (Did did : all) {
            timelines
                    .computeIfAbsent(did.customer(), ignored -> new ArrayList<>())
                    .add(did);
            if (did.event().type() == EventType.IDENTIFY) {
                identifyCalls
                        .computeIfAbsent(did.customer(), ignored -> new ArrayList<>())
                        .add(did);
            }
        }
        for (Visit visit : Visit.cut(all, did -> isMeant(did, Selector.ANY, scope.filter()), scope.gap())) {
            visit.events().forEach(did -> visits.put(did, visit));
        }
    }

    /** Whether an event is meant by a selector and meets a filter. */
    boolean isMeant(Did did, Selector selector, List<Condition> filter) {
        Event event = did.event();
        boolean hasName = selector.isAny()
                ? ACTIVITY.contains(event.type()) && !DONE_TO_CUSTOMERS.contains(event.name())
                : selector.events().contains(event.name());
        return hasName
                && selector.where().stream().allMatch(condition -> holds(condition, did))
                && filter.stream().allMatch(condition -> holds(condition, did));
    }

    /** What a breakdown says of an event; null if nothing. */
    @Nullable
    Object by(Breakdown breakdown, Did did) {
        Optional<Attribution> attribution = breakdown.attribution();
        if (attribution.isEmpty()) {
            return value(breakdown.path(), did);
        }
        List<Did> touches = new ArrayList<>();
        for (Did earlier : timelines.getOrDefault(did.customer(), List.of())) {
            if (earlier.sequence() == did.sequence()) {
                break;
            }
            long before = did.event().timestamp() - earlier.event().timestamp();
            boolean isInTime = attribution
                    .get()
                    .within()
                    .map(within -> before <= within.toMillis())
                    .orElse(true);
            if (isInTime && isMeant(earlier, attribution.get().of(), filter)) {
                touches.add(earlier);
            }
        }
        if (touches.isEmpty()) {
            return null;
        }
        return value(
                breakdown.path(),
                attribution.get().touch() == Attribution.Touch.FIRST ? touches.getFirst() : touches.getLast());
    }

    /** What a path says of an event; null if nothing. */
    @Nullable
    Object value(String path, Did did) {
        Event event = did.event();
        return switch (path) {
            case "event" -> event.name();
            case "type" -> event.type().word();
            case "source" -> event.source();
            case "messageId" -> event.messageId();
            case "userId" -> event.userId();
            case "anonymousId" -> event.anonymousId();
            case "timestamp.hour" -> BigDecimal.valueOf(local(event).getHour()).stripTrailingZeros();
            case "timestamp.weekday" ->
                BigDecimal.valueOf(local(event).getDayOfWeek().getValue());
            default ->
                path.startsWith("traits.")
                        ? newestTrait(path, did.customer())
                        : path.startsWith("session.") ? ofVisit(path, visits.get(did)) : ofEvent(path, did);
        };
    }

    private @Nullable Object ofEvent(String path, Did did) {
        int column = path.lastIndexOf('.');
        return path.startsWith("lookup.") && at(path.substring(0, column), did.said()) instanceof ToldTable table
                ? table.rows()
                        .getOrDefault(newestTrait(table.on(), did.customer()), Map.of())
                        .get(path.substring(column + 1))
                : at(path, did.said());
    }

    /** The session an event belongs to; null for what is no activity. */
    @Nullable
    Visit visit(Did did) {
        return visits.get(did);
    }

    private static @Nullable Object ofVisit(String path, @Nullable Visit visit) {
        if (visit == null) {
            return null;
        }
        return switch (path) {
            case "session.entry" -> pageOrName(visit.events().getFirst());
            case "session.exit" -> pageOrName(visit.events().getLast());
            default ->
                visit.events().stream()
                        .filter(did -> at("context.campaign", did.said()) != null)
                        .findFirst()
                        .map(did -> at(path.replace("session.", "context."), did.said()))
                        .orElse(null);
        };
    }

    private static Object pageOrName(Did did) {
        Object page = at("context.page.path", did.said());
        return page == null ? did.event().name() : page;
    }

    private ZonedDateTime local(Event event) {
        return Instant.ofEpochMilli(event.timestamp()).atZone(zone);
    }

    private @Nullable Object newestTrait(String path, String customer) {
        Object newest = null;
        for (Did did : identifyCalls.getOrDefault(customer, List.of())) {
            Object value = at(path, did.said());
            newest = value == null ? newest : value;
        }
        return newest;
    }

    static @Nullable Object at(String path, Map<String, Object> said) {
        Object at = said;
        for (String key : path.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    private boolean holds(Condition condition, Did did) {
        if (condition.path().equals("timestamp") || condition.path().equals("receivedAt")) {
            boolean isTimestamp = condition.path().equals("timestamp");
            return holds(
                    condition,
                    isTimestamp ? did.event().timestamp() : did.event().receivedAt());
        }
        Object value = value(condition.path(), did);
        List<?> candidates = value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
        List<Object> operands = condition.values().stream().map(Reading::plain).toList();
        return switch (condition.op()) {
            case EXISTS -> value != null;
            case NOT_EXISTS -> value == null;
            case EQUAL, IN -> candidates.stream().anyMatch(operands::contains);
            case NOT_EQUAL, NOT_IN -> candidates.stream().noneMatch(operands::contains);
            default -> candidates.stream().anyMatch(each -> compares(each, condition.op(), operands.getFirst()));
        };
    }

    /** An instant is there always, and is compared with instants. */
    private boolean holds(Condition condition, long millis) {
        List<Long> operands = condition.values().stream().map(this::millis).toList();
        return switch (condition.op()) {
            case EXISTS -> true;
            case NOT_EXISTS -> false;
            case EQUAL, IN -> operands.contains(millis);
            case NOT_EQUAL, NOT_IN -> !operands.contains(millis);
            case GREATER -> millis > operands.getFirst();
            case GREATER_OR_EQUAL -> millis >= operands.getFirst();
            case LESS -> millis < operands.getFirst();
            case LESS_OR_EQUAL -> millis <= operands.getFirst();
            case CONTAINS, STARTS_WITH -> throw new IllegalArgumentException("no instant " + condition.op());
        };
    }

    /** A text with a {@code T} is an instant, one without is a date, which is its first instant. */
    private long millis(Value operand) {
        String text = ((Value.Text) operand).text();
        return (text.contains("T")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDate.parse(text).atStartOfDay(zone).toInstant())
                .toEpochMilli();
    }

    /** Whether a condition holds where there is no value. */
    static boolean passesMissing(Condition condition) {
        return switch (condition.op()) {
            case NOT_EXISTS, NOT_EQUAL, NOT_IN -> true;
            default -> false;
        };
    }

    private static boolean compares(Object value, Condition.Op op, Object operand) {
        if (value instanceof BigDecimal number && operand instanceof BigDecimal other) {
            int comparison = number.compareTo(other);
            return switch (op) {
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                default -> false;
            };
        }
        if (value instanceof String text && operand instanceof String part) {
            return switch (op) {
                case CONTAINS -> text.contains(part);
                case STARTS_WITH -> text.startsWith(part);
                default -> false;
            };
        }
        return false;
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Number(BigDecimal number) -> Said.stripped(number);
            case Value.Bool(boolean bool) -> bool;
            default -> throw new IllegalArgumentException("no condition compares with " + value);
        };
    }
}
