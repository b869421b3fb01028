package io.footfall.app;

import io.footfall.simulate.Sent;
import io.footfall.simulate.Shop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a simulated shop sends, and what of it was answered 200. Any thread may use it.
 *
 * <p>Each item says its own id and its part, one of {@link #PARTS}, in its context, so that the API can list by parts
 * which ids are there, and how often.
 */
final class AckLedger {
    /** So many that a question's rows can list the ids of one. */
    static final int PARTS = 64;

    private static final int ITEMS_MAX = 100;
    private static final int KEPT_MAX = 200;
    private static final String CONTEXT = "\"context\":{";

    private final Object lock = new Object();

    // Guarded by the lock.
    private final Shop shop;
    private final SplittableRandom random;
    private final Set<String> sent = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final List<Body> unanswered = new ArrayList<>();
    private final List<Body> again = new ArrayList<>();

    /** A body to be posted to a path. */
    record Body(String path, List<String> ids, byte[] bytes) {}

    AckLedger(Shop shop, SplittableRandom random) {
        this.shop = shop;
        this.random = random;
    }

    /** The part in which an item says that it is. */
    static int part(String id) {
        return Math.floorMod(id.hashCode(), PARTS);
    }

    /** A broken item is quarantined, every other one admitted. */
    static boolean isBroken(String id) {
        return id.startsWith("broken-");
    }

    /** What to post next: mostly something new, sometimes what was not answered, or what was already. */
    Body next() {
        synchronized (lock) {
            int choice = random.nextInt(10);
            if (choice < 3 && !unanswered.isEmpty()) {
                return unanswered.remove(random.nextInt(unanswered.size()));
            }
            if (choice == 9 && !again.isEmpty()) {
                return again.get(random.nextInt(again.size()));
            }
            return fresh(random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(ITEMS_MAX));
        }
    }

    /** Hears that a body was answered 200. */
    void answered(Body body) {
        synchronized (lock) {
            answered.addAll(body.ids());
            if (again.size() < KEPT_MAX) {
                again.add(body);
            } else {
                again.set(random.nextInt(KEPT_MAX), body);
            }
        }
    }

    /** Hears that nobody knows what became of a body; some are sent again, some never. */
    void unanswered(Body body) {
        synchronized (lock) {
            if (random.nextInt(4) > 0) {
                unanswered.add(body);
            }
        }
    }

    int answeredCount() {
        synchronized (lock) {
            return answered.size();
        }
    }

    Set<String> answeredIds() {
        synchronized (lock) {
            return Collections.unmodifiableSet(new HashSet<>(answered));
        }
    }

    Set<String> sentIds() {
        synchronized (lock) {
            return Collections.unmodifiableSet(new HashSet<>(sent));
        }
    }

    private Body fresh(int count) {
        List<String> ids = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Sent next = shop.next();
            ids.add(next.messageId());
            items.add(marked(next));
        }
        sent.addAll(ids);
        String alone = items.getFirst();
        if (count == 1 && alone.startsWith("{\"type\":\"")) {
            return body("/v1/" + alone.substring(9, alone.indexOf('"', 9)), ids, alone);
        }
        return body("/v1/batch", ids, "{\"batch\":[" + String.join(",", items) + "]}");
    }

    private static Body body(String path, List<String> ids, String json) {
        return new Body(path, ids, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String marked(Sent next) {
        String item = new String(next.item(), StandardCharsets.UTF_8);
        if (isBroken(next.messageId())) {
            return item;
        }
        String mark = "\"ledger\":\"" + next.messageId() + "\",\"part\":" + part(next.messageId());
        return item.contains(CONTEXT)
                ? item.replace(CONTEXT, CONTEXT + mark + ",")
                : "{" + CONTEXT + mark + "}," + item.substring(1);
    }
}
