package io.footfall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What no linter knows about this repository. */
final class TidyTest {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)[^)]*\\)");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|enum|record) ");
    private static final Pattern DEFINED_TYPE =
            Pattern.compile("(?m)\\*/\\R(?:@.*\\R(?:[ )].*\\R)*)*public (?:abstract |final |sealed |non-sealed )*"
                    + "(?:class|interface|enum|record) ");
    private static final Set<String> BINARY =
            Set.of(".png", ".jpg", ".gif", ".webp", ".jar", ".class", ".zip", ".gz", ".parquet");

    @Test
    void everyMarkdownFileHasOneTitle() {
        Set<String> wrong = new TreeSet<>();
        for (Path file : Repository.files(".md")) {
            long titles = withoutCode(file)
                    .lines()
                    .filter(line -> line.startsWith("# "))
                    .count();
            if (titles != 1) {
                wrong.add(file + " has " + titles + " titles");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRelativeLinkResolves() {
        Set<String> broken = new TreeSet<>();
        for (Path file : Repository.files(".md")) {
            Matcher link = LINK.matcher(withoutCode(file));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains(":") && !Files.exists(file.resolveSibling(target))) {
                    broken.add(file + " -> " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPublicTypeIsDefinedByItsFirstSentence() {
        Set<String> undefined = new TreeSet<>();
        for (Path file : Repository.files(".java")) {
            String text = Repository.text(file);
            boolean isMain = file.toString().contains("/src/main/");
            if (isMain
                    && PUBLIC_TYPE.matcher(text).find()
                    && !DEFINED_TYPE.matcher(text).find()) {
                undefined.add(file.toString());
            }
        }
        assertThat(undefined).isEmpty();
    }

    @Test
    void everyPackageIsDefinedAndNullMarked() {
        Set<String> undefined = new TreeSet<>();
        for (Path file : Repository.files(".java")) {
            Path definition = file.resolveSibling("package-info.java");
            boolean isMain = file.toString().contains("/src/main/");
            if (isMain
                    && !(Files.exists(definition) && Repository.text(definition).contains("@NullMarked"))) {
                undefined.add(file.getParent().toString());
            }
        }
        assertThat(undefined).isEmpty();
    }

    @Test
    void picturesAreTheOnlyBinaryFilesAndLiveInDocs() {
        Path images = Repository.root().resolve("docs/images");
        List<Path> elsewhere = Repository.files("").stream()
                .filter(file -> BINARY.stream().anyMatch(file.toString()::endsWith))
                .filter(file -> !file.startsWith(images) && !file.toString().contains("/src/test/resources/"))
                .toList();
        assertThat(elsewhere).isEmpty();
    }

    private static String withoutCode(Path file) {
        return FENCED.matcher(Repository.text(file)).replaceAll("");
    }
}
