"""``@segment/analytics-node``, ``posthog-node`` and ``@snowplow/node-tracker``, unchanged."""

import json
import subprocess
from pathlib import Path

import pytest
from calls import ALL_ONCE, COUNT
from engine import Engine

SENDERS = ["send.mjs", "send_posthog.mjs", "send_snowplow.mjs"]


def start(sender: str, engine: Engine, key: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        ["node", Path(__file__).with_name(sender), engine.url, key, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def expect(program: subprocess.Popen[str], line: str) -> None:
    assert program.stdout is not None
    assert program.stdout.readline() == line + "\n"


def go_on(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("go on\n")
    program.stdin.flush()


def failures(program: subprocess.Popen[str]) -> list[str]:
    # What was read ahead with a line is only in this stream, where `communicate` would not look.
    assert program.stdout is not None
    out = program.stdout.read()
    assert program.wait() == 0
    return list(json.loads(out))


@pytest.mark.parametrize("sender", SENDERS)
def test_every_call_is_counted_once_although_the_engine_is_killed(
    engine: Engine, sender: str
) -> None:
    program = start(sender, engine, engine.key("write"), COUNT)
    expect(program, "half")
    engine.kill()
    go_on(program)
    expect(program, "all on their way")
    engine.start()

    assert failures(program) == []
    assert engine.customers() == COUNT
    assert engine.total() == COUNT
    if sender == "send.mjs":
        assert engine.counts() == ALL_ONCE


@pytest.mark.parametrize("sender", SENDERS)
def test_a_wrong_key_is_reported(engine: Engine, sender: str) -> None:
    program = start(sender, engine, "wrong", 2)
    expect(program, "half")
    go_on(program)
    expect(program, "all on their way")

    reported = failures(program)
    assert reported
    assert all("401" in failure for failure in reported)
    assert engine.total() == 0
