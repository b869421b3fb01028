package io.footfall.simulate;

import java.util.function.Consumer;

/** What happens to items on their way: some come late, some twice, and some never were right. Pure. */
final class Mischief {

    static final double LATE = 0.02;
    static final double DOUBLED = 0.01;
    static final double BROKEN = 0.003;

    private static final long DOUBLE_SOON_MILLIS = 2_000;
    private static final long DOUBLE_LATER_MILLIS = 6L * 60 * 60_000;

    private final Chance chance;

    Mischief(Chance chance) {
        this.chance = chance;
    }

    /** Hands on what arrives because of an item that happens at {@code at}, the item itself at its arrival. */
    void pass(long at, String messageId, byte[] item, Consumer<Sent> arrivals) {
        long arrival = chance.happens(LATE) ? Lateness.any(chance).arrival(at, chance) : at;
        arrivals.accept(new Sent(arrival, messageId, item));
        if (chance.happens(DOUBLED)) {
            long later = chance.happens(0.8) ? DOUBLE_SOON_MILLIS : DOUBLE_LATER_MILLIS;
            arrivals.accept(new Sent(arrival + chance.between(0, later), messageId, item));
        }
        if (chance.happens(BROKEN)) {
            Breakage breakage = Breakage.values()[chance.below(Breakage.values().length)];
            String brokenId = "broken-" + messageId;
            arrivals.accept(new Sent(at, brokenId, breakage.item(brokenId, at)));
        }
    }
}
