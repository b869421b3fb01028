package io.footfall.simulate;

import java.util.Optional;

/** An email to a customer: sent, delivered or bounced, perhaps opened, perhaps clicked, which leads to a visit. */
final class Mailing implements Script {

    private enum Stage {
        SENT("Email Sent"),
        DELIVERED("Email Delivered"),
        BOUNCED("Email Bounced"),
        OPENED("Email Opened"),
        CLICKED("Email Link Clicked"),
        OVER("");

        private final String event;

        Stage(String event) {
            this.event = event;
        }
    }

    private static final double BOUNCES = 0.02;
    private static final double OPENS = 0.35;
    private static final double CLICKS = 0.3;
    private static final double OPENED_AFTER_SECONDS = 3_600;

    private final Surroundings surroundings;
    private final Chance chance;
    private final Customer customer;
    private Stage stage = Stage.SENT;
    private Stage played = Stage.SENT;
    private long at;

    Mailing(Surroundings surroundings, Chance chance, Customer customer, long at) {
        this.surroundings = surroundings;
        this.chance = chance;
        this.customer = customer;
        this.at = at;
    }

    @Override
    public long at() {
        return at;
    }

    @Override
    public boolean isOver() {
        return stage == Stage.OVER;
    }

    @Override
    public byte[] play(String messageId) {
        ItemText item = new ItemText().field("type", "track").field("messageId", messageId);
        item.field("userId", customer.userId()).time("timestamp", at).field("event", stage.event);
        item.open("properties").field("email_subject", "This week in the shop").close();
        played = stage;
        goOn();
        return item.toBytes();
    }

    private void goOn() {
        switch (stage) {
            case SENT -> {
                stage = chance.happens(BOUNCES) ? Stage.BOUNCED : Stage.DELIVERED;
                at += 500 + (long) (chance.pause(3) * 1_000);
            }
            case DELIVERED -> {
                stage = chance.happens(OPENS) ? Stage.OPENED : Stage.OVER;
                at += (long) (chance.pause(OPENED_AFTER_SECONDS) * 1_000);
            }
            case OPENED -> {
                stage = chance.happens(CLICKS) ? Stage.CLICKED : Stage.OVER;
                at += 2_000 + (long) (chance.pause(20) * 1_000);
            }
            case BOUNCED, CLICKED, OVER -> stage = Stage.OVER;
        }
    }

    @Override
    public Optional<Script> ledTo() {
        if (played != Stage.CLICKED || surroundings.incidents().isLinkDead(surroundings.insight(customer), at)) {
            return Optional.empty();
        }
        return Optional.of(new Visit(
                surroundings,
                chance,
                customer,
                customer.deviceId(),
                chance.happens(0.5),
                Campaign.NEWSLETTER,
                at + 1_500));
    }
}
