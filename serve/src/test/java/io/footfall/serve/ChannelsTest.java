package io.footfall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.http.EventStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    private final Reader reader = new Reader();
    private final Channels channels = new Channels(reader);
    private final List<String> heard = new ArrayList<>();

    /** A reader that keeps what it is sent, and falls behind and leaves when told to. */
    private static final class Reader implements EventStream {
        private final List<String> sent = new ArrayList<>();
        private Runnable caughtUp = () -> {};
        private Runnable left = () -> {};

        @Override
        public void send(String event, byte[] data) {
            sent.add(event + " " + new String(data, StandardCharsets.UTF_8));
        }

        @Override
        public void onCaughtUp(Runnable resync) {
            caughtUp = resync;
        }

        @Override
        public void onClose(Runnable closed) {
            left = closed;
        }

        @Override
        public void close() {
            left.run();
        }
    }

    @Test
    void whatIsSentOnAChannelCarriesTheNameOfItsQuestion() {
        channels.ofQuestion("orders").send("answer", utf8("{\"rows\":[]}"));
        channels.ofQuestion("größe").send("asof", utf8("{}"));
        channels.plain().send("events", utf8("{\"items\":[]}"));

        assertThat(reader.sent)
                .containsExactly(
                        "answer {\"question\":\"orders\",\"data\":{\"rows\":[]}}",
                        "asof {\"question\":\"größe\",\"data\":{}}",
                        "events {\"items\":[]}");
    }

    @Test
    void everyChannelBeginsAnewWhenTheReaderCatchesUp() {
        channels.ofQuestion("orders").onCaughtUp(() -> heard.add("orders"));
        channels.ofQuestion("revenue").onCaughtUp(() -> heard.add("revenue"));
        channels.plain();

        reader.caughtUp.run();

        assertThat(heard).containsExactly("orders", "revenue");
    }

    @Test
    void everyChannelHearsOnceThatTheReaderLeft() {
        channels.ofQuestion("orders").onClose(() -> heard.add("orders"));
        channels.plain().onClose(() -> heard.add("events"));

        reader.left.run();

        assertThat(heard).containsExactly("orders", "events");
    }

    @Test
    void aReaderThatLeftEarlierIsStillHeardOf() {
        EventStream channel = channels.ofQuestion("orders");
        reader.left.run();

        channel.onClose(() -> heard.add("orders"));

        assertThat(heard).containsExactly("orders");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
