package io.footfall.connect.repair;

import io.footfall.connect.repair.Repair.Mended;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Mends one thing after the other, sends what is an event now, and counts. For one use, by one thread. */
public final class RepairRun {
    private static final int ITEMS_MAX = 500;
    private static final int BYTES_MAX = 400_000;

    private final Repair repair;
    private final Optional<RepairSink> sink;
    private final Map<String, RepairCount> counts = new TreeMap<>();
    private final List<AsideItem> ready = new ArrayList<>();
    private final List<byte[]> items = new ArrayList<>();
    private final List<AsideItem> leftOut = new ArrayList<>();
    private int bytes;
    private String source = "";

    /**
     * Connects a repair.
     *
     * @param sink where items go; without one it is only said what would become of them
     */
    public RepairRun(Repair repair, Optional<RepairSink> sink) {
        this.repair = repair;
        this.sink = sink;
    }

    /**
     * Takes the next thing.
     *
     * @param isWanted whether it is to be repaired, and is not only there because it stands before another one in its file
     */
    public void take(AsideItem aside, boolean isWanted) throws IOException, InterruptedException {
        Mended mended = repair.mend(aside);
        if (!isWanted) {
            return;
        }
        if (!source.equals(aside.source()) || ready.size() + leftOut.size() >= ITEMS_MAX || bytes >= BYTES_MAX) {
            flush();
            source = aside.source();
        }
        RepairCount count = counts.computeIfAbsent(aside.reason(), RepairCount::new);
        switch (mended) {
            case Mended.Ready(byte[] item) -> {
                count.ready();
                ready.add(aside);
                items.add(item);
                bytes += item.length;
            }
            case Mended.LeftOut() -> {
                count.leftOut();
                leftOut.add(aside);
            }
            case Mended.Failing(String reason, String detail) -> count.failing(aside, reason, detail);
        }
    }

    /** Sends the rest; returns what became of all, by the reasons they were set aside for. */
    public List<RepairCount> end() throws IOException, InterruptedException {
        flush();
        return List.copyOf(counts.values());
    }

    private void flush() throws IOException, InterruptedException {
        if (sink.isPresent() && ready.size() + leftOut.size() > 0) {
            Map<Integer, String> refused = sink.get()
                    .send(
                            source,
                            items,
                            ready.stream().map(AsideItem::id).toList(),
                            leftOut.stream().map(AsideItem::id).toList());
            refused.forEach((index, reason) -> {
                AsideItem aside = ready.get(index);
                counts.computeIfAbsent(aside.reason(), RepairCount::new).refused(aside, reason);
            });
        }
        ready.clear();
        items.clear();
        leftOut.clear();
        bytes = 0;
    }
}
