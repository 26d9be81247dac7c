"""Compiling the word tables: forms, clashes, and errors that name file and line."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from stance.lexicon import Lexicon
from stance.seeds import SeedError
from stance.text import SEEDS, read
from training.lexicon import common_words, compile_lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return compile_lexicon()


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    for folder in ("lexicon", "frames"):
        shutil.copytree(SEEDS / folder, tmp_path / folder)
    return tmp_path


def _append(path: Path, line: str) -> int:
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")
    return text.count("\n") + 2


@pytest.mark.parametrize("form", ["condemn", "condemns", "condemned", "condemning"])
def test_a_verb_is_found_in_every_form(lexicon: Lexicon, form: str) -> None:
    (hit,) = lexicon.find([form])
    assert hit.entry.frame is not None
    assert (hit.entry.frame.lemma, hit.entry.frame.stance) == ("condemn", -1)


def test_only_a_participle_can_be_passive(lexicon: Lexicon) -> None:
    can = {
        form: hit.entry.frame.participle for form in ("condemned", "condemns") for hit in lexicon.find([form]) if hit.entry.frame
    }
    assert can == {"condemned": True, "condemns": False}


def test_the_longest_entry_is_found(lexicon: Lexicon) -> None:
    entry = max((entry for entries in lexicon.entries.values() for entry in entries), key=lambda entry: len(entry.rest))
    first = next(word for word, entries in lexicon.entries.items() if entry in entries)
    (hit,) = lexicon.find([first, *entry.rest])
    assert hit.last - hit.first == 1 + len(entry.rest)


def test_hits_do_not_overlap(lexicon: Lexicon) -> None:
    hits = lexicon.find(read("They did not welcome the killing, and no longer backed or condemned the deal.").lowers)
    assert hits
    assert all(one.last <= other.first for one, other in pairwise(hits))


def test_polarity_stays_within_its_scale(lexicon: Lexicon) -> None:
    assert {entry.polarity for entries in lexicon.entries.values() for entry in entries} <= set(range(-3, 4))


def test_the_same_tables_give_the_same_lexicon(lexicon: Lexicon) -> None:
    assert compile_lexicon() == lexicon


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("lexicon/negative.tsv", "cells"),
        ("lexicon/positive.tsv", "cells"),
        ("frames/verbs.tsv", "cells"),
        ("frames/nouns.tsv", "cells"),
    ],
)
def test_a_row_with_too_few_cells_is_named_by_file_and_line(spoilt: Path, table: str, message: str) -> None:
    number = _append(spoilt / table, "alone")
    with pytest.raises(SeedError, match=rf"{Path(table).name}:{number}: .*{message}"):
        compile_lexicon(seeds=spoilt)


@pytest.mark.parametrize("strength", ["9", "0", "much"])
def test_a_strength_off_the_scale_is_named(spoilt: Path, strength: str) -> None:
    path = spoilt / "lexicon/negative.tsv"
    header = path.read_text(encoding="utf-8").splitlines()[0].split("\t")
    number = _append(path, "\t".join({"term": "zzz", "pos": "a", "strength": strength}.get(column, "x") for column in header))
    with pytest.raises(SeedError, match=rf"negative\.tsv:{number}: strength"):
        compile_lexicon(seeds=spoilt)


def test_common_words_are_those_a_corpus_writes_small_twice() -> None:
    found = common_words(["The Toll rose.", "the toll fell.", "the river rose"])
    assert found == {"the", "rose"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("zzz\tshifter\tsideways", "scope 'sideways' is none of forward, backward, both"),
        ("zzz\tnegatr\tforward", "class 'negatr' is none of negator, "),
        ("not\tnegator\tforward", "'not' stands in line 2 already"),
    ],
)
def test_an_operator_that_no_code_knows_is_named_by_file_and_line(spoilt: Path, row: str, message: str) -> None:
    number = _append(spoilt / "lexicon/operators.tsv", row)
    with pytest.raises(SeedError, match=rf"operators\.tsv:{number}: {message}"):
        compile_lexicon(seeds=spoilt)


def test_an_operator_keeps_the_side_it_bears_on(lexicon: Lexicon) -> None:
    scopes = {term: lexicon.find(term.split())[0].entry.scope for term in ("failed to", "proved false", "contingent on")}
    assert scopes == {"failed to": "forward", "proved false": "backward", "contingent on": "both"}
