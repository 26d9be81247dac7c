"""The judgements of actors' mentions: what a row must hold, what the command counts and what it draws."""

import json
from pathlib import Path

import pytest

from training import judge_mentions
from training.judge_mentions import Drawn, Judgement, drawn_mentions, figures, judgements, table


def _drawn(start: int, *, actor: str = "norway-government", kind: str = "government", form: str = "name") -> Drawn:
    return Drawn("article", start, start + 4, actor, kind, form, "Oslo", "Norway", None, "On Monday ", "Oslo raised the fee.")


def _judged(one: Drawn, reason: str | None = None) -> Judgement:
    article, start, end, actor, kind = one.key
    row = {"article": article, "start": start, "end": end, "actor": actor, "kind": kind, "good": reason is None}
    return Judgement.model_validate({**row, "reason": reason})


def test_every_kept_judgement_fits_the_schema() -> None:
    assert len(judgements()) >= 200


def test_an_unknown_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="reason"):
        _judged(_drawn(0), "odd")


@pytest.mark.parametrize("other", [_drawn(0, actor="oslo-council"), _drawn(0, kind="legislature"), _drawn(1)])
def test_another_actor_kind_or_place_has_not_been_judged(other: Drawn) -> None:
    assert _drawn(0).key != other.key


def test_the_same_mention_found_in_another_way_stays_judged() -> None:
    assert _drawn(0).key == _drawn(0, form="role").key


def test_the_table_counts_by_form_what_is_judged() -> None:
    drawn = [_drawn(0), _drawn(10), _drawn(20, form="pronoun"), _drawn(30)]
    rows = [_judged(drawn[0]), _judged(drawn[1], "no-actor"), _judged(drawn[2], "wrong-actor")]
    told = table(drawn, {row.key: row for row in rows})
    assert "judged 3 of 4 drawn; good 0.333 (1/3)" in told
    assert "name       0.500 (1/2)" in told
    assert "pronoun    0.000 (0/1)" in told
    assert "no-actor 1" in told


def test_rows_of_mentions_no_longer_drawn_do_not_count() -> None:
    stale = _judged(_drawn(90), "borders")
    assert figures([_drawn(0)], {stale.key: stale}) == {"drawn": 1, "judged": 0, "good": 0, "precision": 0.0}


def test_the_command_shows_what_is_asked_for_and_ends_with_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad, new = _drawn(0), _drawn(10), _drawn(20)
    rows = [_judged(good), _judged(bad, "borders")]
    monkeypatch.setattr(judge_mentions, "drawn_mentions", lambda _: [good, bad, new])
    monkeypatch.setattr(judge_mentions, "judgements", lambda: {row.key: row for row in rows})
    for show, starts in ((), []), (("--show", "new"), [20]), (("--show", "bad"), [10]), (("--show", "all"), [0, 10, 20]):
        assert judge_mentions.main([*show, "--json"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [json.loads(line)["start"] for line in lines[:-1] if line.startswith("{")] == starts
        assert json.loads(lines[-1]) == {"drawn": 3, "judged": 2, "good": 1, "precision": 0.5}


def test_mentions_of_every_form_are_drawn_and_issues_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "polnear" / "dev"
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    text = "France opposes the death penalty. Ines Quiroga, a lawyer, said she agreed."
    (folder / "text" / "paper_2016-09-08_ferry.txt").write_text(text, encoding="utf-8")
    (folder / "attributions" / "paper_2016-09-08_ferry.ann").write_text("", encoding="utf-8")
    drawn = drawn_mentions(tmp_path)
    assert [(one.words, one.actor) for one in drawn] == [
        ("France", "france-government"),
        ("Ines Quiroga", "ines-quiroga"),
        ("she", "ines-quiroga"),
    ]
    assert all(text[one.start : one.end] == one.words for one in drawn)


def test_without_the_corpus_the_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert judge_mentions.main(["--data", str(tmp_path)]) == 1
    assert "is not there" in capsys.readouterr().err
