"""`python -m training.trust` and `training.calibrators` on small corpora, and that docs/trust.md tells of the shipped model."""

import contextlib
import io
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from service.settings import ROOT
from stance.engine import Engine
from training import calibrators, heldout, trust
from training import gather as gathering
from training.marks import fill

PAGE = ROOT / "docs" / "trust.md"
REFRESH = "run `.venv/bin/python -m training.trust --data DIR --docs docs`, where DIR holds the corpora (`make data`)"
SETS = {"newsmtsc_rw", "newsmtsc_mt", "newsmtsc", "dse_official", "dse_clean", "dse_directed_official", "dse_directed_clean"}
PICTURES = ("reliability-sentiment.png", "reliability-stance.png", "risk-coverage.png")
Run = Callable[..., tuple[int, list[str], str]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def run(made_corpora: Path, engine: Engine, cache: Path) -> Any:
    """Run a command on the small corpora, with the artifact loaded once and without the project's own sentences in the folds."""

    def call(main: Callable[[Sequence[str]], int], *arguments: str, data: Path = made_corpora) -> tuple[int, list[str], str]:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(["--data", str(data), "--cache", str(cache), *arguments])
        return status, out.getvalue().splitlines(), err.getvalue()

    with pytest.MonkeyPatch.context() as patch:
        for module in (trust, calibrators):
            patch.setattr(module, "load", lambda _: engine.model)
        for name in ("read_statements", "read_scenes", "read_portrayals"):
            patch.setattr(gathering, name, list)
        # With a limit neither references nor soft labels are read, whose sentences the small corpora do not hold.
        patch.setattr(heldout, "gather", lambda folder: gathering.gather(folder, 10_000))
        yield call


def _rows(page: str, name: str) -> list[list[str]]:
    block = page.split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->", maxsplit=1)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines() if line.startswith("| ")]


def test_the_last_line_is_the_report(run: Run, engine: Engine) -> None:
    status, lines, _ = run(trust.main, "--json")
    report = json.loads(lines[-1])
    assert status == 0
    assert (report["split"], report["model_version"]) == ("dev", engine.version)
    for part in ("calibration", "abstention"):
        assert set(report[part]["sentiment"]) | set(report[part]["stance"]) == SETS
    assert set(report["conformal"]["stance"]) == {"dse_directed_official", "dse_directed_clean"}
    assert {row["threshold"] for row in report["abstention"]["stance"]["dse_clean"]["thresholds"]} == {
        0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9,
    }  # fmt: skip


def test_a_person_gets_every_table(run: Run) -> None:
    text = "\n".join(run(trust.main)[1])
    for name in ("calibration", "abstention", "thresholds", "conformal"):
        assert f"\n{name}\n" in text
    assert "at the default of 0.4" in text
    assert "The promise is kept in" in text


def test_the_folds_are_fitted_once_for_a_model(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(trust.main, "--json")
    monkeypatch.setattr(heldout, "held_out_scores", None)
    assert run(trust.main, "--json") == first


def test_the_page_is_brought_up_to_date_and_its_words_stay(run: Run, engine: Engine, tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8").replace(engine.version, "an older one")
    (tmp_path / PAGE.name).write_text(page, encoding="utf-8")
    assert run(trust.main, "--docs", str(tmp_path))[0] == 0
    written = (tmp_path / PAGE.name).read_text(encoding="utf-8")
    assert f"`{engine.version}`" in written
    assert {row[0] for row in _rows(written, "calibration")[2:]} == SETS
    assert {row[1] for row in _rows(written, "calibration")[2:]} != {row[1] for row in _rows(page, "calibration")[2:]}
    for name in ("version", "calibration", "abstention", "thresholds", "conformal", "calibrators"):
        page, written = fill(page, name, ""), fill(written, name, "")
    assert written == page
    assert all((tmp_path / picture).read_bytes().startswith(b"\x89PNG") for picture in PICTURES)


def test_a_page_without_marks_is_a_clear_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / PAGE.name).write_text("# Trust\n", encoding="utf-8")
    status, _, messages = run(trust.main, "--docs", str(tmp_path))
    assert (status, messages) == (1, "error: the page has no marks <!-- version --> and <!-- /version -->\n")
    assert [path.name for path in tmp_path.iterdir()] == [PAGE.name]


def test_the_page_is_not_written_from_the_test_sets(run: Run, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        run(trust.main, "--split", "test", "--docs", str(tmp_path))


@pytest.mark.parametrize("main", [trust.main, calibrators.main])
def test_missing_corpora_are_a_clear_error(run: Run, main: Callable[[Sequence[str]], int], tmp_path: Path) -> None:
    status, lines, messages = run(main, data=tmp_path)
    assert (status, lines) == (1, [])
    assert "is missing: run `make data`" in messages


def test_missing_test_files_are_a_clear_error(run: Run, made_corpora: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(made_corpora, tmp_path / "data"))
    status, _, messages = run(trust.main, "--split", "test", data=data)
    assert status == 1
    assert "test_rw.jsonl is missing" in messages


def test_calibrators_are_compared_on_every_set(run: Run, engine: Engine) -> None:
    status, lines, _ = run(calibrators.main, "--json")
    report = json.loads(lines[-1])
    assert status == 0
    assert report["model_version"] == engine.version
    assert set(report["sentiment"]) == {"held_out", "newsmtsc_rw", "newsmtsc_mt"}
    assert set(report["stance"]) == {"held_out", "dse_directed_official", "dse_directed_clean"}
    assert all(set(ways) == {"raw", "shipped", *calibrators.CALIBRATORS} for ways in report["stance"].values())


# The page -------------------------------------------------------------------------------------------------------------


def test_the_page_tells_of_the_shipped_model(engine: Engine) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"`{engine.version}`" in page, f"docs/trust.md was measured on another model than models/ holds: {REFRESH}"


def test_the_page_has_the_manifest_s_figures(engine: Engine) -> None:
    found = {row[0]: row for row in _rows(PAGE.read_text(encoding="utf-8"), "calibration")[2:]}
    for sets in engine.manifest["metrics"]["dev"].values():
        for name, figures in sets.items():
            expected = [str(figures["n"]), f"{figures['micro_f1']:.1f} %", f"{figures['ece']:.3f}"]
            assert [found[name][1], found[name][3], found[name][4]] == expected, f"docs/trust.md is out of date: {REFRESH}"


def test_the_page_s_pictures_are_there_and_small() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for picture in PICTURES:
        assert f"({picture})" in page
        assert 0 < (PAGE.parent / picture).stat().st_size < 60_000


def test_who_reads_of_min_confidence_is_sent_to_the_page() -> None:
    heading = "## What `min_confidence` gains"
    assert heading in PAGE.read_text(encoding="utf-8")
    for name in ("api.md", "settings.md"):
        assert "trust.md#what-min_confidence-gains" in (PAGE.parent / name).read_text(encoding="utf-8")
