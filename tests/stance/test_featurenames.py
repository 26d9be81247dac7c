"""Names of features by number, whatever characters they hold."""

import pytest

from stance.featurenames import FeatureNames

_VIEWS = {"words": ["", "a", "caf\u00e9 \U0001f600"], "none": [], "path": ["H V+ T", "long"]}


@pytest.fixture
def names() -> FeatureNames:
    return FeatureNames({view: FeatureNames.write(features) for view, features in _VIEWS.items()})


def test_names_come_back_as_they_were(names: FeatureNames) -> None:
    assert {view: names.of(view) for view in _VIEWS} == _VIEWS


def test_they_are_counted_through_all_views(names: FeatureNames) -> None:
    assert names.size == 5


def test_numbers_run_on_from_view_to_view(names: FeatureNames) -> None:
    expected = [(view, feature) for view, features in _VIEWS.items() for feature in features]
    assert [names.name(number) for number in range(1, 6)] == expected


@pytest.mark.parametrize("number", [0, -1, 6])
def test_there_is_no_other(names: FeatureNames, number: int) -> None:
    with pytest.raises(IndexError, match=str(number)):
        names.name(number)
