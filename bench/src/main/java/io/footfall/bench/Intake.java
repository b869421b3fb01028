package io.footfall.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Events sent as fast as they are answered, to an engine and to a server that only parses, one after the other.
 *
 * @param connections how many are open, each with one request under way
 * @param batch events a request
 * @param customers how many there are
 * @param active how many of them are there at once
 * @param warmup sent before the measurement
 * @param length of the measurement
 */
record Intake(int connections, int batch, int customers, int active, Duration warmup, Duration length) {
    private static final String PINNED = "pinned";
    private static final String ENGINE_THREAD = "footfall-engine";
    private static final int LOOKS_MAX = 10;

    /** A server that keeps nothing is as fast in the tenth minute as in the first. */
    static final Duration PEER_MOST = Duration.ofSeconds(30);

    static final List<Setting> SETTINGS = List.of(
            new Setting("customers", 500_000, "how many customers there are; after them the first come again"),
            new Setting("active", 40_000, "how many of them are there at once"),
            new Setting("warmup", "60", "seconds before the measurement"),
            new Setting("seconds", "10", "how long each measurement is"),
            new Setting("runs", 3, "how often each is measured; the median counts"));

    static Intake of(Settings settings, int connections, int batch) {
        return new Intake(
                connections,
                batch,
                settings.number("customers"),
                settings.number("active"),
                seconds(settings, "warmup"),
                seconds(settings, "seconds"));
    }

    /**
     * What one run saw.
     *
     * @param eventsPerSecond new events acknowledged, over the time until every pinned answer had taken in the last of them
     * @param behindMillis how long that was after the last was acknowledged
     * @param load what the sender saw
     * @param cpuSeconds the processor time that the server took for it
     * @param files what became of the log meanwhile
     */
    record Seen(double eventsPerSecond, double behindMillis, LoadClient.Load load, double cpuSeconds, Filed files) {
        double cpuMicrosPerEvent() {
            return cpuSeconds * 1e6 / load.events();
        }

        double filesMicrosPerEvent() {
            return files.cpuSeconds * 1e6 / load.events();
        }
    }

    /**
     * What became of the log.
     *
     * @param unsealedBytes how much of it was not sealed at the end
     * @param sealedShare the part of all events that was in files at the end
     * @param compactions how often files were put together
     * @param cpuSeconds the processor time that the engine's other processes took
     */
    record Filed(double unsealedBytes, double sealedShare, double compactions, double cpuSeconds) {
        private static final Filed NOTHING = new Filed(0, 0, 0, 0);

        private static Filed of(EngineProcess engine, double cpuBefore) throws IOException, InterruptedException {
            return new Filed(
                    engine.metric("footfall_log_unsealed_bytes"),
                    engine.metric("footfall_files_events") / engine.metric("footfall_events_admitted_total"),
                    engine.metric("footfall_files_compactions_total"),
                    Processor.secondsOfChildren(engine.pid()) - cpuBefore);
        }
    }

    /**
     * Sends to a new engine with so many questions pinned, and checks what it holds and answers afterwards.
     *
     * @param arguments more of its command
     */
    Seen engine(int pins, Path data, Pace pace, List<String> arguments) throws IOException, InterruptedException {
        Tally tally = tally();
        try (EngineProcess engine = EngineProcess.start(data, List.of(), arguments);
                LoadClient client = client(engine.address(), engine.writeKey(), tally)) {
            engine.pin(Pins.first(pins));
            client.run(warmup, pace);
            double cpuBefore = Processor.secondsOf(engine.pid());
            double childrenBefore = Processor.secondsOfChildren(engine.pid());
            LoadClient.Load load = client.run(length, pace);
            long acknowledgedAt = System.nanoTime();
            engine.analysed(client.lastSequence());
            for (String name : Pins.first(pins).keySet()) {
                engine.answer(name, client.lastSequence());
            }
            long behind = System.nanoTime() - acknowledgedAt;
            double cpu = Processor.secondsOf(engine.pid()) - cpuBefore;
            Filed files = Filed.of(engine, childrenBefore);
            check(engine, pins, client.lastSequence(), tally);
            return new Seen(load.events() * 1e9 / (load.nanos() + behind), behind / 1e6, load, cpu, files);
        }
    }

