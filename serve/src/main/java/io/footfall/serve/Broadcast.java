package io.footfall.serve;

import io.footfall.engine.PinnedQuestion;
import io.footfall.http.EventStream;
import io.footfall.question.Answer;
import io.footfall.question.Table;
import io.footfall.wire.AnswerJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer pinned under one name, sent to everyone who follows it. A change is worked out and written once, however many
 * follow.
 *
 * <p>A new reader gets the whole answer; from then on the rows that changed, at the pace of publications, and each second the
 * as-of. A reader that fell behind gets the whole newest answer, and so does everyone when another question is pinned under the
 * name. While none is, readers are told so, and wait.
 */
final class Broadcast {
    private static final long TOKEN_MILLIS = Duration.ofMinutes(5).toMillis();

    private final String name;
    private final Clock clock;
    private final Object lock = new Object();

    // Guarded by the lock.
    private final List<Follower> followers = new ArrayList<>();
    private @Nullable PinnedQuestion pinned;
    private Runnable stopListening = () -> {};
    private @Nullable Answer last;
    private Map<String, String> lastRows = Map.of();

    Broadcast(String name, Optional<PinnedQuestion> pinned, Clock clock) {
        this.name = name;
        this.clock = clock;
        follow(pinned);
    }

    /** One reader. */
    private static final class Follower {
        final EventStream stream;
        final @Nullable Supplier<byte[]> tokens;
        long tokenAt;

        Follower(EventStream stream, @Nullable Supplier<byte[]> tokens) {
            this.stream = stream;
            this.tokens = tokens;
        }
    }

    /** Takes up the question that is now pinned under the name, if one is. */
    void follow(Optional<PinnedQuestion> now) {
        synchronized (lock) {
            stopListening.run();
            stopListening = () -> {};
            pinned = now.orElse(null);
            PinnedQuestion followed = pinned;
            last = followed == null ? null : followed.answer();
            lastRows = last == null ? Map.of() : rows(last.table());
            if (followed != null) {
                stopListening = followed.listen(answer -> published(followed, answer));
            }
            followers.forEach(this::sendWhole);
        }
    }

    void join(EventStream stream, @Nullable Supplier<byte[]> tokens) {
        Follower follower = new Follower(stream, tokens);
        synchronized (lock) {
            sendWhole(follower);
            sendToken(follower);
            followers.add(follower);
        }
        stream.onCaughtUp(() -> {
            synchronized (lock) {
                sendWhole(follower);
            }
        });
    }

    /** Lets a reader go; true if it was the last, and nothing is listened to any more. */
    @SuppressWarnings("ReferenceEquality") // A stream is itself and no other.
    boolean leave(EventStream stream) {
        synchronized (lock) {
            followers.removeIf(follower -> follower.stream == stream);
            if (!followers.isEmpty()) {
                return false;
            }
            stopListening.run();
            return true;
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // A pin is itself and no other; a table without changes is handed on as it is.
    private void published(PinnedQuestion by, Answer answer) {
        synchronized (lock) {
            if (by != pinned) {
                return;
            }
            Answer before = last;
            last = answer;
            if (before == null
                    || !before.question().equals(answer.question())
                    || !before.aside().equals(answer.aside())
                    || !before.lookedUp().equals(answer.lookedUp())
                    || !before.table().fields().equals(answer.table().fields())) {
                lastRows = rows(answer.table());
                followers.forEach(this::sendWhole);
            } else if (before.table() != answer.table()) {
                sendChange(answer);
            } else if (before.asOf().second() != answer.asOf().second()) {
                send("asof", AnswerJson.asOf(answer));
            }
            followers.forEach(this::sendToken);
        }
    }

    private void sendChange(Answer answer) {
        Map<String, String> rows = rows(answer.table());
        List<String> set = new ArrayList<>();
        rows.forEach((key, row) -> {
            if (!row.equals(lastRows.get(key))) {
                set.add(row);
            }
        });
        List<String> gone =
                lastRows.keySet().stream().filter(key -> !rows.containsKey(key)).toList();
        lastRows = rows;
        String asOf = new String(AnswerJson.asOf(answer), StandardCharsets.UTF_8);
        if (set.isEmpty() && gone.isEmpty()) {
            send("asof", asOf.getBytes(StandardCharsets.UTF_8));
        } else {
            String change = "{\"set\":[" + String.join(",", set) + "],\"gone\":[" + String.join(",", gone)
                    + "],\"asOf\":" + asOf + "}";
            send("change", change.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void sendWhole(Follower follower) {
        if (last != null) {
            follower.stream.send("answer", AnswerJson.write(last));
        } else if (pinned == null) {
            follower.stream.send("problem", Problems.notPinned(name).body());
        }
    }

    private void sendToken(Follower follower) {
        if (follower.tokens != null && clock.millis() - follower.tokenAt >= TOKEN_MILLIS) {
            follower.tokenAt = clock.millis();
            follower.stream.send("token", follower.tokens.get());
        }
    }

    private void send(String event, byte[] data) {
        for (Follower follower : followers) {
            follower.stream.send(event, data);
        }
    }

    private static Map<String, String> rows(Table table) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (int i = 0; i < table.rows().size(); i++) {
            rows.put(
                    new String(AnswerJson.rowKey(table, i), StandardCharsets.UTF_8),
                    new String(AnswerJson.row(table, i), StandardCharsets.UTF_8));
        }
        return rows;
    }
}
