package io.footfall.connect.kafka;

/**
 * A topic as the brokers have it now.
 *
 * @param id what tells it from another topic of that name, before or after
 * @param partitions how many partitions it has
 */
public record Topic(String id, int partitions) {}
