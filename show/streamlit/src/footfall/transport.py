"""One HTTP exchange with the engine: bounded in time, attempts and bytes, its failures typed."""

from __future__ import annotations

import ipaddress
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import httpx

from footfall.errors import (
    EngineUnreachable,
    FootfallError,
    MalformedAnswer,
    error_for,
    malformed,
)

RESPONSE_BYTES_MAX = 64 * 1024 * 1024
RETRY_WAIT_SECONDS_MAX = 2.0
_FIRST_WAIT_SECONDS = 0.1


@dataclass(frozen=True)
class Reply:
    """A successful response: its content, and its headers by lower-case name."""

    content: bytes
    headers: Mapping[str, str]


class Transport:
    """Sends requests under one key and reads what comes back.

    A request is sent again after a refused connection and after 429 or 503, and only then: every
    call of the API may be repeated. One call ends within ``attempts_max`` times ``timeout`` plus
    two seconds for each wait between.
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        timeout: float,
        attempts_max: int,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[float], float] = lambda wait: wait * random.uniform(0.5, 1),  # noqa: S311
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"url is {url!r}; it must look like http://host:port")
        if not key or not key.isascii() or not key.isprintable():
            raise ValueError("key is empty or holds characters no key has")
        if not timeout > 0:
            raise ValueError(f"timeout is {timeout} seconds; it must be more than 0")
        if not 1 <= attempts_max <= 10:
            raise ValueError(f"attempts_max is {attempts_max}; it must be 1 to 10")
        self.url = url.rstrip("/")
        self._timeout = timeout
        self._attempts_max = attempts_max
        self._sleep = sleep
        self._jitter = jitter
        self._http = httpx.Client(
            base_url=self.url,
            headers={"Authorization": f"Bearer {key}"},
            timeout=timeout,
            # A proxy of the environment cannot reach this machine's loopback.
            trust_env=not _is_loopback(parts.hostname),
        )

    def send(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        parameters: Mapping[str, str | int] | None = None,
    ) -> Any:
        """Send one request and return the parsed JSON, ``None`` if there is no body.

        Whole numbers are ``int`` and all others ``Decimal``, so no digit is lost.

        Raises
        ------
        FootfallError
            One of its kinds, by cause.
        """
        reply = self.fetch(method, path, body=body, parameters=parameters)
        return read_json(reply.content) if reply.content else None

    def fetch(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        parameters: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Reply:
        """Send one request and return the response as it is.

        With a ``timeout`` of its own it is tried once and given up after so many seconds.

        Raises
        ------
        FootfallError
            One of its kinds, by cause.
        """
        wait = _FIRST_WAIT_SECONDS
        attempts_max = self._attempts_max if timeout is None else 1
        for attempt in range(1, attempts_max + 1):
            is_last = attempt == attempts_max
            pause = self._jitter(wait)
            try:
                status, replied, content = self._exchange(
                    method,
                    path,
                    body,
                    parameters,
                    {"Accept": "application/json", **(headers or {})},
                    self._timeout if timeout is None else timeout,
                )
            except httpx.ConnectError as refused:
                if is_last:
                    raise self.unreachable(refused) from refused
            except httpx.TransportError as broken:
                raise self.unreachable(broken) from broken
            else:
                if 200 <= status < 300:
                    return Reply(content, replied)
                if status not in (429, 503) or is_last:
                    raise refusal(status, content)
                pause = _retry_after(replied, pause)
            self._sleep(min(pause, RETRY_WAIT_SECONDS_MAX))
            wait *= 2
        raise AssertionError("the last attempt returns or raises")

    @contextmanager
    def listen(
        self, path: str, parameters: Mapping[str, str], silence_max: float
    ) -> Iterator[Iterator[str]]:
        """Open a stream of server-sent events and give its text, piece by piece, until it ends.

        A stream that is silent for longer than ``silence_max`` seconds is given up.

        Raises
        ------
        FootfallError
            One of its kinds, by cause; ``EngineUnreachable`` when the stream breaks.
        """
        try:
            with self._http.stream(
                "GET",
                path,
                params=parameters,
                headers={"Accept": "text/event-stream"},
                timeout=httpx.Timeout(self._timeout, read=silence_max),
            ) as response:
                if response.status_code != 200:
                    content = response.read()
                    raise refusal(response.status_code, content[:RESPONSE_BYTES_MAX])
                yield response.iter_text()
        except httpx.TransportError as broken:
            raise self.unreachable(broken) from broken

    def close(self) -> None:
        """Close the connections. The transport cannot be used afterwards."""
        self._http.close()

    def _exchange(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        parameters: Mapping[str, str | int] | None,
        headers: Mapping[str, str],
        timeout: float,
    ) -> tuple[int, httpx.Headers, bytes]:
        deadline = time.monotonic() + timeout
        with self._http.stream(
            method, path, json=body, params=parameters, headers=headers, timeout=timeout
        ) as response:
            content = bytearray()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > RESPONSE_BYTES_MAX:
                    raise MalformedAnswer(
                        f"{self.url}{path} sent more than {RESPONSE_BYTES_MAX} bytes."
                        " Ask for fewer rows: a shorter period, a longer interval or a limit.",
                        code="too_large",
                        status=response.status_code,
                    )
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout(f"not whole after {timeout} s")
            return response.status_code, response.headers, bytes(content)

    def unreachable(self, cause: Exception) -> EngineUnreachable:
        """Say that nothing whole came back, and what to look at."""
        reason = str(cause) or type(cause).__name__
        return EngineUnreachable(
            f"No answer from {self.url}: {reason}. Is the engine running, and is this its address?",
            code="unreachable",
        )


def read_json(content: bytes | str) -> Any:
    """Parse JSON without losing a digit.

    Raises
    ------
    MalformedAnswer
        If it is none.
    """
    try:
        return json.loads(content, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as wrong:
        raise malformed(f"it is not JSON: {wrong}") from wrong


def refusal(status: int, content: bytes) -> FootfallError:
    """Make the error a response stands for, in the engine's own words where it spoke."""
    problem: dict[str, Any] = {}
    try:
        parsed = json.loads(content)
        problem = parsed if isinstance(parsed, dict) else {}
    except (ValueError, RecursionError):
        pass  # Not the engine's words: a proxy or another server. The status still says enough.
    words = problem.get("detail") or problem.get("message") or problem.get("title")
    code = problem.get("code")
    return error_for(
        status,
        None if code is None else str(code),
        str(words or f"The server answered {status}."),
    )


def _retry_after(headers: httpx.Headers, otherwise: float) -> float:
    text = headers.get("Retry-After", "")
    return float(text) if text.isascii() and text.isdigit() else otherwise


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
