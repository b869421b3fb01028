package io.footfall.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP server of the process: a route table behind a port.
 *
 * <p>Each event loop has a listener of its own on the same port. Nothing outside this module sees what serves it.
 */
public final class HttpServer implements AutoCloseable {
    private static final long CLOSE_SECONDS = 10;
    private static final int HEADER_BYTES_MAX = 16_384;
    private static final int URI_BYTES_MAX = 8_192;

    private final HttpConfig config;
    private final RouteTable routes;
    private final Access access;
    private final HttpCounters counters = new HttpCounters();
    private @Nullable Vertx vertx;

    /** A server of the given routes. */
    public HttpServer(HttpConfig config, RouteTable routes, Access access) {
        this.config = config;
        this.routes = routes;
        this.access = access;
    }

    /** What is counted. */
    public HttpCounters counters() {
        return counters;
    }

    /**
     * Starts to listen.
     *
     * @return the port
     * @throws PortTakenException if another program listens on the configured one
     * @throws CannotListenException if the address is none of this machine, or this user may not listen there
     */
    public int start() {
        // It reads no file itself, and would otherwise leave a folder for them behind when it is killed.
        FileSystemOptions noFiles =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        Vertx started = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(config.eventLoops()).setFileSystemOptions(noFiles));
        vertx = started;
        int port = freePort();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(port)
                .setIdleTimeout((int) config.idleTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxInitialLineLength(URI_BYTES_MAX)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setTcpNoDelay(true)
                .setHandle100ContinueAutomatically(true);
        Exchanges exchanges = new Exchanges(routes, access, counters, config);
        try {
            started.deployVerticle(
                            () -> new VerticleBase() {
                                @Override
                                public Future<?> start() {
                                    return vertx.createHttpServer(options)
                                            .connectionHandler(HttpServer.this::opened)
                                            .requestHandler(request -> exchanges.handle(request, vertx, context))
                                            .listen();
                                }
                            },
                            new DeploymentOptions().setInstances(config.eventLoops()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            close();
            if (e.getCause() instanceof BindException) {
                throw new PortTakenException(config.host(), port, e);
            }
            throw e;
        }
        return port;
    }

    @Override
    public void close() {
        Vertx running = vertx;
        if (running != null) {
            vertx = null;
            running.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    private void opened(HttpConnection connection) {
        connection.closeHandler(closed -> counters.connectionClosed());
        if (counters.connectionOpened() > config.connectionsMax()) {
            connection.close();
        } else {
            HeadDeadline.watch(connection, config.headTimeout());
        }
    }

    /** The configured port if nobody listens on it, or a free one: the event loops must be told one and the same. */
    private int freePort() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(config.host()), config.port()));
            return probe.getLocalPort();
        } catch (UnknownHostException e) {
            throw new CannotListenException(config.host() + " is no address or name that this machine knows", e);
        } catch (BindException e) {
            if (!isOfThisMachine()) {
                throw new CannotListenException(config.host() + " is no address of this machine", e);
            }
            // The system says so in words only.
            if (String.valueOf(e.getMessage()).contains("denied")) {
                throw new CannotListenException(
                        "this user may not listen on port " + config.port() + "; give one from 1024 on", e);
            }
            throw new PortTakenException(config.host(), config.port(), e);
        } catch (IOException e) {
            throw new CannotListenException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
        }
    }

    /** Whether any port of the configured host can be listened on. */
    private boolean isOfThisMachine() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(config.host()), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
