package io.footfall.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose request head is not whole in time: from its first byte, not from its last, so that one byte
 * now and then does not keep it.
 *
 * <p>Stands before the HTTP codec in the connection's pipeline, since only there the first byte is seen. Owned by the
 * connection's event loop.
 */
final class HeadDeadline extends ChannelDuplexHandler {
    private static final byte[] TIMED_OUT =
            "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final String NAME = "footfall-head-deadline";

    private final Duration wait;
    private @Nullable Future<?> deadline;
    private boolean isInRequest;

    private HeadDeadline(Duration wait) {
        this.wait = wait;
    }

    /** Watches a new connection. */
    static void watch(HttpConnection connection, Duration wait) {
        ((ConnectionBase) connection).channel().pipeline().addFirst(NAME, new HeadDeadline(wait));
    }

    /** The head of a request is whole. */
    static void headArrived(HttpConnection connection) {
        HeadDeadline deadline = find(connection);
        if (deadline != null) {
            deadline.isInRequest = true;
            deadline.cancel();
        }
    }

    /** The request was answered; the next byte begins another. */
    static void answered(HttpConnection connection) {
        HeadDeadline deadline = find(connection);
        if (deadline != null) {
            deadline.isInRequest = false;
        }
    }

    private static @Nullable HeadDeadline find(HttpConnection connection) {
        return (HeadDeadline) ((ConnectionBase) connection).channel().pipeline().get(NAME);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (deadline == null && !isInRequest) {
            deadline = context.executor().schedule(() -> end(context), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private static void end(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.wrappedBuffer(TIMED_OUT)).addListener(ChannelFutureListener.CLOSE);
    }
}
