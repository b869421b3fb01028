package io.footfall.app;

import io.footfall.catalog.LookupShape;
import io.footfall.catalog.LookupVersion;
import io.footfall.connect.sources.LookupSink;
import io.footfall.engine.Engine;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Hands lookup tables that were read to the engine. */
final class EngineLookups implements LookupSink {
    private final Engine engine;

    EngineLookups(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Set<String> names() {
        return engine.lookups().keySet();
    }

    @Override
    public Optional<LookupVersion> current(String name) {
        return engine.lookup(name);
    }

    @Override
    public void keep(LookupShape shape, byte[] text, long rows) throws IOException, InterruptedException {
        engine.lookUp(shape, text, rows);
    }

    @Override
    public void drop(String name) throws IOException, InterruptedException {
        engine.dropLookup(name);
    }
}
