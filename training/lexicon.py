"""Compile the lexicon that travels in the artifact from the tables under `seeds/`, with inflected forms."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lemminflect import getAllInflections, getAllInflectionsOOV

from stance.lexicon import OPERATORS, SCOPES, Entry, Frame, Lexicon
from stance.seeds import SeedError
from stance.text import SEEDS, read

_SIGNS = {"favor": 1, "neutral": 0, "against": -1, "+": 1, "0": 0, "-": -1}
_TAGS = {"v": "VERB", "n": "NOUN", "a": "ADJ"}
_PARTICIPLE_ENDINGS = ("VBN", "VBD")


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """
    Read a tab-separated table with a header line.

    :param path: The table.
    :yield: Line number and row by column.
    :raises SeedError: If a row has too few or too many cells.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            if None in row or None in row.values():
                msg = f"{path.name}:{number}: expected {len(row)} cells"
                raise SeedError(msg)
            yield number, row


def _forms(term: str, pos: str) -> dict[str, frozenset[str]]:
    """Inflect the first word of a verb and the last of anything else: surface form -> Penn tags."""
    words = term.split()
    if pos not in _TAGS:
        return {term: frozenset()}
    at = 0 if pos == "v" else len(words) - 1
    forms: dict[str, set[str]] = {term: set()}
    # A word that the inflector does not list ("co-sponsor") is inflected by rule.
    known = getAllInflections(words[at], upos=_TAGS[pos]) or getAllInflectionsOOV(words[at], upos=_TAGS[pos])
    for tag, variants in known.items():
        for variant in variants:
            forms.setdefault(" ".join([*words[:at], variant, *words[at + 1 :]]), set()).add(tag)
    return {form: frozenset(tags) for form, tags in forms.items()}


def _frames(table: Path, pos: str) -> Iterator[tuple[str, Frame]]:
    """Read a table of frames; a noun's rows, one a preposition that changes its meaning, become one frame."""
    frames: dict[str, Frame] = {}
    for number, row in rows(table):
        try:
            lemma, stance = row["noun" if pos == "n" else "predicate"], _SIGNS[row["agent_to_theme"]]
            frame = Frame(lemma, pos, stance, _SIGNS[row["writer_agent"]], _SIGNS[row["writer_theme"]])
        except KeyError as error:
            msg = f"{table.name}:{number}: {error.args[0]!r} is not a column or value that the table knows"
            raise SeedError(msg) from None
        known = frames.get(lemma, frame)
        added = tuple((word, stance) for word in row.get("prepositions", "").split("|") if word)
        frames[lemma] = replace(known, prepositions=known.prepositions + added)
    listed = (table.parent / "bearers.txt").read_text(encoding="utf-8").splitlines() if pos == "n" else ()
    bearers = {line for line in listed if line and not line.startswith("#")}
    for frame in frames.values():
        for form, tags in _forms(frame.lemma, "n" if pos == "n" else "v").items():
            participle = pos == "v" and any(tag in tags for tag in _PARTICIPLE_ENDINGS)
            yield form, replace(frame, participle=participle, bearer=frame.lemma in bearers)


def _fates(table: Path) -> Iterator[tuple[str, int]]:
    for number, row in rows(table):
        if row["stance"] not in _SIGNS or row["pos"] not in {"v", "n"}:
            msg = f"{table.name}:{number}: pos is v or n, stance is favor or against"
            raise SeedError(msg)
        yield from ((form, _SIGNS[row["stance"]]) for form in _forms(row["term"], row["pos"]))


def _polarities(table: Path) -> Iterator[tuple[str, int]]:
    for number, row in rows(table):
        try:
            strength = int(row["strength"])
        except ValueError:
            msg = f"{table.name}:{number}: strength {row['strength']!r} is not a whole number"
            raise SeedError(msg) from None
        if not 1 <= abs(strength) <= 3:
            msg = f"{table.name}:{number}: strength {strength} is not within 1 to 3 or -1 to -3"
            raise SeedError(msg)
        yield from ((form, strength) for form in _forms(row["term"], row["pos"]))


def _operators(table: Path) -> Iterator[tuple[str, str, str]]:
    """Read the operators: term, class, scope; two rows on one term are as much an error as a class that no code knows."""
    seen: dict[str, int] = {}
    for number, row in rows(table):
        for column, allowed in (("class", OPERATORS), ("scope", SCOPES)):
            if row[column] not in allowed:
                msg = f"{table.name}:{number}: {column} {row[column]!r} is none of {', '.join(allowed)}"
                raise SeedError(msg)
        if (first := seen.setdefault(row["term"], number)) != number:
            msg = f"{table.name}:{number}: {row['term']!r} stands in line {first} already"
            raise SeedError(msg)
        yield row["term"], row["class"], row["scope"]


def _tokens(form: str) -> tuple[str, ...]:
    return read(form).lowers


def common_words(texts: Iterable[str], at_least: int = 2) -> frozenset[str]:
    """
    Collect the words that a corpus writes in lower case.

    :param texts: Sentences.
    :param at_least: How often a word must be seen.
    :return: The words.
    """
    counts = Counter(word for text in texts for word in read(text).words if word.islower())
    return frozenset(word for word, count in counts.items() if count >= at_least)


def compile_lexicon(common: frozenset[str] = frozenset(), seeds: Path = SEEDS) -> Lexicon:
    """
    Compile the tables into a lexicon.

    :param common: Words known to occur in lower case.
    :param seeds: The folder that holds `lexicon/` and `frames/`.
    :return: The lexicon.
    :raises SeedError: If a table holds a row that cannot be used.
    """
    merged: dict[tuple[str, ...], Entry] = {}

    def entry(form: str) -> tuple[tuple[str, ...], Entry]:
        key = _tokens(form)
        return key, merged.get(key, Entry(key[1:]))

    for term, operator, scope in _operators(seeds / "lexicon" / "operators.tsv"):
        key, known = entry(term)
        merged[key] = replace(known, operator=operator, scope=scope)
    for name in ("negative", "positive"):
        for form, strength in _polarities(seeds / "lexicon" / f"{name}.tsv"):
            key, known = entry(form)
            # Of two readings the stronger one counts; equal ones of opposite sign cancel.
            if abs(strength) > abs(known.polarity):
                merged[key] = replace(known, polarity=strength)
            elif strength == -known.polarity:
                merged[key] = replace(known, polarity=0)
    for form, stance in _fates(seeds / "frames" / "fates.tsv"):
        key, known = entry(form)
        merged[key] = replace(known, fate=stance)
    for table, pos in (("nouns", "n"), ("verbs", "v")):
        for form, frame in _frames(seeds / "frames" / f"{table}.tsv", pos):
            key, known = entry(form)
            merged[key] = replace(known, frame=frame)
    entries: dict[str, list[Entry]] = {}
    for key, value in merged.items():
        if key:
            entries.setdefault(key[0], []).append(value)
    ordered = {first: tuple(sorted(found, key=lambda e: (-len(e.rest), e.rest))) for first, found in sorted(entries.items())}
    return Lexicon(ordered, common)
