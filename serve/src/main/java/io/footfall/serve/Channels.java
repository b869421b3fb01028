package io.footfall.serve;

import io.footfall.http.EventStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Several streams in one: each channel is a stream of its own to whoever sends on it, and all of them go to the same reader.
 *
 * <p>For any thread. When the reader falls behind, what is dropped may be of any channel, so all begin anew.
 */
final class Channels {
    private final EventStream stream;
    private final List<Channel> all = new CopyOnWriteArrayList<>();

    Channels(EventStream stream) {
        this.stream = stream;
        stream.onCaughtUp(() -> all.forEach(Channel::caughtUp));
        stream.onClose(() -> all.forEach(Channel::readerLeft));
    }

    /** A channel whose events carry the name of a question, as {@code {"question":NAME,"data":…}}; it needs no escaping. */
    EventStream ofQuestion(String name) {
        byte[] before = ("{\"question\":\"" + name + "\",\"data\":").getBytes(StandardCharsets.UTF_8);
        return add(data -> {
            byte[] named = Arrays.copyOf(before, before.length + data.length + 1);
            System.arraycopy(data, 0, named, before.length, data.length);
            named[named.length - 1] = '}';
            return named;
        });
    }

    /** A channel whose events are handed on as they are. */
    EventStream plain() {
        return add(UnaryOperator.identity());
    }

    private Channel add(UnaryOperator<byte[]> written) {
        Channel channel = new Channel(stream, written);
        all.add(channel);
        return channel;
    }

    private static final class Channel implements EventStream {
        /** What stands in place of what somebody wants done when the reader leaves. */
        private enum Mark implements Runnable {
            NOTHING,
            LEFT;

            @Override
            public void run() {}
        }

        private final EventStream stream;
        private final UnaryOperator<byte[]> written;
        private final AtomicReference<Runnable> closed = new AtomicReference<>(Mark.NOTHING);
        private volatile @Nullable Runnable resync;

        Channel(EventStream stream, UnaryOperator<byte[]> written) {
            this.stream = stream;
            this.written = written;
        }

        @Override
        public void send(String event, byte[] data) {
            stream.send(event, written.apply(data));
        }

        @Override
        public void onCaughtUp(Runnable newResync) {
            resync = newResync;
        }

        @Override
        public void onClose(Runnable newClosed) {
            if (!closed.compareAndSet(Mark.NOTHING, newClosed)) {
                newClosed.run();
            }
        }

        @Override
        public void close() {
            stream.close();
        }

        private void caughtUp() {
            Runnable begin = resync;
            if (begin != null) {
                begin.run();
            }
        }

        private void readerLeft() {
            closed.getAndSet(Mark.LEFT).run();
        }
    }
}
