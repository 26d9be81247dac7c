"""The search and the ablation on small corpora: what they try, keep and write."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from training import ablation, gather, search
from training.gather import ANNOTATED, OWN, SCENES, Examples
from training.lexicon import compile_lexicon
from training.removals import FULL, Removal, removals
from training.statements import read_portrayals, read_scenes, read_statements
from training.train import STANCE


@pytest.fixture
def few(made_corpora: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the small corpora and only a few of the project's own sentences."""
    statements, scenes, portrayals = read_statements()[:60], read_scenes()[:60], read_portrayals()[:60]
    monkeypatch.setattr(gather, "read_statements", lambda: statements)
    monkeypatch.setattr(gather, "read_scenes", lambda: scenes)
    monkeypatch.setattr(gather, "read_portrayals", lambda: portrayals)
    return made_corpora


def _search(data: Path, cache: Path, *more: str) -> int:
    with threadpool_limits(1):
        return search.main(["--data", str(data), "--limit", "300", "--cache", str(cache), *more])


def test_a_search_writes_its_table_and_goes_on_where_it_stopped(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, out = tmp_path / "cache", tmp_path / "search.md"
    asked = ("--task", "stance", "--only", "shipped", "method=one-vs-rest")
    assert _search(few, cache, *asked) == 0
    kept = (cache / "search.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["name"] for line in kept.splitlines()] == ["shipped", "method=one-vs-rest"]
    row = json.loads(kept.splitlines()[0])
    assert len(row["corpus"]) == len(row["log_loss"]) == 3
    assert set(row["dev"]) == {"dse_clean", "dse_directed_clean"}
    # What is kept is not fitted again.
    monkeypatch.setattr("training.trials.learn", None)
    assert _search(few, cache, *asked, "--out", str(out)) == 0
    assert (cache / "search.jsonl").read_text(encoding="utf-8") == kept
    page = out.read_text(encoding="utf-8")
    assert "| **shipped** |" in page
    assert "| method=one-vs-rest |" in page


def test_a_quick_search_has_one_fold_and_stands_beside_no_other(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _search(few, tmp_path, "--task", "sentiment", "--only", "c=1") == 0
    assert _search(few, tmp_path, "--task", "sentiment", "--only", "shipped", "--quick") == 0
    rows = search.read_kept(tmp_path / "search.jsonl")
    assert [len(row["corpus"]) for row in rows] == [3, 1]
    assert "c=1 " not in capsys.readouterr().out.rpartition("variant")[2]


def test_a_variant_that_two_parts_tried_stands_once_and_only_beside_its_own_ground() -> None:
    tried = [("c=1", "here", 1), ("c=2", "here", 2), ("c=1", "elsewhere", 3), ("c=1", "here", 4), ("gone", "here", 5)]
    rows = [{"name": name, "data": data, "seconds": number} for name, data, number in tried]
    assert [row["seconds"] for row in search.of_ground(rows, "here", ["c=1", "c=2"])] == [4, 2]


def test_names_choose_families_views_and_single_variants() -> None:
    def names(*only: str) -> list[str]:
        return [one.name for one in search.chosen(replace(STANCE, c=2.0), only, soft=False)]

    assert names("c") == ["c=0.25", "c=0.5", "c=1", "c=4", "c=8"]
    assert names("view-roles") == ["view-roles=0", "view-roles=0.5", "view-roles=2"]
    assert names("method=nb") == ["method=nb-multinomial", "method=nb-one-vs-rest"]
    assert len(names("view-")) == 3 * len(STANCE.views)


def test_a_third_of_the_examples_keeps_sentences_whole() -> None:
    scenes = read_scenes()[:600]
    kept = search.third(Examples([], scenes)).pairs
    assert 0.2 < len(kept) / len(scenes) < 0.5
    texts = {pair.group for pair in kept}
    assert list(kept) == [pair for pair in scenes if pair.group in texts]


def test_a_missing_corpus_is_an_error_and_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _search(tmp_path, tmp_path) == 1
    assert ablation.main(["--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("error: ") == 2


# Ablation ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("resource", ["polarity", "frame", "operator", "fate"])
def test_a_resource_is_taken_out_and_the_others_stay(resource: str) -> None:
    whole = compile_lexicon()
    left = Removal("x", resource=resource).lexicon(whole)

    def held(name: str, lexicon: object) -> int:
        return sum(bool(getattr(entry, name)) for found in lexicon.entries.values() for entry in found)  # type: ignore[attr-defined]

    assert held(resource, whole) > 0
    assert held(resource, left) == 0
    for other in {"polarity", "frame", "operator", "fate"} - {resource}:
        assert held(other, left) == held(other, whole)


def test_sources_and_the_teacher_are_taken_out() -> None:
    scenes = read_scenes()[:5]
    whole = Examples([], scenes, {}, {("key", (0, 1), (2, 3)): (0.2, 0.3, 0.5)})
    assert not Removal("x", sources=frozenset({SCENES})).examples(whole).pairs
    assert len(Removal("x", sources=frozenset({ANNOTATED})).examples(whole).pairs) == 5
    assert not Removal("x", teacher=False).examples(whole).soft_pairs


def test_every_own_source_is_taken_out_by_itself() -> None:
    alone = {next(iter(one.sources)) for one in removals() if len(one.sources) == 1}
    assert alone == OWN


def test_an_ablation_sets_fits_against_the_full_one(few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ablation.md"
    asked = ["--data", str(few), "--limit", "300", "--cache", str(tmp_path / "cache"), "--out", str(out)]
    with threadpool_limits(1):
        assert ablation.main([*asked, "--only", "frames", "roles", "portrayals", "questions"]) == 0
    page = out.read_text(encoding="utf-8")
    lines = {line.split(" | ")[0].strip("| "): line for line in page.splitlines() if line.startswith("| ")}
    assert {FULL, "without frames", "without roles", "without portrayals", "shipped", "method=questions"} <= set(lines)
    # Verbs carry the labels of these corpora, portrayals those of none, and roles tell nothing of sentiment.
    assert " to " in lines["without frames"]
    assert lines["without roles"].split(" | ")[1:3] == ["–", "–"]
    assert lines["without portrayals"].split(" | ")[3:5] == ["–", "–"]
    capsys.readouterr()


def test_an_ablation_keeps_what_was_fitted(few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["--data", str(few), "--limit", "300", "--cache", str(tmp_path), "--task", "sentiment", "--only", "polarity"]
    with threadpool_limits(1):
        assert ablation.main(asked) == 0
        monkeypatch.setattr(ablation, "regress", None)
        assert ablation.main(asked) == 0
    assert len(list(tmp_path.glob("ablation-*.npz"))) == 2
