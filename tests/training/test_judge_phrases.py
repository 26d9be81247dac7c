"""The judgements of texts' own issues: what a row must hold, and what the command counts."""

import pytest

from training import judge_phrases
from training.judge_phrases import Drawn, Judgement, judgements


def _drawn(name: str, form: str = "text") -> Drawn:
    return Drawn("article", 3, 9, name, form, "Oslo opposes ", "a ban.")


def test_every_kept_judgement_fits_the_schema() -> None:
    assert len(judgements()) >= 150


def test_a_bad_name_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="has a reason"):
        Judgement(article="a", start=0, end=1, name_sha256="0" * 8, good=False)


def test_another_name_at_the_same_place_has_not_been_judged() -> None:
    assert _drawn("ban").key != _drawn("ban on scooters").key


def test_the_command_counts_what_is_judged(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    good, new = _drawn("ban on scooters"), _drawn("ban")
    article, start, end, checksum = good.key
    row = Judgement(article=article, start=start, end=end, name_sha256=checksum, good=True)
    monkeypatch.setattr(judge_phrases, "drawn_phrases", lambda _: [good, new])
    monkeypatch.setattr(judge_phrases, "judgements", lambda: {row.key: row})
    assert judge_phrases.main([]) == 0
    out = capsys.readouterr().out
    assert "judged 1 of 2 drawn; good 1.000 (1/1)" in out
    assert "a ban." in out
