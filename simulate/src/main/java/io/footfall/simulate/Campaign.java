package io.footfall.simulate;

import java.util.List;

/** What brought a visitor to the shop. */
record Campaign(String source, String medium, String name) {

    static final Campaign NEWSLETTER = new Campaign("newsletter", "email", "weekly_news");

    static final List<Campaign> ALL = List.of(
            new Campaign("google", "cpc", "brand"),
            new Campaign("google", "cpc", "shoes"),
            new Campaign("instagram", "social", "spring_looks"),
            new Campaign("facebook", "social", "retargeting"),
            new Campaign("partner", "affiliate", "city_guide"));
}
