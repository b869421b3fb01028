package io.footfall.serve;

import io.footfall.catalog.PageLink;
import io.footfall.http.Request;
import io.footfall.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Our own page: its files, which are in the jar under {@code page/}, and the link that lets a browser read. */
final class Page {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json",
            "woff2", "font/woff2",
            "png", "image/png");

    private final PageLink link;

    Page(PageLink link) {
        this.link = link;
    }

    /** {@code GET /}. */
    CompletionStage<Response> index(Request request) {
        return file("index.html", "no-cache");
    }

    /** {@code GET /assets/{file}}: their names hold a digest of what they say. */
    CompletionStage<Response> asset(Request request) {
        return file("assets/" + request.parameter("file"), "public, max-age=31536000, immutable");
    }

    /** {@code GET /footfall-elements.js}. */
    CompletionStage<Response> elements(Request request) {
        return file("footfall-elements.js", "no-cache");
    }

    /** {@code GET /footfall.js}. */
    CompletionStage<Response> tracker(Request request) {
        return file("footfall.js", "no-cache");
    }

    /** {@code GET /open?token=…}: exchanges the printed token for a cookie that reads. */
    CompletionStage<Response> open(Request request) {
        Optional<String> cookie = request.queryValue("token").flatMap(link::cookieFor);
        if (cookie.isEmpty()) {
            return CompletableFuture.completedFuture(Problems.refuse(
                    401, "unauthorized", "this link is of an earlier start; open the one that was printed last"));
        }
        return CompletableFuture.completedFuture(new Response.Whole(
                303,
                "text/plain",
                List.of(
                        Map.entry("Location", "/"),
                        Map.entry(
                                "Set-Cookie",
                                "footfall=" + cookie.get() + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000")),
                new byte[0]));
    }

    private static CompletionStage<Response> file(String name, String caching) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = TYPES.getOrDefault(ending, "application/octet-stream");
        try (InputStream bytes = Page.class.getResourceAsStream("/page/" + name)) {
            if (bytes == null) {
                return CompletableFuture.completedFuture(Problems.refuse(404, "not_found", "there is no such file"));
            }
            List<Map.Entry<String, String>> headers = List.of(
                    Map.entry("Cache-Control", caching),
                    Map.entry("Content-Security-Policy", POLICY),
                    Map.entry("X-Frame-Options", "DENY"));
            return CompletableFuture.completedFuture(new Response.Whole(200, type, headers, bytes.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " from the jar", e);
        }
    }
}
