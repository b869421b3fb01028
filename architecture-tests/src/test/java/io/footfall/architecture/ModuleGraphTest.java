package io.footfall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A module knows the steps before it, never the steps after it. */
final class ModuleGraphTest {

    private static final String ROOT = "io.footfall.";

    /** What each module may know. {@code app} may know all of them. */
    private static final Map<String, Set<String>> KNOWS = Map.ofEntries(
            Map.entry("event", Set.of()),
            Map.entry("eventlog", Set.of("event")),
            Map.entry("timeline", Set.of("event")),
            Map.entry("question", Set.of("timeline", "event")),
            Map.entry("catalog", Set.of("event")),
            Map.entry("wire", Set.of("event", "question", "timeline")),
            Map.entry("history", Set.of("wire", "timeline", "eventlog", "event")),
            Map.entry("engine", Set.of("question", "timeline", "event", "eventlog", "catalog", "wire", "history")),
            Map.entry("reconcile", Set.of("engine", "question", "timeline", "event", "eventlog", "catalog", "wire")),
            Map.entry("http", Set.of()),
            Map.entry("collect", Set.of("http", "wire", "eventlog", "catalog", "event")),
            Map.entry(
                    "serve",
                    Set.of(
                            "http",
                            "wire",
                            "engine",
                            "history",
                            "question",
                            "timeline",
                            "eventlog",
                            "catalog",
                            "event")),
            Map.entry("connect", Set.of("collect", "history", "wire", "catalog", "event")),
            Map.entry("simulate", Set.of("connect")),
            Map.entry("testkit", Set.of("event", "timeline", "question")));

    @Test
    void eachModuleKnowsOnlyTheStepsBeforeIt() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : classes) {
            String from = module(type).orElseThrow();
            if (from.equals("app") || from.equals("bench")) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                module(dependency.getTargetClass())
                        .filter(to -> !to.equals(from))
                        .filter(to -> !KNOWS.getOrDefault(from, Set.of()).contains(to))
                        .ifPresent(to -> wrong.add(from + " must not know " + to + ": " + dependency.getDescription()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Optional<String> module(JavaClass type) {
        if (!type.getPackageName().startsWith(ROOT)) {
            return Optional.empty();
        }
        String inside = type.getPackageName().substring(ROOT.length());
        int end = inside.indexOf('.');
        return Optional.of(end < 0 ? inside : inside.substring(0, end));
    }
}
