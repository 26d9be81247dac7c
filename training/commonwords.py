"""Compile `seeds/commonwords.txt`: `python -m training.commonwords --data DIR` writes it anew.

A word is common where the train splits of NewsMTSC and DSE and the project's own statements and scenes, each sentence once,
have it in lower case twice at least and four times as often as with a capital. For a word of the project's own tables once is
enough, and twice as often: that it is a word is known. What is not written with letters alone is left out.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from stance import seeds as tables
from stance.seeds import SeedError
from stance.text import SEEDS, read
from training import dse, newsmtsc
from training.corpora import CorpusError
from training.lexicon import compile_lexicon
from training.statements import read_scenes, read_statements
from training.wholefile import write_whole

TABLE = SEEDS / "commonwords.txt"
_AT_LEAST, _TIMES = 2, 4
_TIMES_OWN = 2


def sentences(data: Path) -> list[str]:
    """
    Read what the words are counted in.

    :param data: The data folder.
    :return: Each sentence once.
    :raises CorpusError: If a corpus file is not there or not as published.
    """
    train = data / "newsmtsc/train.jsonl", data / "dse/train.txt"
    for path in train:
        if not path.is_file():
            msg = f"{path} is not there: run `make data`"
            raise CorpusError(msg)
    mentions = [one.text for one in newsmtsc.read_train(train[0])]
    pairs = [one.text for one in (*dse.read_rows(train[1]), *read_statements(), *read_scenes())]
    return list(dict.fromkeys(mentions + pairs))


def own_words() -> frozenset[str]:
    """
    Collect the words of the tables that list common words: lexicon, frames, cues, roles, deeds and the phrases of issues.

    :return: The words.
    :raises SeedError: If a table holds a row that cannot be used.
    """
    seeds, entries = tables.load(), compile_lexicon().entries
    phrases = [form for cue in seeds.cues for form in cue.forms]
    phrases += [form for issue_cue in seeds.issue_cues for form in issue_cue.forms]
    phrases += [noun for role in seeds.roles for noun in (role.noun, role.singular) if noun]
    phrases += [word for deed in seeds.deeds for word in (deed.verb, deed.noun) if word]
    phrases += [phrase for issue in seeds.issues for phrase in issue.phrases]
    phrases += [*seeds.settings, *seeds.national_deeds, *seeds.reciprocals]
    phrases += [" ".join((first, *entry.rest)) for first, found in entries.items() for entry in found]
    return frozenset(word for phrase in phrases for word in read(phrase).words if word.islower())


def common(texts: Iterable[str], own: frozenset[str]) -> list[str]:
    """
    Tell the common words of texts.

    :param texts: Sentences.
    :param own: The words of the project's own tables.
    :return: The words, sorted.
    """
    small, capital = Counter[str](), Counter[str]()
    for text in texts:
        for word in read(text).words:
            if word.isalpha():
                (small if word.islower() else capital)[word.lower()] += 1
    rules = {True: (1, _TIMES_OWN), False: (_AT_LEAST, _TIMES)}
    kept = []
    for word, count in small.items():
        at_least, times = rules[word in own]
        if count >= at_least and count >= times * capital[word]:
            kept.append(word)
    return sorted(kept)


def compiled(data: Path, table: Path) -> str:
    """
    Compile the table.

    :param data: The data folder.
    :param table: The present table, whose comment is kept.
    :return: The table as it is to be.
    :raises CorpusError: If a corpus file is not there or not as published.
    :raises SeedError: If a table of the project holds a row that cannot be used.
    """
    comment = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    return "\n".join([*comment, *common(sentences(data), own_words())]) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.commonwords", description="Compile the table of common words.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    options = parser.parse_args(arguments)
    try:
        content = compiled(options.data, TABLE)
    except (CorpusError, SeedError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    write_whole(TABLE, content.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
