package io.footfall.http;

/**
 * An open stream of server-sent events to one reader. For any thread.
 *
 * <p>A reader that does not keep up is not waited for: what is sent meanwhile is dropped, and when it has caught up
 * {@link #onCaughtUp} is told, so that it can be sent the newest state.
 */
public interface EventStream {
    /** Sends an event; {@code data} is one line of text, such as JSON. */
    void send(String event, byte[] data);

    /** Is told, on another thread, when events were dropped and the reader takes them again. */
    void onCaughtUp(Runnable resync);

    /** Is told once the reader is gone. */
    void onClose(Runnable closed);

    /** Ends the stream. */
    void close();
}
