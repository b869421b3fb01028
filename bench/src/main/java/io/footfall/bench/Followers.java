package io.footfall.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients that follow the pinned answer that counts probes, over server-sent events, and note when each first saw which count.
 * One thread reads for all of them.
 */
final class Followers implements AutoCloseable {
    private static final Pattern COUNT = Pattern.compile("\"value\":(\\d+)");
    private static final int BUFFER_BYTES = 64 << 10;

    private final Selector selector;
    private final int before;
    private final List<Follower> followers = new ArrayList<>();
    private final CountDownLatch connected;
    private final CountDownLatch done;
    private final Thread reader;

    /** One client. Owned by the reading thread until {@link #done}. */
    private static final class Follower {
        private final SocketChannel channel;
        private final long[] seenAt;
        private final StringBuilder received = new StringBuilder();
        private int seen = -1;

        Follower(SocketChannel channel, int count) {
            this.channel = channel;
            this.seenAt = new long[count];
        }
    }

    /**
     * Connects so many clients.
     *
     * @param before how many probes were sent before, and are counted in the answer too
     * @param probes how many probes each waits for
     */
    Followers(URI address, String key, int clients, int before, int probes) throws IOException, InterruptedException {
        this.before = before;
        selector = Selector.open();
        connected = new CountDownLatch(clients);
        done = new CountDownLatch(clients);
        reader = new Thread(this::read, "bench-followers-1");
        byte[] request = ("GET /api/v1/questions/" + Probes.NAME + "/stream HTTP/1.1\r\n"
                        + LoadClient.head(address, key) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < clients; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
                Follower follower = new Follower(channel, probes);
                followers.add(follower);
                channel.write(ByteBuffer.wrap(request));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, follower);
            }
            reader.start();
            if (!connected.await(1, TimeUnit.MINUTES)) {
                throw new IOException("not every client got its first answer within a minute");
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Waits until all clients have seen all probes, and says how long after it was due each saw each. */
    Latencies await(long start, Pace pace) throws IOException, InterruptedException {
        if (!done.await(1, TimeUnit.MINUTES)) {
            throw new WrongResultException("not every client has seen every probe a minute after the last was sent");
        }
        Latencies latencies = new Latencies();
        for (Follower follower : followers) {
            for (int probe = 0; probe < follower.seenAt.length; probe++) {
                latencies.add(follower.seenAt[probe] - start - pace.due(probe));
            }
        }
        return latencies;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (Follower follower : followers) {
            follower.channel.close();
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try {
            while (true) {
                selector.select();
                long now = System.nanoTime();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() instanceof Follower follower) {
                        buffer.clear();
                        if (follower.channel.read(buffer) < 0) {
                            key.cancel();
                        }
                        received(
                                follower,
                                new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8),
                                now);
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (ClosedSelectorException | IOException ignored) {
            // Whoever waits for what was not seen says so.
        }
    }

    /** Takes what came; each whole event ends with an empty line. */
    private void received(Follower follower, String text, long now) {
        follower.received.append(text);
        int end = follower.received.indexOf("\n\n");
        while (end >= 0) {
            Matcher count = COUNT.matcher(follower.received.substring(0, end));
            if (count.find()) {
                saw(follower, Integer.parseInt(count.group(1)), now);
            }
            follower.received.delete(0, end + 2);
            end = follower.received.indexOf("\n\n");
        }
    }

    private void saw(Follower follower, int count, long now) {
        if (follower.seen < 0) {
            follower.seen = 0;
            connected.countDown();
        }
        int until = Math.min(count - before, follower.seenAt.length);
        while (follower.seen < until) {
            follower.seenAt[follower.seen++] = now;
            if (follower.seen == follower.seenAt.length) {
                done.countDown();
            }
        }
    }
}
