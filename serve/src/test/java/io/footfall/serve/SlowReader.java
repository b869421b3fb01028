package io.footfall.serve;

import io.footfall.catalog.KeyKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Opens an event stream, and reads nothing of it until it is asked to. */
final class SlowReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 16_384;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();

    private SlowReader() {}

    static SlowReader open(Served served, String path) throws IOException {
        SlowReader reader = new SlowReader();
        reader.socket.setReceiveBufferSize(BUFFER_BYTES);
        reader.socket.setSoTimeout(PATIENCE_MILLIS);
        reader.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.port()));
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + served.key(KeyKind.READ) + "\r\n\r\n";
        reader.socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return reader;
    }

    /** Reads until a whole answer says this, and returns how many changes came before. */
    int changesUntilAnswerWith(String text) throws IOException {
        int changes = 0;
        boolean isAnswer = false;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            changes += line.equals("event: change") ? 1 : 0;
            isAnswer = line.startsWith("event: ") ? line.equals("event: answer") : isAnswer;
            if (isAnswer && line.startsWith("data: ") && line.contains(text)) {
                return changes;
            }
        }
        throw new AssertionError("the stream ended without an answer that says " + text);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
