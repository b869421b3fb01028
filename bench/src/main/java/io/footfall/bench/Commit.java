package io.footfall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Which state of the repository was measured. */
final class Commit {
    private Commit() {}

    /** The commit's short name, and whether files differ from it; {@code unknown} where there is no repository. */
    static String of(Path repository) throws IOException, InterruptedException {
        String name = git(repository, "rev-parse", "--short", "HEAD");
        if (name.isEmpty()) {
            return "unknown";
        }
        return git(repository, "status", "--porcelain", "--", ":!bench/results").isEmpty()
                ? name
                : name + ", with changes";
    }

    private static String git(Path repository, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("git", "-C", repository.toString());
        builder.command().addAll(java.util.List.of(arguments));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process;
        try {
            process = builder.start();
        } catch (IOException noGit) {
            return "";
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? said : "";
    }
}
