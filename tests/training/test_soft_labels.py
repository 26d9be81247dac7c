"""A teacher's soft labels: kept as references and numbers, and mixed with what readers labelled."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from stance.engine import Engine
from stance.seeds import SeedError
from training import distill, softlabels
from training.examples import MentionExample, PairExample
from training.gather import Examples
from training.items import POOL, Blend, sentiment_items, stance_items
from training.marked import Marked, key_of, labelled_sentences, unlabelled

TEXT = "Orla Venn scolded Bent Maro over the toll, and Pia Lund thanked them."
ORLA, BENT, PIA = (0, 9), (18, 27), (47, 55)


def _pair(forward: str = "against", source: str = "dse") -> PairExample:
    return PairExample(TEXT, ORLA, BENT, forward, "neutral", TEXT, source)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    stance = {(key_of(TEXT), ORLA, BENT): (0.9, 0.08, 0.02)}
    sentiment = {(key_of(TEXT), PIA): (0.05, 0.2, 0.75)}
    softlabels.write(stance, sentiment, {"folds": 2}, tmp_path)
    assert softlabels.read_stance(tmp_path)[key_of(TEXT), ORLA, BENT] == pytest.approx((0.9, 0.08, 0.02))
    assert softlabels.read_sentiment(tmp_path)[key_of(TEXT), PIA] == pytest.approx((0.05, 0.2, 0.75))


def test_the_files_hold_no_text_and_repeat_to_the_byte(tmp_path: Path) -> None:
    stance = {(key_of(TEXT), ORLA, BENT): (0.9, 0.08, 0.02)}
    for name in ("one", "two"):
        softlabels.write(stance, {}, {}, tmp_path / name)
    first, second = ((tmp_path / name / softlabels.STANCE).read_bytes() for name in ("one", "two"))
    assert first == second
    assert b"Orla" not in gzip.decompress(first)


def test_no_files_are_no_soft_labels(tmp_path: Path) -> None:
    assert softlabels.read_stance(tmp_path) == {}
    assert softlabels.read_sentiment(tmp_path) == {}


@pytest.mark.parametrize(
    "content", [b"no gzip", gzip.compress(b"head\nab\t1\t2\n"), gzip.compress(b"head\nab\t1\t2\t3\tx\t5\t6\n")]
)
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / softlabels.STANCE).write_bytes(content)
    with pytest.raises(SeedError, match=r"stance\.tsv\.gz"):
        softlabels.read_stance(tmp_path)


def test_sentences_gather_their_mentions_and_both_directions_of_their_pairs() -> None:
    mention = MentionExample(TEXT, PIA, "positive", TEXT)
    found = labelled_sentences([("portrayals", mention)], [_pair(), _pair("favor")])
    assert [one.corpus for one in found] == ["dse"]
    assert found[0].pairs == {(ORLA, BENT): "against", (BENT, ORLA): "neutral"}
    assert found[0].mentions == {PIA: "positive"}


def test_the_reader_marks_what_nobody_labelled(engine: Engine) -> None:
    text = "Iran condemned Turkey, and Qatar praised Oman."
    known = Marked(text, text, "dse", {}, {((0, 4), (15, 21)): "against"})
    (found,) = unlabelled([known], engine)
    assert ((27, 32), (41, 45)) in found.pairs
    assert ((0, 4), (15, 21)) not in found.pairs
    assert set(found.pairs.values()) == {None}
    assert (0, 4) in found.mentions


def test_the_teacher_shares_in_labels_by_who_gave_them(engine: Engine) -> None:
    soft = {(key_of(TEXT), ORLA, BENT): (0.5, 0.5, 0.0), (key_of(TEXT), PIA, BENT): (0.1, 0.2, 0.7)}
    lexicon = engine.model.lexicon
    blend = Blend(own=3.0, pool=0.25, teacher=0.5, teacher_own=0.0)
    items = stance_items(Examples([], [_pair()], {}, soft), lexicon, blend)
    assert items.truths[0] == pytest.approx((0.75, 0.25, 0.0))
    assert items.truths[1] == pytest.approx((0.0, 1.0, 0.0))
    assert items.truths[2] == pytest.approx((0.1, 0.2, 0.7))
    assert list(items.labels) == ["against", "neutral", None]
    assert list(items.sources) == ["dse", "dse", POOL]
    assert items.weights == pytest.approx((1.0, 1.0, 0.25))
    assert list(items.reverse) == [1, 0, -1]
    own = stance_items(Examples([], [_pair(source="scenes")], {}, soft), lexicon, blend)
    assert own.truths[0] == pytest.approx((1.0, 0.0, 0.0))
    assert own.weights[0] == pytest.approx(3.0)


def test_of_a_pair_that_stands_twice_the_first_label_counts(engine: Engine) -> None:
    items = stance_items(Examples([], [_pair("favor", "annotated"), _pair()], {}, {}), engine.model.lexicon, Blend(1.0, 1.0, 0.0))
    assert list(items.labels) == ["favor", "neutral"]


def test_mentions_that_only_the_teacher_labelled_are_items(engine: Engine) -> None:
    soft = {(key_of(TEXT), PIA): (0.1, 0.2, 0.7), (key_of("gone"), PIA): (1.0, 0.0, 0.0)}
    mention = MentionExample(TEXT, ORLA, "negative", TEXT)
    items = sentiment_items(Examples([("newsmtsc", mention)], [], soft, {}), engine.model.lexicon, Blend(1.0, 0.5, 0.5))
    assert items.truths.tolist() == [pytest.approx([1.0, 0.0, 0.0]), pytest.approx([0.1, 0.2, 0.7])]
    assert np.array_equal(items.labelled, [True, False])


def test_the_shipped_soft_labels_are_probabilities() -> None:
    stance, sentiment = softlabels.read_stance(), softlabels.read_sentiment()
    assert len(stance) > 100_000
    assert len(sentiment) > 50_000
    assert all(min(soft) >= -1e-9 and sum(soft) == pytest.approx(1) for soft in stance.values())


def test_distilling_without_its_libraries_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*_: object) -> None:
        raise ModuleNotFoundError(name="torch")

    monkeypatch.setattr(distill, "distill", absent)
    assert distill.main([]) == 1
    assert "make distill" in capsys.readouterr().err
