package io.footfall.history.sql;

import io.footfall.wire.JsonText;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a result as {@code {"columns": [{"name", "type"}], "rows": [[…]], "asOf": {"sequence", "time"}}}. */
final class JsonResult implements ResultWriter {
    private final Lease lease;
    private boolean isFirst = true;

    JsonResult(Lease lease) {
        this.lease = lease;
    }

    @Override
    public byte[] begin(List<Column> columns) {
        JsonText json = new JsonText().startArray();
        for (Column column : columns) {
            json.startObject()
                    .key("name")
                    .text(column.name())
                    .key("type")
                    .text(column.type())
                    .endObject();
        }
        return ResultWriter.utf8("{\"columns\":" + json.endArray() + ",\"rows\":[");
    }

    @Override
    public byte[] row(@Nullable Object[] values) throws SQLException {
        JsonText json = new JsonText().startArray();
        for (Object value : values) {
            Cells.write(value, json);
        }
        String comma = isFirst ? "\n" : ",\n";
        isFirst = false;
        return ResultWriter.utf8(comma + json.endArray());
    }

    @Override
    public byte[] end() {
        JsonText asOf = new JsonText()
                .startObject()
                .key("sequence")
                .number(lease.sequence())
                .key("time")
                .text(Instant.ofEpochMilli(lease.endMillis()).toString())
                .endObject();
        return ResultWriter.utf8("],\"asOf\":" + asOf + "}");
    }
}
