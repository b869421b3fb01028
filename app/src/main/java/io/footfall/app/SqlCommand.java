package io.footfall.app;

import io.footfall.history.sql.SqlFormat;
import io.footfall.wire.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code footfall sql}: one SELECT over all events of a running engine, printed. */
@Command(
        name = "sql",
        description = "Runs one SELECT over the events and customers of a running engine, and prints the result.",
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SELECT", description = "The statement, such as \"select count(*) from events\".")
    private String sql = "";

    @Option(
            names = "--to",
            converter = EngineAddress.class,
            description = "The address of the engine. Default: ${DEFAULT-VALUE}.")
    private URI address = URI.create("http://127.0.0.1:8080");

    @Option(names = "--key", description = "The engine's read key. Default: the environment's FOOTFALL_READ_KEY.")
    private Optional<String> key = Optional.ofNullable(System.getenv("FOOTFALL_READ_KEY"));

    @Option(
            names = "--format",
            description = "How the result is printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private SqlFormat format = SqlFormat.TABLE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        String readKey = key.orElseThrow(() -> new ParameterException(
                spec.commandLine(), "--key is missing: give the read key of the engine's keys.json"));
        byte[] body =
                new JsonText().startObject().key("sql").text(sql).endObject().toBytes();
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/sql"))
                .header("Authorization", "Bearer " + readKey)
                .header("Accept", format.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            String text = new String(response.body(), StandardCharsets.UTF_8);
            if (response.statusCode() != 200) {
                spec.commandLine().getErr().println("footfall: " + text);
                return 1;
            }
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
