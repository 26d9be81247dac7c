"""What views cost and are worth: every view has its row, the rows add up, and the page is read as it is written."""

import pytest

from benchmarks.views import SHARED, costs, main, making, shown, worth
from stance.engine import Engine
from stance.views import MENTION_VIEWS, PAIR_VIEWS

TEXT = "Iran condemned Turkey. Turkey, which Iran has armed, praised the talks with Iran and France."
PAGE = """# Search

## Sentiment

| variant | NewsMTSC | own labels | log-loss |
| --- | --- | --- | --- |
| **shipped** | 50.0 ± 0.8 | 64.1 ± 0.8 | 0.700 ± 0.008 |

## What leaving a view out does: stance

| variant | own labels | log-loss | DSE |
| --- | --- | --- | --- |
| **shipped** | 61.0 ± 0.1 | 0.467 ± 0.003 | 62.1 ± 0.8 |
| view-words=0 | 60.0 ± 0.1 | 0.470 ± 0.003 | 61.6 ± 0.9 |
| view-path=0.5 | 60.0 ± 0.1 | 0.470 ± 0.003 | 60.0 ± 0.9 |
| view-roles=0 | 60.0 ± 0.1 | 0.465 ± 0.003 | 62.4 ± 0.9 |

## Else

| variant | DSE | log-loss |
| --- | --- | --- |
| view-path=0 | 1.0 ± 0.9 | 1.0 |
"""


@pytest.mark.parametrize(("task", "names"), [("sentiment", MENTION_VIEWS), ("stance", PAIR_VIEWS)])
def test_every_view_has_its_row_and_the_shares_add_up(engine: Engine, task: str, names: tuple[str, ...]) -> None:
    made = {"window": 1e-3, SHARED: 1e-3}
    found = costs(getattr(engine.model, task), shown(engine, [TEXT])[task], made, repeats=1)
    assert tuple(one.view for one in found) == (*names, SHARED)
    assert all(one.features > 0 and one.scoring >= 0 for one in found[:-1])
    assert [one.view for one in found if one.making is not None] == ["window", SHARED]
    assert sum(one.share or 0 for one in found) == pytest.approx(1)


def test_without_times_of_making_there_are_no_shares(engine: Engine) -> None:
    found = costs(engine.model.stance, shown(engine, [TEXT])["stance"], {}, repeats=1)
    assert all(one.share is None and one.making is None for one in found)


def test_what_is_made_is_timed_for_all_or_none(engine: Engine) -> None:
    made = making(engine, [TEXT], repeats=1)
    assert set(made) == {"sentiment", "stance"}
    for seconds in made.values():
        assert not seconds or {"window", "lexicon", "frames", SHARED} <= set(seconds)


def test_the_worth_of_views_is_read_from_their_section_by_column() -> None:
    found = worth(PAGE, "stance")
    assert set(found) == {"words", "roles"}
    assert (found["words"].macro_f1, found["words"].log_loss) == pytest.approx((-0.5, 0.003))
    assert (found["roles"].macro_f1, found["roles"].log_loss) == pytest.approx((0.3, -0.002))


def test_without_a_section_of_its_own_the_table_of_the_task_tells() -> None:
    shipped = "| **shipped** | 50.0 ± 0.8 | 64.1 ± 0.8 | 0.700 ± 0.008 |"
    page = PAGE.replace(shipped, f"{shipped}\n| view-words=0 | 48.5 ± 0.1 | 1.0 | 0.750 ± 0.001 |")
    found = worth(page, "sentiment")
    assert set(found) == {"words"}
    assert (found["words"].macro_f1, found["words"].log_loss) == pytest.approx((-1.5, 0.05))


def test_without_such_rows_nothing_is_known() -> None:
    assert worth(PAGE, "sentiment") == {}


def test_a_page_that_is_not_there_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--search", "no-such-page.md"]) == 1
    assert "no-such-page.md" in capsys.readouterr().err
