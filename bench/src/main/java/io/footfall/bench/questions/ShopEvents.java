package io.footfall.bench.questions;

import io.footfall.event.DocumentWriter;
import io.footfall.event.Event;
import io.footfall.event.EventType;
import java.math.BigDecimal;

/** Makes events of what was done in the shop, each with five properties. Used by one thread. */
final class ShopEvents {
    private final DocumentWriter writer = new DocumentWriter(256);
    private final String idStart;
    private long made;

    /** Events whose ids begin with a text of their own. */
    ShopEvents(String idStart) {
        this.idStart = idStart + " ";
    }

    Event of(Shop.Did did) {
        writer.clear();
        writer.startObject().key("properties").startObject();
        writer.key("campaign").text("campaign-" + did.campaign);
        writer.key("product").text("product-" + did.product);
        writer.key("category").text("category-" + did.category);
        writer.key("device").text("device-" + did.device);
        writer.key(did.name == Shop.ORDER ? "revenue" : "price").number(BigDecimal.valueOf(did.priceCents, 2));
        writer.endObject().endObject();
        return new Event(
                EventType.TRACK,
                Shop.NAMES[did.name],
                "shop",
                idStart + made++,
                "customer-" + did.customer,
                null,
                null,
                did.timestamp,
                did.timestamp,
                writer.toDocument());
    }
}
