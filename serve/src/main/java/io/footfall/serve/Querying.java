package io.footfall.serve;

import io.footfall.engine.Engine;
import io.footfall.history.sql.SqlDesk;
import io.footfall.history.sql.SqlFormat;
import io.footfall.history.sql.SqlResult;
import io.footfall.http.Request;
import io.footfall.http.Response;
import io.footfall.wire.SqlJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Runs SQL over every event up to the newest. */
final class Querying {
    private final Engine engine;
    private final SqlDesk desk;

    Querying(Engine engine, SqlDesk desk) {
        this.engine = engine;
        this.desk = desk;
    }

    /** {@code POST /api/v1/sql}. */
    CompletionStage<Response> sql(Request request) {
        return Answering.guarded(() -> {
            String sql = SqlJson.read(request.body());
            SqlFormat format = format(request.headers().get("Accept").orElse("*/*"));
            OptionalLong after = Answering.after(request);
            CompletableFuture<Void> reached = after.isPresent()
                    ? engine.after(after.getAsLong()).orTimeout(Answering.AFTER_SECONDS_MAX, TimeUnit.SECONDS)
                    : CompletableFuture.completedFuture(null);
            return reached.thenCompose(ignored -> engine.lease())
                    .thenCompose(
                            held -> desk.run(sql, held.lease(), format).whenComplete((result, failure) -> held.close()))
                    .thenApply(Querying::written);
        });
    }

    /** The first of the listed types that there is; JSON if there is none. */
    private static SqlFormat format(String accept) {
        for (String listed : accept.split(",", -1)) {
            String type = listed.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            for (SqlFormat format : SqlFormat.values()) {
                if (format.contentType().split(";", 2)[0].equals(type)) {
                    return format;
                }
            }
        }
        return SqlFormat.JSON;
    }

    private static Response written(SqlResult result) {
        return switch (result) {
            case SqlResult.Rows rows ->
                new Response.Whole(
                        200,
                        rows.format().contentType(),
                        List.of(Map.entry("X-Footfall-Sequence", Long.toString(rows.sequence()))),
                        rows.body());
            case SqlResult.Refused(String code, String message) ->
                code.equals("busy")
                        ? Problems.refuse(429, code, message).with("Retry-After", "1")
                        : Problems.refuse(400, code, message);
        };
    }
}
