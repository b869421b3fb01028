package io.footfall.testkit;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Versions of lookup tables for a {@link RandomShop}, of which each says something else, and nothing of some keys. */
public final class RandomLookups {
    private static final int KEYS_MAX = 12;

    private final SplittableRandom random;

    /** Versions at random. */
    public RandomLookups(SplittableRandom random) {
        this.random = random;
    }

    /** A version of each table. */
    public List<ToldTable> all() {
        return List.of(cities(), prices(), users(), plans());
    }

    /** A version of any table. */
    public ToldTable next() {
        List<ToldTable> all = all();
        return all.get(random.nextInt(all.size()));
    }

    private ToldTable cities() {
        Map<String, Supplier<Object>> columns = new HashMap<>();
        columns.put("region", () -> pick("r1", "r2", "c1", "(none)", "(other)", "a \"b\"\n,c", ""));
        columns.put("rate", this::rate);
        columns.put("big", random::nextBoolean);
        return table(
                "cities",
                "properties.city",
                false,
                Map.of("region", "text", "rate", "number", "big", "boolean"),
                () -> isOneIn(6) ? pick("\ud83d\uded2", "(none)", "2") : "c" + random.nextInt(6),
                columns);
    }

    private ToldTable prices() {
        return table(
                "prices",
                "properties.price",
                true,
                Map.of("band", "text"),
                () -> stripped(new BigDecimal(random.nextInt(-2, 40)).movePointLeft(random.nextInt(2))),
                Map.of("band", () -> pick("low", "high", "7")));
    }

    private ToldTable users() {
        return table(
                "users",
                "userId",
                false,
                Map.of("tier", "text", "worth", "number"),
                () -> "u" + random.nextInt(7),
                Map.of("tier", () -> pick("gold", "silver", "u2"), "worth", this::rate));
    }

    private ToldTable plans() {
        return table(
                "plans",
                "traits.plan",
                false,
                Map.of("fee", "number", "name", "text"),
                () -> "p" + random.nextInt(4),
                Map.of("fee", this::rate, "name", () -> pick("free", "paid", "p1")));
    }

    private ToldTable table(
            String name,
            String on,
            boolean hasNumbersAsKeys,
            Map<String, String> types,
            Supplier<Object> keys,
            Map<String, Supplier<Object>> columns) {
        Map<Object, Map<String, Object>> rows = new LinkedHashMap<>();
        for (int left = random.nextInt(KEYS_MAX); left > 0; left--) {
            Map<String, Object> said = new HashMap<>();
            columns.forEach((column, values) -> {
                if (!isOneIn(5)) {
                    said.put(column, values.get());
                }
            });
            rows.put(keys.get(), said);
        }
        return new ToldTable(name, on, hasNumbersAsKeys, types, rows);
    }

    private Object rate() {
        return stripped(
                switch (random.nextInt(4)) {
                    case 0 -> new BigDecimal("-12345678901234567890.123456789012345678");
                    case 1 -> new BigDecimal(random.nextInt(3));
                    default -> new BigDecimal(random.nextInt(-50, 3_000)).movePointLeft(2);
                });
    }

    private static BigDecimal stripped(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private Object pick(Object... of) {
        return of[random.nextInt(of.length)];
    }

    private boolean isOneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
