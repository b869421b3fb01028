package io.footfall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the guide to incidents, over shops of half its size: what goes wrong is found, and put right by lot. */
@Timeout(600)
class IncidentsIT {
    private static final String WATCHED_RATE = "0.6";
    private static final String TRIAL_RATE = "0.3";

    @TempDir
    Path folder;

    @Test
    void whatGoesWrongIsFoundLiveAndPayingAttentionToItIsWorthSomething() throws Exception {
        Path found = folder.resolve("found.jsonl");
        Host.run(simulate("incidents", WATCHED_RATE, "--incidents", file("shop.jsonl")));
        assertThat(watch("incidents", "--told", file("shop.jsonl"), "--found", found.toString()))
                .contains("The morning's mail has a dead link    09:00  10:00")
                .contains("Checkout fails in Safari on iPhone    10:54  12:00")
                .contains("A campaign leads to a page not found  11:35  12:00")
                .contains("Trail Jackets cost a tenth            13:39  15:00")
                .contains("Trail Shoes are out of stock          15:53  17:00")
                .contains("5 of 5 were found live, before the batch")
                .contains("besides them, nothing left the ordinary, of 768 numbers that were judged");
        assertThat(Files.readAllLines(found)).hasSize(5);

        Host.run(simulate("randomised", TRIAL_RATE, "--found", found.toString()));
        String answer = Host.run("answer", "../examples/insight/orders.json", "--data", file("randomised"));
        Matcher trial = Pattern.compile("\"sampleRatio\":\\{[^}]*\"p\":([0-9.]+)}.*\"variation\":\"live\""
                        + ".*\"difference\":([-0-9.]+),\"low\":([-0-9.]+)")
                .matcher(answer);
        assertThat(trial.find()).as(answer).isTrue();
        assertThat(Double.parseDouble(trial.group(1))).as("as drawn").isGreaterThan(0.01);
        assertThat(Double.parseDouble(trial.group(2))).as("more orders").isPositive();
        assertThat(Double.parseDouble(trial.group(3))).as("by more than chance").isPositive();
    }

    @Test
    void aQuietShopHasNone() throws Exception {
        Host.run(simulate("quiet", WATCHED_RATE));
        assertThat(watch("quiet")).contains("nothing left the ordinary, of 792 numbers that were judged");
    }

    /** The shop of a scenario, in a folder of that name. */
    private String[] simulate(String scenario, String rate, String... more) {
        List<String> command = new ArrayList<>(
                List.of("simulate", "--scenario", scenario, "--seed", "1", "--rate", rate, "--data", file(scenario)));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    private String watch(String scenario, String... more) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("incidents", "--data", file(scenario), "--day", "2026-01-15", "--step", "1h"));
        command.addAll(List.of(more));
        try (Stream<Path> examples = Files.list(Path.of("../examples/incidents"))) {
            examples.map(Path::toString).sorted().forEach(command::add);
        }
        return Host.run(command.toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
