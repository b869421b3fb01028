package io.footfall.http;

/** A port on which another program listens already. */
public final class PortTakenException extends CannotListenException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String host, int port, Throwable cause) {
        super(
                "port " + port + " on " + host + " is taken by another program; stop that, or give another --port",
                cause);
    }
}
