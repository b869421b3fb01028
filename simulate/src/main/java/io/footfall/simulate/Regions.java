package io.footfall.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The regions of a shop, and which half of them looks at live answers: drawn by the shop's seed. */
final class Regions {
    static final int COUNT = 40;

    private static final long DRAW = 0x7265_6769_6F6E_73L;

    private final List<Insight> insights = new ArrayList<>();

    Regions(long seed) {
        List<Integer> drawn = IntStream.range(0, COUNT)
                .boxed()
                .sorted(Comparator.comparingLong(region -> Chance.mix(seed ^ DRAW, region)))
                .toList();
        for (int region = 0; region < COUNT; region++) {
            insights.add(drawn.indexOf(region) < COUNT / 2 ? Insight.LIVE : Insight.NIGHTLY);
        }
    }

    /** From what the people of a customer's region learn. */
    Insight of(Customer customer) {
        return insights.get(customer.region(COUNT));
    }

    static String name(int region) {
        return "Region " + (region + 1);
    }
}
