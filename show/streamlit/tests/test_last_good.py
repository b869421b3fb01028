from __future__ import annotations

import pytest

import footfall.last_good
from footfall import Answer, Client, EngineUnreachable, QuestionRefused
from footfall.last_good import REST_SECONDS, TRUST_SECONDS, LastGood


def gone() -> Answer:
    raise EngineUnreachable("No answer.", code="unreachable")


def there() -> None:
    pass


def refused() -> Answer:
    raise QuestionRefused("There is no such event.", code="invalid_question", status=400)


def test_the_last_good_answer_stays_while_the_engine_is_away(client: Client) -> None:
    kept = LastGood(there)
    good = client.answer({"kind": "trend"})
    assert kept.show("a", lambda: good).answer is good
    shown = kept.show("a", gone)
    assert (shown.answer, shown.is_answering) == (good, False)
    assert kept.show("b", gone).answer is None


def test_an_engine_that_is_away_is_asked_by_one_part_only(client: Client) -> None:
    clock = [0.0]
    asked = []

    def ask() -> Answer:
        asked.append(clock[0])
        return gone()

    kept = LastGood(there, now=lambda: clock[0])
    for name in ("a", "b", "c"):
        assert not kept.show(name, ask).is_answering
    assert asked == [0]
    clock[0] = REST_SECONDS
    good = client.answer({"kind": "trend"})
    assert kept.show("b", lambda: good).problem is None
    assert kept.show("c", lambda: good).problem is None


def test_an_engine_that_has_not_answered_of_late_is_asked_for_a_sign_first(client: Client) -> None:
    good = client.answer({"kind": "trend"})
    clock = [0.0]
    said: list[str] = []

    def probe() -> None:
        said.append("are you there")
        if clock[0] == TRUST_SECONDS:
            gone()

    def ask() -> Answer:
        said.append("answer")
        return good

    kept = LastGood(probe, now=lambda: clock[0])
    for _ in range(2):
        assert kept.show("a", ask).is_answering
    assert said == ["are you there", "answer", "answer"]
    clock[0] = TRUST_SECONDS
    shown = kept.show("a", ask)
    assert (shown.answer, shown.is_answering) == (good, False)
    clock[0] += REST_SECONDS
    assert kept.show("a", ask).is_answering
    assert said[3:] == ["are you there", "are you there", "answer"]


def test_a_refused_question_costs_the_others_nothing(client: Client) -> None:
    kept = LastGood(there)
    shown = kept.show("odd", refused)
    assert (str(shown.problem), shown.is_answering) == ("There is no such event.", True)
    good = client.answer({"kind": "trend"})
    assert kept.show("a", lambda: good).problem is None


def test_the_answer_wanted_longest_ago_is_given_up_first(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(footfall.last_good, "ANSWERS_MAX", 2)
    good = client.answer({"kind": "trend"})
    kept = LastGood(there)
    for name in ("a", "b", "a", "c"):
        kept.show(name, lambda: good)
    assert kept.show("a", refused).answer is good
    assert kept.show("b", refused).answer is None
