package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.eventlog.EventLog;
import io.footfall.eventlog.EventLogConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands as their user meets them: what they say, and with which exit code they end. */
class CommandsTest {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int UNEXPLAINED = 3;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("--help")).isEqualTo(DONE);
        assertThat(out.toString())
                .contains(
                        "demo",
                        "serve",
                        "simulate",
                        "import",
                        "replay",
                        "answer",
                        "compare",
                        "incidents",
                        "export",
                        "doctor");
        assertThat(run()).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("Usage: footfall [-hV] COMMAND");
        assertThat(run("--version")).isEqualTo(DONE);
        assertThat(out.toString()).startsWith("Footfall ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "serve --data d",
                "simulate --out x",
                "import f --map m --data d",
                "replay f --map m --to http://127.0.0.1:1",
                "answer q --data d",
                "compare --data d",
                "incidents --data d",
                "export --data d --out o",
                "doctor"
            })
    void eachCommandHasHelpAndRefusesWhatItDoesNotKnow(String arguments) {
        String command = arguments.replaceFirst(" .*", "");
        assertThat(run(command, "--help")).isEqualTo(DONE);
        assertThat(out.toString()).startsWith("Usage: footfall " + command);
        assertThat(err.toString()).isEmpty();

        assertThat(run((arguments + " --no-such-option").split(" "))).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).startsWith("footfall: Unknown option: '--no-such-option'");
        assertThat(err.toString())
                .endsWith("See ./footfall " + command + " --help\n")
                .doesNotContain("Usage:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve                                                        | Missing required option: '--data=<data>'
            serve --data d --memory plenty                               | --memory is plenty, it must be a whole number
            serve --data d --memory 63m                                  | --memory is 63m, it must be at least 64m
            serve --data d --memory 4000g                                | three quarters of the heap
            demo --memory 1m                                             | --memory is 1m, it must be at least 64m
            simulate --to 127.0.0.1:8080 --key k                         | "127.0.0.1:8080" is no address of an engine
            simulate --to ftp://a.example --key k                        | expected such as http://127.0.0.1:8080
            simulate --to http://127.0.0.1:1 --key k --rate 0            | --rate is 0.0, expected 0.01 to 1000000
            simulate --to http://127.0.0.1:1 --key k --connections 0     | --connections is 0, expected 1 to 1000
            simulate --to http://127.0.0.1:1 --key k --for soon          | "soon" is no length of time
            simulate --to http://127.0.0.1:1 --out x                     | mutually exclusive
            import f --map m --data d --batch 0                          | --batch is 0, expected 1 to 2500
            import f --map m                                             | give --data DIR or --to ADDRESS
            replay f --map m                                             | Missing required option: '--to=<address>'
            replay f --map m --to http://127.0.0.1:1 --speed fast        | "fast" is no speed; expected such as 60x
            replay f --map m --to http://127.0.0.1:1 --key k --speed 0x  | --speed is 0.0, expected 0.01 to 1000000
            simulate                                                     | give --to ADDRESS or --out FILE
            import --map m --data d                                      | Missing required parameter: 'FILE'
            answer --data d                                              | Missing required parameter: 'QUESTION.json'
            answer q --data d --as-of yesterday                          | "yesterday" is no instant; expected such as 2026-
            simulate --scenario incidents                                | --data go together
            simulate --scenario randomised --data d                      | --scenario randomised and --found go together
            simulate --scenario incidents --data d --found f             | --scenario randomised and --found go together
            incidents --data d --step 7m                                 | expected 1m to 1h, a whole part of an hour
            incidents --data d --days-before 1                           | --days-before is 1, expected 2 to 60
            compare --data d --batch-at late                             | "late" is no time of day; expected such as 02:00
            incidents --data d --day soon                                | --day is "soon", expected a date such as 2026-
            export --data d --out o --timezone Mars                      | "Mars" is no time zone; expected such as Europe/B
            demo --rate -1                                               | --rate is -1.0, expected 0.01 to 1000000
            demo --rate NaN                                              | --rate is NaN, expected 0.01 to 1000000
            demo --rate much                                             | "much" is no number
            demo --seed x                                                | "x" is no whole number
            serve --data d --port web                                    | "web" is no whole number
            serve --data d --port 65536                                  | --port is 65536, expected 0 to 65535
            serv                                                         | serv is no command
            compare --data d --tolerance -1                              | --tolerance is -1, expected 0 or more
            compare q --data d --nightly m.yaml                          | a mapping says which question
            """)
    void wrongUsageIsSaidInWords(String arguments, String expected) {
        assertThat(run(arguments.split(" "))).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains(expected).doesNotContain("\tat ");
    }

    @Test
    void filesThatAreNotThereAreNamed() throws IOException {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), "file:\n  format: json-lines\n");
        for (String command : new String[] {
            "import " + folder.resolve("none") + " --map " + mapping + " --data " + folder.resolve("d"),
            "import x --map " + folder.resolve("none") + " --data " + folder.resolve("d"),
            "answer " + folder.resolve("none") + " --data " + folder.resolve("d")
        }) {
            assertThat(run(command.split(" "))).as(command).isEqualTo(FAILED);
            assertThat(err.toString()).isEqualTo("footfall: " + folder.resolve("none") + " is not there\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answer QUESTION --data",
                "compare QUESTION --data",
                "incidents QUESTION --data",
                "export --out OUT --data",
                "quarantine list --data",
                "quarantine show --data"
            })
    void aFolderWithoutDataIsNoShopInWhichNothingHappened(String command) throws IOException {
        Path question = Files.writeString(
                folder.resolve("orders.json"), "{\"kind\": \"trend\", \"event\": \"Order Completed\"}");
        String arguments = command.replace("QUESTION", question.toString()).replace("OUT", folder.resolve("out") + "");
        assertThat(run((arguments + " " + folder.resolve("none")).split(" "))).isEqualTo(FAILED);
        assertThat(err.toString())
                .isEqualTo("footfall: --data is " + folder.resolve("none")
                        + ", and there is no such folder; give the one that an engine was started on\n");
        assertThat(run((arguments + " " + folder).split(" "))).isEqualTo(FAILED);
        assertThat(err.toString()).contains("in which no engine kept anything");
        assertThat(out.toString()).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatCannotBeMadeIsNamedWithTheReason() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(run("serve", "--data", file.toString(), "--port", "0")).isEqualTo(FAILED);
        assertThat(err.toString()).startsWith("footfall: the log in " + file + " cannot be opened: ");
        assertThat(run("simulate", "--out", folder.resolve("none/x").toString(), "--for", "1s"))
                .isEqualTo(FAILED);
        assertThat(err.toString()).isEqualTo("footfall: " + folder.resolve("none") + " is not there\n");
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), "file:\n  format: json-lines\n");
        String data = folder.resolve("data").toString();
        assertThat(run("import", folder.toString(), "--map", mapping.toString(), "--data", data))
                .isEqualTo(FAILED);
        assertThat(err.toString()).isEqualTo("footfall: " + folder + " is a folder; name the files in it\n");
        assertThat(run("export", "--data", data, "--out", file.toString())).isEqualTo(FAILED);
        assertThat(err.toString()).isEqualTo("footfall: " + file + " is there already, and is no folder\n");
    }

    @Test
    void anEngineThatIsNotThereIsSaid() {
        assertThat(run("sql", "select 1", "--key", "k", "--to", "http://127.0.0.1:1"))
                .isEqualTo(FAILED);
        assertThat(err.toString())
                .isEqualTo(
                        "footfall: no engine answers at http://127.0.0.1:1; start one, or say by --to where it is\n");
    }

    @Test
    void anImportIntoDataInUseIsRefusedAndNamesTheFolder() throws IOException {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), "file:\n  format: json-lines\n");
        Path lines = Files.writeString(folder.resolve("lines"), "");
        Path data = folder.resolve("data");
        try (EventLog log = EventLog.open(data, EventLogConfig.DEFAULTS, Clock.systemUTC())) {
            assertThat(run("import", lines.toString(), "--map", mapping.toString(), "--data", data.toString()))
                    .isEqualTo(FAILED);
            assertThat(err.toString())
                    .startsWith("footfall: the data folder ")
                    .contains("is in use by this process")
                    .doesNotContain("\tat ");
            assertThat(data.resolve("keys.json")).doesNotExist();
            assertThat(log.lastSequence()).isZero();
        }
    }

    @Test
    void aShopIsWrittenImportedTwiceAndCountedOnce() throws IOException {
        Path lines = folder.resolve("shop.jsonl");
        Path again = folder.resolve("again.jsonl");
        assertThat(run("simulate", "--out", lines.toString(), "--rate", "20", "--for", "20s", "--seed", "5"))
                .isEqualTo(DONE);
        assertThat(out.toString()).startsWith("wrote ").contains(" events to " + lines);
        run("simulate", "--out", again.toString(), "--rate", "20", "--for", "20s", "--seed", "5");
        assertThat(lines).hasSameBinaryContentAs(again);

        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), "file:\n  format: json-lines\n");
        Path data = folder.resolve("data");
        String[] into = {"import", lines.toString(), "--map", mapping.toString(), "--data", data.toString()};
        assertThat(run(into)).as(err.toString()).isEqualTo(DONE);
        String admitted = out.toString().replaceAll("(?s).*admitted    (\\d+)\n.*", "$1");
        assertThat(Integer.parseInt(admitted)).isGreaterThan(200);
        assertThat(err.toString()).isEmpty();
        assertThat(run(into)).isEqualTo(DONE);
        assertThat(out.toString()).contains("admitted    0\n");

        Path question = Files.writeString(folder.resolve("question.json"), ShopNames.count());
        assertThat(run("answer", question.toString(), "--data", data.toString()))
                .isEqualTo(DONE);
        assertThat(out.toString()).contains("\"rows\":[{\"value\":" + admitted + "}]");
    }

    @Test
    void aFileOfNumbersIsComparedAndWhatIsUnexplainedIsSaid() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), """
                {"type":"track","event":"Order","userId":"ann","messageId":"1","timestamp":"2026-03-01T10:00:00Z"}
                {"type":"track","event":"Order","userId":"bob","messageId":"2","timestamp":"2026-03-01T11:00:00Z"}
                """);
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), "file:\n  format: json-lines\n");
        Path data = folder.resolve("data");
        assertThat(run("import", lines.toString(), "--map", mapping.toString(), "--data", data.toString()))
                .as(err.toString())
                .isEqualTo(DONE);
        Files.writeString(
                folder.resolve("orders.json"), "{\"kind\":\"trend\",\"event\":\"Order\",\"interval\":\"day\"}");
        Files.writeString(folder.resolve("orders.csv"), "day,orders\n2026-02-28,7\n2026-03-01,1\n");
        Path nightly = Files.writeString(folder.resolve("nightly.yaml"), """
                question: orders.json
                path: orders.csv
                key: { at: day }
                value: { column: orders }
                """);

        // The import came after that night, so our own batch would have had nothing.
        String night = " --data " + data + " --from 2026-03-01";
        assertThat(run(("compare " + folder.resolve("orders.json") + night).split(" ")))
                .as(err.toString())
                .isEqualTo(DONE);
        assertThat(out.toString())
                .contains("2026-03-01T00:00:00Z value     2      0          +2    +2")
                .contains("1 numbers: 0 the same, 1 differ and are explained, 0 are not");
        assertThat(run(("compare --nightly " + nightly + night).split(" "))).isEqualTo(UNEXPLAINED);
        assertThat(out.toString()).contains("+1    +2          -1", "1 are not");
        assertThat(run(("compare --tolerance 1 --json --nightly " + nightly + night).split(" ")))
                .isEqualTo(DONE);
        assertThat(out.toString()).contains("\"causes\":{\"late\":2,\"definition\":-1}");

        Files.writeString(folder.resolve("orders.csv"), "date,orders\n");
        assertThat(run(("compare --nightly " + nightly + night).split(" "))).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("key.at is \"day\", expected a column of");
    }

    @Test
    void aDayOfWhichNobodyKnowsWhatIsOrdinaryHasNoIncidents() throws IOException {
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), "file:\n  format: json-lines\n");
        Path lines = folder.resolve("shop.jsonl");
        Path data = folder.resolve("data");
        run("simulate", "--out", lines.toString(), "--rate", "20", "--for", "20s");
        run("import", lines.toString(), "--map", mapping.toString(), "--data", data.toString());

        List<String> command = new ArrayList<>(List.of("incidents", "--data", data.toString(), "--day", "2026-01-01"));
        try (Stream<Path> examples = Files.list(Path.of("../examples/incidents"))) {
            examples.map(Path::toString).sorted().forEach(command::add);
        }
        assertThat(command).hasSizeGreaterThan(5);
        assertThat(run(command.toArray(String[]::new))).as(err.toString()).isEqualTo(DONE);
        assertThat(out.toString()).contains("2026-01-01 in UTC", "of 0 numbers that were judged");
    }

    @Test
    void aQuestionThatMakesNoSenseIsWrongUsage() throws IOException {
        Path question =
                Files.write(folder.resolve("question.json"), "{\"kind\":\"tend\"}".getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder.resolve("data/log"));
        assertThat(run(
                        "answer",
                        question.toString(),
                        "--data",
                        folder.resolve("data").toString()))
                .isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains(question.toString(), "invalid_question", "tend");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commands = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = commands.execute(arguments);
        commands.getOut().flush();
        commands.getErr().flush();
        return code;
    }
}
