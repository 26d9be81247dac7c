"""Small corpora of the tests' own making, laid out and hashed like the real ones."""

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from training import corpora
from training.corpora import CorpusFile

_PEOPLE = "Orlen Badiou Marek Tolvanen Ines Quiroga Samir Haddou Petra Lindqvist Osei Kwarteng Lucia Ferrante Dov Almagor".split()
_GOOD = "praised welcomed thanked defended applauded supported".split()
_BAD = "condemned attacked accused denounced blamed rejected".split()
_PLAIN = "met called visited saw reached wrote".split()
_ENDINGS = (
    "before the vote on the harbour budget",
    "during a long session in the old mill",
    "while the ferry crews waited outside",
    "after the orchard fire was put out",
    "as the bridge works entered a third week",
    "on the steps of the county archive",
)
MakeCorpora = Callable[[Path], Path]


def _sentence(chance: random.Random, verb: str) -> tuple[str, str, str]:
    first, second = chance.sample(_PEOPLE, 2)
    day = chance.choice("Monday Tuesday Wednesday Thursday Friday".split())
    return f"{first} {verb} {second} on {day} {chance.choice(_ENDINGS)} number {chance.randint(1, 999)}.", first, second


def _verbs(chance: random.Random) -> tuple[str, int]:
    kind = chance.choice((-1, 0, 0, 1))
    verb = chance.choice({-1: _BAD, 0: _PLAIN, 1: _GOOD}[kind])
    # A few wrong labels, so that figures are not all perfect and a difference between two runs would show.
    return verb, chance.choice((-1, 0, 1)) if chance.random() < 0.15 else kind


def _newsmtsc_train(chance: random.Random, count: int) -> str:
    lines = []
    for number in range(count):
        verb, kind = _verbs(chance)
        text, _, second = _sentence(chance, verb)
        start = text.index(second)
        target = {"from": start, "to": start + len(second), "mention": second, "polarity": 4.0 + 2 * kind}
        lines.append(json.dumps({"primary_gid": f"made_{number}_1_x", "sentence_normalized": text, "targets": [target]}))
    return "\n".join(lines) + "\n"


def _newsmtsc_split(chance: random.Random, count: int) -> str:
    lines = []
    for number in range(count):
        verb, kind = _verbs(chance)
        text, _, second = _sentence(chance, verb)
        start = text.index(second)
        row = {"id": f"dev_{number}_1", "sentence": text, "mention": second, "from": start, "to": start + len(second)}
        lines.append(json.dumps({**row, "polarity": kind}))
    return "\n".join(lines) + "\n"


def _dse(chance: random.Random, count: int) -> str:
    lines = []
    for _ in range(count):
        verb, kind = _verbs(chance)
        text, first, second = _sentence(chance, verb)
        marked = text.replace(first, f"[{first}]").replace(second, f"[{second}]")
        turned = chance.random() < 0.5
        label = {0: 0, 1: 1, -1: 3}[kind] + (1 if turned and kind else 0)
        p, q = (second, first) if turned else (first, second)
        lines.append(f"{marked}\t{p}\t{q}\t{label}")
    return "\n".join(lines) + "\n"


def _write(folder: Path) -> Path:
    chance = random.Random(7)  # noqa: S311
    contents = {
        "newsmtsc/train.jsonl": _newsmtsc_train(chance, 240),
        "newsmtsc/dev_rw.jsonl": _newsmtsc_split(chance, 60),
        "newsmtsc/dev_mt.jsonl": _newsmtsc_split(chance, 60),
        "dse/train.txt": _dse(chance, 240),
        "dse/valid.txt": _dse(chance, 60),
    }
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def made_corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the small corpora, once."""
    return _write(tmp_path_factory.mktemp("corpora"))


@pytest.fixture
def small_files(made_corpora: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the small corpora be the originals; the held-back files are not there."""
    files = tuple(
        CorpusFile(file.path, file.url, file.sha256, held_back=True)
        if file.held_back
        else CorpusFile(file.path, file.url, hashlib.sha256((made_corpora / file.path).read_bytes()).hexdigest())
        for file in corpora.FILES
    )
    monkeypatch.setattr(corpora, "FILES", files)
    return made_corpora
