package io.footfall.connect.repair;

import io.footfall.connect.files.CollectClient;
import io.footfall.wire.RepairBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends mended items to a running engine; what it returned for is safe. */
public final class RepairSink {
    private static final String PATH = "/api/v1/quarantine/repair";

    private final CollectClient client;

    /** Sends by a client whose key administers. */
    public RepairSink(CollectClient client) {
        this.client = client;
    }

    /**
     * Sends items of one source.
     *
     * @param repairs the ids of what each is made of
     * @param leftOut the ids of what is to make no event
     * @return the reasons of refused items, by their index
     */
    Map<Integer, String> send(String source, List<byte[]> items, List<Long> repairs, List<Long> leftOut)
            throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        // Names of sources have no character that JSON would escape.
        body.writeBytes(("{\"source\":\"" + source + "\",\"repairs\":" + ids(repairs) + ",\"leftOut\":" + ids(leftOut)
                        + ",\"batch\":[")
                .getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(items.get(i));
        }
        body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return switch (client.post(PATH, body.toByteArray(), false)) {
            case CollectClient.Answer.Accepted accepted -> accepted.quarantined();
            case CollectClient.Answer.Refused(int status, String said) ->
                throw new IOException("the engine refused the repair with " + status + ": " + said
                        + (status == 401 || status == 403 ? " Give the admin key of its keys.json." : ""));
        };
    }

    private static String ids(List<Long> ids) {
        return ids.stream().map(id -> '"' + RepairBody.written(id) + '"').collect(Collectors.joining(",", "[", "]"));
    }
}
