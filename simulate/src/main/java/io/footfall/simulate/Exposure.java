package io.footfall.simulate;

import java.util.Locale;

/** That a customer takes part in the trial, and on which side. */
final class Exposure implements Script {
    private final Customer customer;
    private final Insight insight;
    private final long at;
    private boolean isOver;

    Exposure(Customer customer, Insight insight, long at) {
        this.customer = customer;
        this.insight = insight;
        this.at = at;
    }

    @Override
    public long at() {
        return at;
    }

    @Override
    public boolean isOver() {
        return isOver;
    }

    @Override
    public byte[] play(String messageId) {
        isOver = true;
        ItemText item = new ItemText().field("type", "track").field("messageId", messageId);
        item.field("userId", customer.userId()).time("timestamp", at).field("event", "Experiment Viewed");
        item.open("properties")
                .field("experiment_name", "insight")
                .field("variation_name", insight.name().toLowerCase(Locale.ROOT))
                .field("region", Regions.name(customer.region(Regions.COUNT)))
                .close();
        return item.toBytes();
    }
}
