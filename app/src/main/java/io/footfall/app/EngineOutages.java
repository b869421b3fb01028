package io.footfall.app;

import io.footfall.connect.files.Waiting;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The waits of a client whose engine does not answer, which its user is told of once. */
final class EngineOutages implements Waiting {
    private final Pacing pacing = new Pacing();
    private final AtomicBoolean isTold = new AtomicBoolean();
    private final URI address;
    private final Duration patience;
    private final PrintWriter err;

    EngineOutages(URI address, Duration patience, PrintWriter err) {
        this.address = address;
        this.patience = patience;
        this.err = err;
    }

    @Override
    public long nanos() {
        return pacing.nanos();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (!isTold.getAndSet(true)) {
            err.println("footfall: " + address + " does not answer, or asks to wait; trying again for up to "
                    + patience.toMinutes() + " min");
            err.flush();
        }
        pacing.sleep(duration);
    }
}
