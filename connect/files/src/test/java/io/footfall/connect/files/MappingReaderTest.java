package io.footfall.connect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.footfall.connect.files.MappingException.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingReaderTest {

    @Test
    void aSmallMappingNeedsCustomerEventAndTime() throws MappingException {
        Mapping mapping = MappingReader.read("m", """
                customer: { user_id: who }
                event: Visit
                time: { column: at }
                """);

        assertThat(mapping.layout()).isEqualTo(Layout.DEFAULTS);
    }

    @Test
    void everyProblemIsReportedTogether() {
        List<Problem> problems = problems("""
                file: { delimiter: ";;", encoding: morse }
                customer: {}
                event: Visit
                time: { column: at, zone: Mars/Crater, format: "{{" }
                leave_out: [ { column: x } ]
                properties:
                  price: { column: p, type: dollars }
                  sum: { column: p, over_rows: sum }
                colour: red
                """);

        assertThat(problems)
                .extracting(Problem::key)
                .containsExactlyInAnyOrder(
                        "file.delimiter",
                        "file.encoding",
                        "customer",
                        "time.zone",
                        "time.format",
                        "leave_out[0].column",
                        "properties.price.type",
                        "properties.sum.over_rows",
                        "colour");
    }

    @Test
    void aMisspeltKeyNamesTheKnownOnes() {
        Problem problem = problems("""
                customer: { user_id: who }
                event: Visit
                time: { column: at, fromat: iso }
                """).getFirst();

        assertThat(problem.toString()).isEqualTo("time.fromat is not known here, expected one of column, format, zone");
    }

    @Test
    void textThatIsNoYamlIsAProblem() {
        assertThat(problems("a: [").getFirst().expected()).isEqualTo("YAML");
    }

    private static List<Problem> problems(String yaml) {
        return catchThrowableOfType(MappingException.class, () -> MappingReader.read("m", yaml))
                .problems();
    }
}
