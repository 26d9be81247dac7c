"""What views cost and are worth: every view has its row, and the page is read as it is written."""

import pytest

from benchmarks.views import costs, making, shown, worth
from stance.engine import Engine
from stance.views import MENTION_VIEWS, PAIR_VIEWS

TEXT = "Iran condemned Turkey. Turkey, which Iran has armed, praised the talks with Iran and France."
PAGE = """# Search

## Sentiment

| variant | NewsMTSC | own labels |
| --- | --- | --- |
| **shipped** | 50.0 ± 0.8 | 64.1 ± 0.8 |

## What leaving a view out does: stance

| variant | DSE | own labels |
| --- | --- | --- |
| **shipped** | 62.1 ± 0.8 | 61.0 ± 0.1 |
| view-words=0 | 61.6 ± 0.9 | 60.0 ± 0.1 |
| view-path=0.5 | 60.0 ± 0.9 | 60.0 ± 0.1 |
| view-roles=0 | 62.4 ± 0.9 | 60.0 ± 0.1 |

## Else

| view-path=0 | 1.0 ± 0.9 | 1.0 |
"""


@pytest.mark.parametrize(("task", "names"), [("sentiment", MENTION_VIEWS), ("stance", PAIR_VIEWS)])
def test_every_view_has_its_row(engine: Engine, task: str, names: tuple[str, ...]) -> None:
    found = costs(getattr(engine.model, task), shown(engine, [TEXT])[task], {"window": 1e-3}, repeats=1)
    assert tuple(one.view for one in found) == names
    assert sum(one.share for one in found) == pytest.approx(1)
    assert all(one.features > 0 and one.scoring >= 0 for one in found)
    assert [one.view for one in found if one.making is not None] == ["window"]


def test_the_functions_that_make_views_are_still_there(engine: Engine) -> None:
    made = making(engine, [TEXT], repeats=1)
    assert set(made) == {"sentiment", "stance"}


def test_the_worth_of_views_is_read_from_their_section() -> None:
    assert worth(PAGE, "stance") == {"words": "-0.5", "roles": "+0.3"}


def test_without_a_section_of_its_own_the_table_of_the_task_tells() -> None:
    row = "| view-words=0 | 48.5 ± 0.1 | 1.0 |"
    assert worth(PAGE.replace("| 50.0 ± 0.8 | 64.1 ± 0.8 |", f"| 50.0 ± 0.8 | 64.1 ± 0.8 |\n{row}"), "sentiment") == {
        "words": "-1.5"
    }


def test_without_such_rows_nothing_is_known() -> None:
    assert worth(PAGE, "sentiment") == {}