    /**
     * Sends to a new engine with one question pinned, or none if it is empty, and checks its answer afterwards.
     *
     * @return the processor time of the engine's thread, in microseconds an event
     */
    double engineThreadMicros(String question, Path data) throws IOException, InterruptedException {
        try (EngineProcess engine = EngineProcess.start(data, List.of());
                LoadClient client = client(engine.address(), engine.writeKey(), tally())) {
            engine.pin(question.isEmpty() ? Map.of() : Map.of(PINNED, question));
            client.run(warmup, Pace.asFastAsAnswered());
            engine.analysed(client.lastSequence());
            double before = Processor.secondsOf(engine.pid(), ENGINE_THREAD);
            LoadClient.Load load = client.run(length, Pace.asFastAsAnswered());
            engine.analysed(client.lastSequence());
            double after = Processor.secondsOf(engine.pid(), ENGINE_THREAD);
            if (!question.isEmpty()) {
                checkAgainstAsked(engine, question, client.lastSequence());
            }
            return (after - before) * 1e6 / load.events();
        }
    }

    private static void checkAgainstAsked(EngineProcess engine, String question, long sequence)
            throws IOException, InterruptedException {
        String pinned = "";
        String asked = "";
        // Between two answers an interval may end.
        for (int look = 0; look < LOOKS_MAX; look++) {
            pinned = rows(engine.answer(PINNED, sequence));
            asked = rows(engine.ask(question, sequence));
            if (pinned.equals(asked)) {
                return;
            }
        }
        throw new WrongResultException("asked " + question + " is answered " + asked + ", pinned " + pinned);
    }

    private static String rows(String answer) {
        int begin = answer.indexOf("\"rows\"");
        int end = answer.lastIndexOf(']');
        if (begin < 0 || end < begin) {
            throw new WrongResultException("an answer without rows: " + answer);
        }
        return answer.substring(begin, end);
    }

    /** Sends the same to a server that only parses. */
    Seen parseOnly(ParseOnlyServer.Running server) throws IOException {
        try (LoadClient client = client(server.address(), "none", tally())) {
            client.run(warmup, Pace.asFastAsAnswered());
            double cpuBefore = Processor.secondsOf(server.process().pid());
            LoadClient.Load load =
                    client.run(length.compareTo(PEER_MOST) < 0 ? length : PEER_MOST, Pace.asFastAsAnswered());
            return new Seen(
                    load.eventsPerSecond(),
                    0,
                    load,
                    Processor.secondsOf(server.process().pid()) - cpuBefore,
                    Filed.NOTHING);
        }
    }

    /** The medians of what several runs saw. */
    record Medians(List<Seen> runs) {
        double eventsPerSecond() {
            return of(Seen::eventsPerSecond);
        }

        String millis(double quantile) {
            return Report.decimal(of(seen -> seen.load().latencies().millis(quantile)), 1);
        }

        String behindMillis() {
            return Report.whole(of(Seen::behindMillis));
        }

        String cpuMicrosPerEvent() {
            return Report.decimal(of(Seen::cpuMicrosPerEvent), 1);
        }

        String filesMicrosPerEvent() {
            return Report.decimal(of(Seen::filesMicrosPerEvent), 1);
        }

        String sealedShare() {
            return Report.whole(of(seen -> 100 * seen.files().sealedShare())) + " %";
        }

        String unsealedMebibytes() {
            return Report.whole(of(seen -> seen.files().unsealedBytes() / (1 << 20)));
        }

        String compactions() {
            return Report.whole(of(seen -> seen.files().compactions()));
        }

        String refused() {
            return Report.whole(of(seen -> seen.load().refused()));
        }

        private double of(ToDoubleFunction<Seen> figure) {
            return median(runs.stream().mapToDouble(figure).boxed().toList());
        }
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    static Duration seconds(Settings settings, String name) {
        return Duration.ofMillis(Math.round(1e3 * settings.fraction(name)));
    }

    private Tally tally() {
        return new Tally(Shopping.customersMax(connections, batch, customers));
    }

    private LoadClient client(URI address, String key, Tally tally) throws IOException {
        return new LoadClient(
                address,
                Shopping.over(
                        connections,
                        batch,
                        customers,
                        active,
                        LoadClient.head(address, key),
                        tally,
                        Clock.systemUTC()));
    }

    /** Each event once, what came twice found out, and every pinned number right. */
    private static void check(EngineProcess engine, int pins, long sequence, Tally tally)
            throws IOException, InterruptedException {
        WrongResultException.unlessEqual(
                "events on timelines", tally.events(), Math.round(engine.metric("footfall_events_admitted_total")));
        WrongResultException.unlessEqual(
                "repeated events", tally.repeated(), Math.round(engine.metric("footfall_events_duplicate_total")));
        Pins.check(pins, engine, sequence, tally);
    }
}
