package io.footfall.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends requests over connections that stay open, one at a time on each, from one thread, as cheaply as it can: it runs beside
 * what it measures, on the same cores.
 *
 * <p>A request that is answered 429 or 503 is sent again after a pause. Its time counts from when it was due the first time,
 * and so does that of one that was due while no connection was free: what waits because others are slow is not left out.
 */
final class LoadClient implements AutoCloseable {
    private static final int RESPONSE_BYTES_MAX = 8_192;
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long SILENCE_NANOS_MAX = Duration.ofSeconds(60).toNanos();
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern SEQUENCE = Pattern.compile("(?i)\r\nx-footfall-sequence: *(\\d+)");

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Deque<Connection> free = new ArrayDeque<>();
    private final Deque<Connection> pausing = new ArrayDeque<>();
    private long lastSequence;

    /** What is sent over one connection. */
    interface Requests {
        /** The next request. */
        ByteBuffer next();

        /** To be told when the request is answered 200; returns how many new events it held. */
        int acknowledged();
    }

    /**
     * What one run saw.
     *
     * @param start when it began, by {@link System#nanoTime}
     * @param requests answered 200
     * @param events new ones in them
     * @param refused answers that asked to come again
     * @param nanos from the start to the last answer
     * @param latencies from when each request was due to its answer 200
     */
    record Load(long start, long requests, long events, long refused, long nanos, Latencies latencies) {
        double eventsPerSecond() {
            return events * 1e9 / nanos;
        }
    }

    private static final class Connection {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final Requests requests;
        private final ByteBuffer answer = ByteBuffer.allocate(RESPONSE_BYTES_MAX);
        private ByteBuffer request = ByteBuffer.allocate(0);
        private long dueAt;
        private long pauseUntil;

        Connection(SocketChannel channel, SelectionKey key, Requests requests) {
            this.channel = channel;
            this.key = key;
            this.requests = requests;
        }
    }

    /** Opens a connection for each of the given requests. */
    LoadClient(URI address, List<Requests> requests) throws IOException {
        selector = Selector.open();
        try {
            for (Requests each : requests) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                Connection connection = new Connection(channel, key, each);
                key.attach(connection);
                connections.add(connection);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        free.addAll(connections);
    }

    /** The head of a request to an address, with a key that may write; the request line goes before it. */
    static String head(URI address, String writeKey) {
        return "Host: " + address.getAuthority() + "\r\nAuthorization: Bearer " + writeKey + "\r\n";
    }

    /** The newest sequence that an answer named. */
    long lastSequence() {
        return lastSequence;
    }

    /** Sends for a while, and waits for every answer. */
    Load run(Duration length, Pace pace) throws IOException {
        return run(length, Long.MAX_VALUE, pace);
    }

    /**
     * Sends for a while, or until so many requests are sent, and waits for every answer.
     *
     * @throws IOException if a connection breaks, an answer is neither 200, 429 nor 503, or none comes for a minute
     */
    Load run(Duration length, long most, Pace pace) throws IOException {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        Run run = new Run(start, pace);
        long heardAt = start;
        while (true) {
            long now = System.nanoTime();
            run.resume(now);
            if (now < end && run.sent < most) {
                run.sendDue(now, most);
            } else if (free.size() + pausing.size() == connections.size()) {
                // What was refused at last was never taken, and is not sent any more.
                free.addAll(pausing);
                pausing.clear();
                return run.load(now);
            }
            if (selector.select(run.waitMillis(now, end)) > 0) {
                heardAt = now;
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() instanceof Connection connection) {
                        run.goOn(connection);
                    }
                }
                selector.selectedKeys().clear();
            } else if (free.size() < connections.size() && now - heardAt > SILENCE_NANOS_MAX) {
                throw new IOException(
                        "no answer for " + Duration.ofNanos(SILENCE_NANOS_MAX).toSeconds() + " s");
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    /** One run, while it goes on. */
    private final class Run {
        private final long start;
        private final Pace pace;
        private final Latencies latencies = new Latencies();
        private long sent;
        private long requests;
        private long events;
        private long refused;

        Run(long start, Pace pace) {
            this.start = start;
            this.pace = pace;
        }

        Load load(long now) {
            return new Load(start, requests, events, refused, now - start, latencies);
        }

        void sendDue(long now, long most) throws IOException {
            while (sent < most && !free.isEmpty() && start + pace.due(sent) <= now) {
                Connection connection = free.remove();
                // As fast as answered, a request is due when it can be sent.
                connection.dueAt = pace.due(sent) == 0 ? now : start + pace.due(sent);
                connection.request = connection.requests.next();
                sent++;
                write(connection);
            }
        }

        /** Sends again what was refused a while ago. */
        void resume(long now) throws IOException {
            while (!pausing.isEmpty() && pausing.getFirst().pauseUntil <= now) {
                Connection connection = pausing.remove();
                connection.request.rewind();
                write(connection);
            }
        }

        /** How long nothing is to be done unless an answer comes; at least a millisecond, the least a selector waits. */
        long waitMillis(long now, long end) {
            long next = now + Duration.ofSeconds(1).toNanos();
            if (!free.isEmpty() && now < end) {
                next = Math.min(next, Math.min(end, start + pace.due(sent)));
            }
            if (!pausing.isEmpty()) {
                next = Math.min(next, pausing.getFirst().pauseUntil);
            }
            return Math.max(1, (next - now) / 1_000_000);
        }

        void goOn(Connection connection) throws IOException {
            if (connection.request.hasRemaining()) {
                write(connection);
            }
            if (connection.channel.read(connection.answer) < 0) {
                throw new IOException("the server closed a connection");
            }
            int status = status(connection);
            if (status == 0) {
                return;
            }
            connection.answer.clear();
            long now = System.nanoTime();
            if (status == 200) {
                requests++;
                events += connection.requests.acknowledged();
                latencies.add(now - connection.dueAt);
                free.add(connection);
            } else {
                refused++;
                connection.pauseUntil = now + PAUSE_NANOS;
                pausing.add(connection);
            }
        }

        private void write(Connection connection) throws IOException {
            connection.channel.write(connection.request);
            connection.key.interestOps(
                    connection.request.hasRemaining()
                            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                            : SelectionKey.OP_READ);
        }

        /** The status of an answer; 0 while it is not whole. */
        private int status(Connection connection) throws IOException {
            ByteBuffer answer = connection.answer;
            String text =
                    new String(answer.array(), answer.arrayOffset(), answer.position(), StandardCharsets.ISO_8859_1);
            int headEnd = text.indexOf("\r\n\r\n");
            if (headEnd < 0) {
                return 0;
            }
            Matcher length = LENGTH.matcher(text);
            if (!length.find() || text.length() < headEnd + 4 + Integer.parseInt(length.group(1))) {
                return 0;
            }
            int status = Integer.parseInt(text.substring(9, 12));
            if (status != 200 && status != 429 && status != 503) {
                throw new IOException("a request was answered: " + text);
            }
            Matcher sequence = SEQUENCE.matcher(text);
            if (sequence.find()) {
                lastSequence = Math.max(lastSequence, Long.parseLong(sequence.group(1)));
            }
            return status;
        }
    }
}
