package io.footfall.app;

import io.footfall.history.sql.SqlFormat;
import io.footfall.wire.FlatObject;
import io.footfall.wire.JsonText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
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
    private static final String CODE = "code";
    private static final String DETAIL = "detail";

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
            if (response.statusCode() != 200) {
                throw new IOException(refusal(response));
            }
            spec.commandLine().getOut().print(new String(response.body(), StandardCharsets.UTF_8));
            spec.commandLine().getOut().flush();
            return 0;
        } catch (ConnectException e) {
            throw new IOException("no engine answers at " + address + "; start one, or say by --to where it is", e);
        }
    }

    private static String refusal(HttpResponse<byte[]> response) {
        String detail = FlatObject.read(response.body(), Set.of(CODE, DETAIL))
                .map(problem -> problem.get(CODE) + ": " + problem.get(DETAIL))
                .orElse("the engine answered " + response.statusCode());
        return response.statusCode() == 401 || response.statusCode() == 403
                ? detail + "; give the read key of the engine's keys.json by --key"
                : detail;
    }
}
