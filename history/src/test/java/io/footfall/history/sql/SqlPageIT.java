package io.footfall.history.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements that {@code docs/reference/sql.md} offers to copy, and what they answer; {@code -Dgolden.update=true} writes that anew. */
final class SqlPageIT {
    private static final Pattern STATEMENT = Pattern.compile("(?ms)^```sql\n(.*?)^```");
    private static final Path GOLDEN = Path.of("src/test/resources/sql-page.txt");

    @TempDir
    Path data;

    @Test
    void everyStatementAnswersAsItDid() throws IOException {
        Lease lease = ToldShop.write(data, campaigns());
        StringBuilder answers = new StringBuilder();
        List<String> statements = statements();
        assertThat(statements).hasSize(13);
        try (SqlDesk desk = new SqlDesk(SqlConfig.DEFAULTS, data)) {
            for (String statement : statements) {
                SqlResult result = desk.run(statement, lease, SqlFormat.TABLE).join();
                assertThat(result).as(statement).isInstanceOf(SqlResult.Rows.class);
                if (result instanceof SqlResult.Rows rows) {
                    answers.append(statement)
                            .append('\n')
                            .append(new String(rows.body(), StandardCharsets.UTF_8))
                            .append('\n');
                }
            }
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, answers);
        }
        assertThat(answers.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    private List<Lease.Lookup> campaigns() throws IOException {
        Path file = Files.writeString(data.resolve("campaigns.csv"), """
                "source","channel","cost"
                "spring ""sale""\","mail",10
                "autumn","",
                """);
        return List.of(new Lease.Lookup(
                "campaigns",
                file.toString(),
                List.of(
                        new Lease.LookupColumn("source", Lease.Type.TEXT),
                        new Lease.LookupColumn("channel", Lease.Type.TEXT),
                        new Lease.LookupColumn("cost", Lease.Type.NUMBER))));
    }

    private static List<String> statements() throws IOException {
        List<String> statements = new ArrayList<>();
        Matcher matcher = STATEMENT.matcher(Files.readString(Path.of("../docs/reference/sql.md")));
        while (matcher.find()) {
            statements.add(matcher.group(1));
        }
        return statements;
    }
}
