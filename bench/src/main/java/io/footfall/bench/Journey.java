package io.footfall.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What one customer does in one visit, step by step. Most look around, some fill a cart, a few order; nobody adds what they
 * did not look at, so how far each comes is plain to count.
 */
final class Journey {
    /** How many steps each visit has. */
    static final int STEPS = 8;

    /** One letter a step, the first of the deed's name. */
    private static final List<String> WRITTEN = List.of(
            "pvvpvvpv",
            "vpvvvpvv",
            "pvpvpvpv",
            "vvvvpvvv",
            "ppvpvvpp",
            "pvvavpvv",
            "vvapvaav",
            "pvavacvv",
            "pvacopvv",
            "vvaacovp");

    /** How many different ones there are; customer n always goes on number n modulo this. */
    static final int COUNT = WRITTEN.size();

    private static final List<List<Deed>> ALL =
            WRITTEN.stream().map(Journey::read).toList();

    private Journey() {}

    static Deed deed(int journey, int step) {
        return ALL.get(journey).get(step);
    }

    private static List<Deed> read(String written) {
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < written.length(); i++) {
            char letter = written.charAt(i);
            for (Deed deed : Deed.values()) {
                if (Character.toLowerCase(deed.name().charAt(0)) == letter) {
                    deeds.add(deed);
                }
            }
        }
        return deeds;
    }
}
