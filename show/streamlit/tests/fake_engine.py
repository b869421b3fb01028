"""An engine of a few hand-written answers that speaks the documented JSON, and can misbehave."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

KEY = "read-key"
Response = tuple[int, dict[str, str], bytes]


class FakeEngine:
    """Answers on a free port of loopback until closed.

    Attributes
    ----------
    pins
        The pinned questions by name.
    misbehave
        Responses sent instead of honest ones, first come first served.
    requests
        Every request as method, path with query string, and body, but those for a sign of life.
    answers
        Rows by question, as a function of the question.
    """

    def __init__(self, port: int = 0) -> None:
        self.pins: dict[str, Any] = {}
        self.misbehave: list[Response] = []
        self.requests: list[tuple[str, str, bytes]] = []
        self.rows: Callable[[dict[str, Any]], list[Any]] = plausible_rows
        self.now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
        engine = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def respond(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if self.path != "/ready":
                    engine.requests.append((self.command, self.path, body))
                if engine.misbehave:
                    status, headers, content = engine.misbehave.pop(0)
                else:
                    authorised = self.headers.get("Authorization") == f"Bearer {KEY}"
                    status, headers, content = engine.respond(
                        self.command, urlsplit(self.path).path, body, authorised
                    )
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = respond  # noqa: N815

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def respond(self, method: str, path: str, body: bytes, authorised: bool) -> Response:
        if not authorised:
            return problem(401, "unauthorized", "This key is not known.")
        if (method, path) == ("POST", "/api/v1/answer"):
            question = json.loads(body)
            if question.get("kind") not in ("trend", "funnel", "retention", "audience"):
                return problem(400, "not_yet", "The kind is not there yet.")
            return as_json(self.answer(question))
        if path == "/api/v1/questions":
            items = [{"name": name, "question": pin} for name, pin in self.pins.items()]
            return as_json({"items": items, "next": None})
        if path in ("/health", "/ready"):
            return as_json({"status": "accepting", "damage": []})
        if path == "/api/v1/schema":
            return as_json(self.schema())
        if path == "/api/v1/sources":
            item = {"name": "orders", "kind": "files", "state": "held_back", "problem": None,
                    "events": 12, "quarantined": 3, "deliveredAt": instant(self.now()),
                    "lag": {"bytes": 512, "seconds": 4}}  # fmt: skip
            return as_json({"items": [item], "next": None})
        if path == "/api/v1/lookups":
            item = {"table": "products", "on": "properties.product_id", "kind": "file",
                    "problem": "products.csv, line 3: the key lamp-1 is there twice",
                    "version": {"number": 2, "since": instant(self.now()), "rows": 40}}  # fmt: skip
            return as_json({"items": [item]})
        if path == "/api/v1/quarantine":
            item = {"reason": "not_json", "receivedAt": instant(self.now()), "source": "http",
                    "bytes": "eyJhIjo="}  # fmt: skip
            return as_json({"items": [item], "next": None})
        if path == "/api/v1/sql":
            return self.sql(json.loads(body)["sql"])
        if path.startswith("/api/v1/customers"):
            return self.customers(path.removeprefix("/api/v1/customers"))
        if path == "/api/v1/members":
            items = [{"customer": "ann", "anonymous": False}, {"customer": "v7", "anonymous": True}]
            return as_json({"items": items, "next": None})
        name, _, call = path.removeprefix("/api/v1/questions/").partition("/")
        name = unquote(name)
        if method == "PUT":
            self.pins[name] = json.loads(body)
            return as_json({"name": name, "question": self.pins[name]})
        if name not in self.pins:
            return problem(404, "not_found", f"No question is pinned as {name}.")
        if method == "DELETE":
            del self.pins[name]
            return as_json({"success": True})
        if call == "token":
            return as_json({"token": "stream-token"})
        return as_json(self.answer(self.pins[name]))

    def schema(self) -> dict[str, Any]:
        names = ["Product Viewed", "Product Added", "Checkout Started", "Order Completed"]
        seen = instant(self.now())
        return {
            "events": [
                {"event": name, "type": "track", "count": 9, "lastSeen": seen} for name in names
            ],
            "properties": [],
            "leftOut": {"events": 0, "properties": 0},
            "asOf": {"sequence": 18231, "time": seen, "eventTime": seen},
        }

    def sql(self, statement: str) -> Response:
        if not statement.lower().startswith("select"):
            return problem(400, "invalid_sql", "Only one SELECT may run.")
        columns = [("event", "VARCHAR"), ("n", "BIGINT"), ("sum", "DECIMAL(18,2)"),
                   ("last", "TIMESTAMP"), ("known", "BOOLEAN")]  # fmt: skip
        rows = [["Order Completed", 3, 1.25, "2026-03-01T10:00:00.5", True], [None] * 5]
        return as_json(
            {
                "columns": [{"name": name, "type": kind} for name, kind in columns],
                "rows": rows,
                "asOf": {"sequence": 7, "time": "2026-03-01T10:00:00Z"},
            }
        )

    def customers(self, rest: str) -> Response:
        if rest == "":
            found = {"in": "traits.email", "value": "ann@example.com"}
            return as_json(
                {"items": [{"customer": "ann", "anonymous": False, "found": found}], "next": None}
            )
        if not rest.startswith("/ann"):
            return problem(404, "not_found", "No event carried this id.")
        if rest.endswith("/timeline"):
            event = {"event": "Order Completed", "timestamp": "2026-03-01T10:00:00.000Z",
                     "properties": {"revenue": 12.5, "products": []}}  # fmt: skip
            return as_json({"items": [event], "next": None})
        return as_json(
            {"customer": "ann", "anonymous": False, "events": 4, "sessions": 2, "orders": 1,
             "revenue": 12.5, "traits": {"plan": "pro"}, "identities": [{"id": "ann", "events": 4}]}
        )  # fmt: skip

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        now = self.now().replace(microsecond=0) + timedelta(seconds=1)
        return {
            "question": question,
            "definition": "Events of any name, by the minute.",
            "period": {"from": instant(now - timedelta(hours=1)), "to": instant(now)},
            "asOf": {"sequence": 18231, "time": instant(now), "eventTime": instant(now)},
            "computedAt": instant(now),
            "ignored": 0,
            "excluded": {"robots": 0},
            "capped": False,
            "historyFrom": None,
            "rows": self.rows({**question, "now": now}),
        }

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> FakeEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def plausible_rows(question: dict[str, Any]) -> list[Any]:
    """Rows that look like a shop's and move with the clock."""
    now = question["now"]
    moved = now.hour * 3600 + now.minute * 60 + now.second
    if question["kind"] == "retention":
        return [
            {"cohort": cohort, "size": 4, "offset": offset, "customers": 4 - offset,
             "rate": 1 - offset / 4, "complete": True}
            for cohort in ("2026-03-01T00:00:00Z", "all")
            for offset in range(3)
        ]  # fmt: skip
    if question["kind"] == "audience":
        return [{"customers": 7, "entered24h": 3, "left24h": 1}]
    if question["kind"] == "funnel":
        shares = [1, 0.412, 0.198, 0.131]
        return [
            {
                "step": step,
                "event": question["steps"][step - 1]["event"],
                **({"by": by} if by else {}),
                "customers": int(share * moved),
                "fromStart": share,
                "fromPrevious": None if step == 1 else round(share / shares[step - 2], 6),
                "medianSeconds": None if step == 1 else 95.5,
                "p90Seconds": None if step == 1 else 410,
                "open": int(share * moved * (0.3 if step < len(shares) else 0)),
            }
            for by in (("brand", "shoes") if "by" in question else (None,))
            for step, share in enumerate(shares[: len(question["steps"])], start=1)
        ]
    if question.get("interval") == "1m":
        minute = now.replace(second=0)
        return [
            {
                "at": instant(minute - timedelta(minutes=back)),
                "value": 1200 + (moved // 60 - back) * 7919 % 400 if back else 20 * now.second,
            }
            for back in range(60, -1, -1)
        ]
    if question.get("interval") == "hour":
        hour = now.replace(minute=0, second=0)
        return [
            {"at": instant(hour - timedelta(hours=back)), "value": 7 + back % 5,
             **({"by": by} if by else {})}
            for by in (("google", "partner") if "by" in question else (None,))
            for back in range(96, -1, -1)
            if not isinstance(question.get("period", {}).get("to"), str)
            or instant(hour - timedelta(hours=back)) < question["period"]["to"]
        ]  # fmt: skip
    if question.get("by") == "properties.currency":
        return [{"by": "EUR", "value": round(moved * 3.17, 2), "previous": round(moved * 2.9, 2)}]
    if "by" in question:
        names = ["Linen shirt", "Trail shoes", "Rain jacket", "Wool socks", "Cap"]
        ranked: list[dict[str, Any]] = [
            {"by": name, "value": moved // (20 * place)}
            for place, name in enumerate(names, start=1)
        ]
        ranked.append({"by": "(other)", "value": 17})
        return [{**row, "previous": 3} if "compare" in question else row for row in ranked]
    return [{"value": moved // 20, "previous": moved // 22}]


def instant(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")


def as_json(document: object) -> Response:
    return 200, {"Content-Type": "application/json"}, json.dumps(document).encode()


def problem(status: int, code: str, detail: str, **headers: str) -> Response:
    body = json.dumps({"code": code, "detail": detail, "status": status}).encode()
    return status, {"Content-Type": "application/problem+json", **headers}, body
