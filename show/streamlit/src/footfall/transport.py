"""One HTTP exchange with the engine: bounded in time, attempts and bytes, its failures typed."""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import httpx

from footfall.errors import (
    EngineBusy,
    EngineUnreachable,
    FootfallError,
    KeyRefused,
    MalformedAnswer,
    NotFound,
    QuestionRefused,
)

RESPONSE_BYTES_MAX = 64 * 1024 * 1024
RETRY_WAIT_SECONDS_MAX = 2.0
_FIRST_WAIT_SECONDS = 0.1


class Transport:
    """Sends requests under one key and reads JSON back.

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
        self._http = httpx.Client(
            base_url=self.url,
            headers={"Authorization": f"Bearer {key}", "Accept": "application/json"},
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
        """Send one request and return the parsed body, ``None`` if there is none.

        Whole numbers are ``int`` and all others ``Decimal``, so no digit is lost.

        Raises
        ------
        FootfallError
            One of its kinds, by cause.
        """
        wait = _FIRST_WAIT_SECONDS
        for attempt in range(1, self._attempts_max + 1):
            is_last = attempt == self._attempts_max
            pause = wait
            try:
                status, headers, content = self._exchange(method, path, body, parameters)
            except httpx.ConnectError as refused:
                if is_last:
                    raise self._unreachable(refused) from refused
            except httpx.TransportError as broken:
                raise self._unreachable(broken) from broken
            else:
                if status not in (429, 503):
                    return _result(status, content)
                if is_last:
                    raise _refusal(status, content)
                pause = _retry_after(headers, wait)
            self._sleep(min(pause, RETRY_WAIT_SECONDS_MAX))
            wait *= 2
        raise AssertionError("the last attempt returns or raises")

    def close(self) -> None:
        """Close the connections. The transport cannot be used afterwards."""
        self._http.close()

    def _exchange(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        parameters: Mapping[str, str | int] | None,
    ) -> tuple[int, httpx.Headers, bytes]:
        deadline = time.monotonic() + self._timeout
        with self._http.stream(method, path, json=body, params=parameters) as response:
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
                    raise httpx.ReadTimeout(f"not whole after {self._timeout} s")
            return response.status_code, response.headers, bytes(content)

    def _unreachable(self, cause: httpx.TransportError) -> EngineUnreachable:
        reason = str(cause) or type(cause).__name__
        return EngineUnreachable(
            f"No answer from {self.url}: {reason}. Is the engine running, and is this its address?",
            code="unreachable",
        )


def _result(status: int, content: bytes) -> Any:
    if not 200 <= status < 300:
        raise _refusal(status, content)
    if not content:
        return None
    try:
        return json.loads(content, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as wrong:
        raise MalformedAnswer(
            f"What came back is not JSON: {wrong}. Is this the address of a Footfall engine?",
            code="malformed_answer",
            status=status,
        ) from wrong


def _refusal(status: int, content: bytes) -> FootfallError:
    """Make the error a response stands for, in the engine's own words where it spoke."""
    problem: dict[str, Any] = {}
    try:
        parsed = json.loads(content)
        problem = parsed if isinstance(parsed, dict) else {}
    except (ValueError, RecursionError):
        pass  # Not the engine's words: a proxy or another server. The status still says enough.
    kind, code = _kind(status)
    message = problem.get("detail") or problem.get("title") or f"The server answered {status}."
    return kind(str(message), code=str(problem.get("code") or code), status=status)


def _kind(status: int) -> tuple[type[FootfallError], str]:
    if status in (401, 403):
        return KeyRefused, "key_refused"
    if status == 404:
        return NotFound, "not_found"
    if status in (429, 502, 503, 504):
        return EngineBusy, "busy"
    if 400 <= status < 500:
        return QuestionRefused, "refused"
    return MalformedAnswer if status < 400 else FootfallError, "server_error"


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
