package io.footfall.connect.files;

import io.footfall.connect.files.CollectClient.Answer;
import io.footfall.connect.files.Outcome.Bad;
import io.footfall.connect.files.Outcome.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A sink that posts items to a running collector. */
public final class HttpSink implements ItemSink {

    private static final String PATH = "/v1/import";
    private static final int BAD_ROW_BYTES_MAX = 4_096;

    private final CollectClient client;
    private final boolean givesWay;

    /** A sink that hands over items as soon as those before are safe. */
    public HttpSink(CollectClient client) {
        this(client, false);
    }

    private HttpSink(CollectClient client, boolean givesWay) {
        this.client = client;
        this.givesWay = givesWay;
    }

    /** A sink that hands over items only once those before are in answers: it leaves the engine to others whenever they need it. */
    public static HttpSink givingWay(CollectClient client) {
        return new HttpSink(client, true);
    }

    @Override
    public Receipt accept(List<Item> items) throws IOException, InterruptedException {
        return post(items.stream().map(Item::json).toList());
    }

    /**
     * Sends each bad row as an item without a known type, which the collector quarantines with these bytes: reason,
     * file, line, and the first 4,096 bytes of the row.
     */
    @Override
    public void quarantine(String file, List<Bad> rows) throws IOException, InterruptedException {
        List<byte[]> items = new ArrayList<>();
        int bytes = 0;
        for (Bad row : rows) {
            byte[] item = asItem(file, row);
            if (bytes + item.length > BYTES_MAX) {
                post(items);
                items.clear();
                bytes = 0;
            }
            items.add(item);
            bytes += item.length;
        }
        post(items);
    }

    private static byte[] asItem(String file, Bad row) {
        int length = Math.min(row.bytes().length, BAD_ROW_BYTES_MAX);
        return new JsonBytes()
                .field("type", "row:" + row.reason().code())
                .field("file", file)
                .field("line", String.valueOf(row.line()))
                .field("detail", row.detail())
                .field("row", new String(row.bytes(), 0, length, StandardCharsets.UTF_8))
                .toBytes();
    }

    private Receipt post(List<byte[]> items) throws IOException, InterruptedException {
        byte[] sent = batch(items);
        return switch (givesWay ? client.postGivingWay(PATH, sent) : client.post(PATH, sent, true)) {
            case Answer.Accepted(int duplicates, Map<Integer, String> quarantined) ->
                new Receipt(duplicates, quarantined);
            case Answer.Refused(int status, String body) ->
                throw new IOException("the collector refused the import with " + status + ": " + body
                        + (status == 401 || status == 403 ? " Give the write key of the collector's keys.json." : ""));
        };
    }

    private static byte[] batch(List<byte[]> items) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"batch\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(items.get(i));
        }
        body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
