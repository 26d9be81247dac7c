"""What every variant of the search stands on: columns, targets, methods and figures."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import softmax

from training.blocks import Blocks
from training.examples import MentionExample
from training.fit import Recipe, vectoriser
from training.gather import NEWSMTSC, PORTRAYALS, Examples
from training.items import Blend, Items, sentiment_items
from training.lexicon import compile_lexicon
from training.marked import key_of
from training.methods import learn, log_ratios
from training.targets import EVENLY, Targets, targets_of
from training.train import SENTIMENT, STANCE
from training.trials import Part, best_shift, shifted
from training.variants import METHODS, QUESTIONS, SHIPPED, Variant, variants

_VIEWS = [
    {"words": ["a", "b", "b"], "window": ["x", "y"]},
    {"words": ["a", "c"], "window": ["x", "z"]},
    {"words": ["b", "c", "c"], "window": ["y", "z", "x"]},
    {"words": ["a", "b", "c"], "window": ["z"]},
]
_RECIPE = Recipe(("words", "window"), ("against", "neutral", "favor"), 8.0, None, 100, EVENLY)


def _dense(matrix: Any) -> NDArray[np.float64]:
    return np.asarray(matrix.todense())


# Columns -------------------------------------------------------------------------------------------------------------


def test_all_columns_are_what_a_fit_sees() -> None:
    blocks = Blocks(_RECIPE, _VIEWS)
    kept = np.arange(blocks.raw.shape[1])
    np.testing.assert_allclose(_dense(blocks.shape(blocks.raw, kept, {})), _dense(vectoriser(_RECIPE).fit_transform(_VIEWS)))


def test_chosen_columns_are_what_a_pruned_fit_sees() -> None:
    blocks = Blocks(_RECIPE, _VIEWS)
    pruned = vectoriser(_RECIPE, {"words": ["a", "c"], "window": ["x", "y"]}).fit_transform(_VIEWS)
    np.testing.assert_allclose(_dense(blocks.shape(blocks.raw, np.asarray([0, 2, 3, 4]), {})), _dense(pruned))


def test_views_are_weighed_as_a_union_weighs_them() -> None:
    blocks = Blocks(_RECIPE, _VIEWS)
    union = vectoriser(_RECIPE).set_params(transformer_weights={"window": 0.5})
    shaped = blocks.shape(blocks.raw, np.arange(blocks.raw.shape[1]), {"window": 0.5})
    np.testing.assert_allclose(_dense(shaped), _dense(union.fit_transform(_VIEWS)))


def test_a_view_left_out_makes_room_for_others() -> None:
    blocks = Blocks(_RECIPE, _VIEWS)
    ranking = np.asarray([3, 0, 4, 1, 5, 2])
    assert blocks.kept(ranking, 2, {}).tolist() == [0, 3]
    assert blocks.kept(ranking, 2, {"window": 0.0}).tolist() == [0, 1]


# Targets -------------------------------------------------------------------------------------------------------------


def _mentions(blend: Blend) -> Items:
    text = "Kessa praised Dorin, and Maro blamed Ulla."
    mentions = [
        (NEWSMTSC, MentionExample(text, (0, 5), "neutral", "one")),
        (PORTRAYALS, MentionExample(text, (14, 19), "positive", "one")),
    ]
    key = key_of(text)
    soft = {(key, (14, 19)): (0.1, 0.2, 0.7), (key, (25, 29)): (0.2, 0.5, 0.3)}
    return sentiment_items(Examples(mentions, [], soft), compile_lexicon(), blend)


def test_targets_of_a_blend_are_those_of_items_made_with_it() -> None:
    blend = Blend(1.5, 0.3, 0.25, 0.5)
    made, mixed = _mentions(blend), targets_of(_mentions(EVENLY), blend, SENTIMENT.labels)
    np.testing.assert_allclose(mixed.truths, made.truths)
    np.testing.assert_allclose(mixed.weights, made.weights)


def test_a_stance_exists_where_either_direction_has_one() -> None:
    truths = np.asarray([[1.0, 0, 0], [0, 1.0, 0], [0, 1.0, 0], [0, 1.0, 0], [0, 0, 1.0]])
    labels = ["against", "neutral", "neutral", "neutral", "favor"]
    reverse = np.asarray([1, 0, 3, 2, -1])
    items = Items([{}] * 5, truths, labels, ["g"] * 5, np.ones(5), ["dse"] * 5, reverse)
    assert targets_of(items, EVENLY, STANCE.labels).exists.tolist() == [1, 1, 0, 0, 1]


# Methods -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told() -> tuple[Any, Targets, NDArray[np.int64]]:
    """Give pairs of items, the two directions of one: what is felt stands in the first three columns, noise in the others."""
    chance = np.random.default_rng(3)
    truth = np.asarray([label for _ in range(100) for label in chance.permutation(np.asarray([1, chance.integers(3)]))])
    noise = chance.random((200, 5)) * (chance.random((200, 5)) < 0.3)
    truths = np.eye(3)[truth]
    exists = np.repeat((truth.reshape(-1, 2) != 1).any(axis=1), 2).astype(float)
    found = np.concatenate([truths, exists[:, None], noise], axis=1)
    return sparse.csr_matrix(found), Targets(truths, np.ones(200), exists), truth


@pytest.mark.parametrize("method", METHODS)
def test_every_method_learns_what_is_plain(method: str, told: tuple[Any, Targets, NDArray[np.int64]]) -> None:
    features, targets, truth = told
    learnt = learn(Variant("x", _RECIPE, method, l1=0.1), features, targets)
    logits = learnt.score(features)
    assert logits.shape == (200, 3)
    assert (logits.argmax(axis=1) == truth).mean() > 0.95


def test_the_three_questions_give_probabilities(told: tuple[Any, Targets, NDArray[np.int64]]) -> None:
    features, targets, _ = told
    logits = learn(Variant("x", _RECIPE, QUESTIONS), features, targets).score(features)
    np.testing.assert_allclose(np.exp(logits).sum(axis=1), 1)
    np.testing.assert_allclose(softmax(logits, axis=1), np.exp(logits))


def test_a_log_ratio_tells_which_label_a_feature_is_of(told: tuple[Any, Targets, NDArray[np.int64]]) -> None:
    features, targets, _ = told
    ratios = log_ratios(features, targets)
    assert ratios[:, :3].argmax(axis=0).tolist() == [0, 1, 2]
    assert np.abs(ratios[:, 4:]).max() < np.abs(ratios[:, :3]).max(axis=0).min()


# Variants and figures ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recipe", [SENTIMENT, STANCE])
def test_every_variant_changes_something_and_has_a_name_of_its_own(recipe: Recipe) -> None:
    tried = variants(recipe, soft=True)
    assert tried[0].name == SHIPPED
    assert len({one.name for one in tried}) == len(tried)
    assert len({repr(replace(one, name="")) for one in tried}) == len(tried)


def test_without_soft_labels_the_teacher_s_shares_are_not_tried() -> None:
    families = {one.family for one in variants(STANCE, soft=False)}
    assert not families & {"pool", "teacher"}
    assert {"pool", "teacher"} <= {one.family for one in variants(STANCE, soft=True)}


def test_the_three_questions_are_asked_of_stance_alone() -> None:
    assert f"method={QUESTIONS}" not in {one.name for one in variants(SENTIMENT, soft=False)}


def test_the_shift_of_neutral_mends_a_leaning_and_is_nothing_where_there_is_none() -> None:
    truth = np.asarray([0, 1, 2] * 20)
    logits = 2.0 * np.eye(3)[truth] + 0.5 * np.eye(3)[(truth + 1) % 3]
    own = np.zeros(60, dtype=bool)
    assert best_shift([Part(logits, truth, own)]) == pytest.approx(0.0)
    leaning = shifted(logits, 2.2)
    assert best_shift([Part(leaning, truth, own)]) == pytest.approx(-0.8)
