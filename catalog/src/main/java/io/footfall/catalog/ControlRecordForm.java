package io.footfall.catalog;

import io.footfall.event.ByteSink;
import io.footfall.event.ByteSource;
import io.footfall.event.CorruptBytesException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The numbers that stand for kinds in stored control records, which never change, and the stored form of a lookup's version. */
final class ControlRecordForm {
    static final byte VERSION = 1;
    static final byte PINNED = 1;
    static final byte UNPINNED = 2;
    static final byte MOVED = 3;
    static final byte LOOKED_UP = 4;
    static final byte LOOKUP_DROPPED = 5;
    static final byte REPAIRED = 6;
    static final byte KEPT_FROM = 7;

    private ControlRecordForm() {}

    static void put(LookupVersion version, ByteSink sink) {
        LookupShape shape = version.shape();
        sink.putText(shape.name());
        sink.putText(shape.on());
        put(shape.key(), sink);
        sink.putVarint(shape.columns().size());
        shape.columns().forEach(column -> put(column, sink));
        sink.putSigned(version.number());
        sink.putSigned(version.since().toEpochMilli());
        sink.putSigned(version.rows());
        sink.putSigned(version.bytes());
        sink.putInt(version.checksum());
    }

    static LookupVersion version(ByteSource source) {
        String name = source.getText();
        String on = source.getText();
        LookupColumn key = column(source);
        List<LookupColumn> columns = new ArrayList<>();
        for (int left = source.getLength(); left > 0; left--) {
            columns.add(column(source));
        }
        return new LookupVersion(
                new LookupShape(name, on, key, columns),
                source.getSigned(),
                Instant.ofEpochMilli(source.getSigned()),
                source.getSigned(),
                source.getSigned(),
                source.getInt());
    }

    static ControlRecord.Repaired repaired(ByteSource source) {
        long before = source.getVarint();
        List<Long> ids = new ArrayList<>();
        for (int left = source.getLength(); left > 0; left--) {
            ids.add(source.getLong());
        }
        return new ControlRecord.Repaired(before, ids);
    }

    private static void put(LookupColumn column, ByteSink sink) {
        sink.putText(column.name());
        sink.put((byte) column.type().ordinal());
    }

    private static LookupColumn column(ByteSource source) {
        String name = source.getText();
        LookupColumn.Type[] types = LookupColumn.Type.values();
        byte type = source.get();
        if (type < 0 || type >= types.length) {
            throw new CorruptBytesException("no column of a lookup table is of type " + type);
        }
        return new LookupColumn(name, types[type]);
    }
}
