/**
 * Topics of Kafka, read from places that the caller keeps: the one home of Kafka's client.
 *
 * <p>{@link io.footfall.connect.kafka.TopicReader} reads partitions that it is told, from offsets that it is told. It is in no
 * consumer group and commits nothing, so the brokers keep no opinion of how far anything was read.
 * {@link io.footfall.connect.kafka.ClientSettings} is what a user may say to the client; whatever else there is stays as it is
 * set here.
 */
@NullMarked
package io.footfall.connect.kafka;

import org.jspecify.annotations.NullMarked;
