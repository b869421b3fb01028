package io.footfall.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The rules of the design that hold for every class. */
@AnalyzeClasses(packages = "io.footfall", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule jsonLivesInWire = home("wire", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule vertxLivesInHttp = home("http", "io.vertx..", "io.netty..");

    @ArchTest
    static final ArchRule duckDbLivesInHistory = home("history", "org.duckdb..");

    @ArchTest
    static final ArchRule kafkaLivesInItsConnector = home("connect.kafka", "org.apache.kafka..");

    @ArchTest
    static final ArchRule postgresIsFollowedBySources = home("connect.sources", "org.postgresql..");

    @ArchTest
    static final ArchRule databasesAreReadInHistoryAndBySources = noClasses()
            .that(not(resideInAnyPackage("io.footfall.history..", "io.footfall.connect.sources..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..")
            .because("SQL has two homes: our own history, and the databases that customers have");

    @ArchTest
    static final ArchRule picocliLivesInApp = home("app", "picocli..");

    @ArchTest
    static final ArchRule metersLiveInAppAndHttp = noClasses()
            .that(not(resideInAnyPackage("io.footfall.app..", "io.footfall.http..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..")
            .because("a dependency has one home, so it can be replaced in one place");

    @ArchTest
    static final ArchRule foldsArePure = noClasses()
            .that()
            .resideInAPackage("io.footfall.question..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.io..", "java.net..", "java.nio..", "java.sql..", "java.util.concurrent..", "org.slf4j.."))
            .orShould()
            .dependOnClassesThat(assignableTo(Clock.class))
            .because("the same fold must run embedded, in a batch and in the tests");

    @ArchTest
    static final ArchRule timeIsAnArgument = noClasses()
            .that(not(resideInAnyPackage("io.footfall.app..", "io.footfall.bench..")))
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .because("a test that cannot set the time cannot test a session");

    @ArchTest
    static final ArchRule threadsHaveFewOwners = noClasses()
            .that(not(resideInAnyPackage(
                    "io.footfall.app..",
                    "io.footfall.bench..",
                    "io.footfall.connect.sources..",
                    "io.footfall.engine..",
                    "io.footfall.eventlog..",
                    "io.footfall.history..",
                    "io.footfall.http..",
                    "io.footfall.testkit..")))
            .should()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .callMethod(Thread.class, "ofPlatform")
            .orShould()
            .callMethod(Thread.class, "ofVirtual")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors")
            .because("ARCHITECTURE.md lists every thread and what it may touch");

    @ArchTest
    static final ArchRule locksAreObjects = noMethods()
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED)
            .because("a lock is a private final object that says what it guards");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
            .because("such a name says what kind of class it is, never what it does");

    private static ArchRule home(String module, String... library) {
        return noClasses()
                .that(not(resideInAPackage("io.footfall." + module + "..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .because("a dependency has one home, so it can be replaced in one place");
    }
}
