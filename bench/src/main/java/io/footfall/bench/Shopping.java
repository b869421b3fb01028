package io.footfall.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the customers of one connection send: each a {@link Journey}, step by step, many at once; then the next customers come.
 * A customer's events all come over one connection, in order. Each {@value #REPEAT_EVERY}th request is sent twice, as by a
 * client that missed the answer.
 */
final class Shopping implements LoadClient.Requests {
    /** Of the number that each item carries, the part that belongs to one connection. */
    private static final long NUMBERS_PER_CONNECTION = 1_000_000_000L;

    private static final int REPEAT_EVERY = 50;
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Templates templates;
    private final Tally tally;
    private final Clock clock;
    private final int firstCustomer;
    private final int customers;
    private final int active;
    private final long firstNumber;
    private final ByteBuffer request;

    private int visit;
    private int step;
    private int at;
    private long sent;
    private boolean isRepeat;
    private boolean isAcknowledged;

    private Shopping(Templates templates, Tally tally, Clock clock, int connection, int customers, int active) {
        this.templates = templates;
        this.tally = tally;
        this.clock = clock;
        this.firstCustomer = connection * customers;
        this.customers = customers;
        this.active = active;
        this.firstNumber = connection * NUMBERS_PER_CONNECTION;
        this.request = ByteBuffer.allocate(templates.size());
    }

    /**
     * The traffic of several connections.
     *
     * @param batch events a request; 1 sends each alone, to the path of its type
     * @param customers how many there are in all; after them the first come again
     * @param active how many are there at once
     * @param tally counts what was acknowledged
     */
    static List<LoadClient.Requests> over(
            int connections, int batch, int customers, int active, String head, Tally tally, Clock clock) {
        // Whole batches, of customers whose journeys come in the same order each time.
        int unit = batch == 1 ? Journey.COUNT : batch;
        if (unit % Journey.COUNT != 0) {
            throw new IllegalArgumentException("a batch is of " + batch + " events; it must be 1 or a multiple of "
                    + Journey.COUNT + ", the number of journeys");
        }
        int activeEach = Math.max(unit, active / connections / unit * unit);
        int customersEach = Math.max(activeEach, customers / connections / activeEach * activeEach);
        Templates templates = new Templates(batch, head);
        List<LoadClient.Requests> all = new ArrayList<>();
        for (int connection = 0; connection < connections; connection++) {
            all.add(new Shopping(templates, tally, clock, connection, customersEach, activeEach));
        }
        return all;
    }

    /** How many customers {@link #over} may number, at the most. */
    static int customersMax(int connections, int batch, int customers) {
        return customers + connections * Math.max(batch, Journey.COUNT);
    }

    @Override
    public ByteBuffer next() {
        isRepeat = isAcknowledged && sent % REPEAT_EVERY == 0;
        isAcknowledged = false;
        sent++;
        if (isRepeat) {
            return request.rewind();
        }
        byte[] time = MILLIS.format(Instant.ofEpochMilli(clock.millis())).getBytes(StandardCharsets.US_ASCII);
        templates.of(customer(), step).fill(request, customer(), firstNumber + (sent - 1) * templates.batch, time);
        return request;
    }

    @Override
    public int acknowledged() {
        isAcknowledged = true;
        if (isRepeat) {
            tally.repeated(templates.batch);
            return 0;
        }
        for (int i = 0; i < templates.batch; i++) {
            int customer = customer() + i;
            tally.acknowledged(customer, Journey.deed(customer % Journey.COUNT, step));
        }
        at += templates.batch;
        if (at == active) {
            at = 0;
            step++;
        }
        if (step == Journey.STEPS) {
            step = 0;
            visit = (visit + 1) % (customers / active);
        }
        return templates.batch;
    }

    /** The customer of the first item of the request that is under way. */
    private int customer() {
        return firstCustomer + visit * active + at;
    }

    /** The requests of each step, in a few variants, which differ in the products that are looked at. */
    private static final class Templates {
        private static final int VARIANTS = 8;

        private final int batch;
        private final BodyTemplate[][] byStep;

        Templates(int batch, String head) {
            this.batch = batch;
            int variants = batch == 1 ? VARIANTS * Journey.COUNT : VARIANTS;
            this.byStep = new BodyTemplate[Journey.STEPS][variants];
            for (int step = 0; step < Journey.STEPS; step++) {
                for (int variant = 0; variant < variants; variant++) {
                    byStep[step][variant] = batch == 1 ? alone(variant, step, head) : batch(batch, variant, step, head);
                }
            }
        }

        BodyTemplate of(int customer, int step) {
            BodyTemplate[] variants = byStep[step];
            return variants[customer / batch % variants.length];
        }

        int size() {
            int size = 0;
            for (BodyTemplate[] variants : byStep) {
                for (BodyTemplate each : variants) {
                    size = Math.max(size, each.size());
                }
            }
            return size;
        }

        private static BodyTemplate alone(int variant, int step, String head) {
            int journey = variant % Journey.COUNT;
            Deed deed = Journey.deed(journey, step);
            return BodyTemplate.alone(deed, deed.item(journey, Deed.product(variant * Journey.STEPS + step)), head);
        }

        private static BodyTemplate batch(int batch, int variant, int step, String head) {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                int journey = i % Journey.COUNT;
                int look = (variant * batch + i) * Journey.STEPS + step;
                items.add(Journey.deed(journey, step).item(journey, Deed.product(look)));
            }
            return BodyTemplate.batch(items, head);
        }
    }
}
