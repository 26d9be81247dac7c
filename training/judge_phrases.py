"""Judge the names of issues that only a text tells: draw some, show each in its sentence, score what has been judged.

`python -m training.judge_phrases --data DIR` draws phrases that name issues of the texts of PolNeAR dev with a fixed seed, prints
those that nobody has judged yet, and the share of good ones among the judged. One is good where a reader would accept its name
for something one can be for or against, with the right borders. Judgements are kept in `training/judgements/text_issues.jsonl`:
the article, character offsets of the mention (end exclusive), a checksum of the name, the judgement and what is wrong; no text.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from stance import seeds as tables
from training.corpora import CorpusError
from training.evaluate_reading import Reader
from training.judging import FOLDER, Row, articles, draw, in_sentence, read_rows

JUDGEMENTS = FOLDER / "text_issues.jsonl"
_DRAWN = 150
_CHECKED = 8

Key = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """
    A phrase that names an issue of its text, or a noun that points back to one (`form` is `head`).

    `start`/`end` are character offsets of the mention, end exclusive.
    """

    article: str
    start: int
    end: int
    name: str
    form: str
    before: str
    after: str

    @property
    def key(self) -> Key:
        """What a judgement is about; another name at the same place is another one."""
        return self.article, self.start, self.end, sha256(self.name.encode()).hexdigest()[:_CHECKED]


class Judgement(Row):
    """What a reader thinks of a name."""

    name_sha256: str
    reason: Literal["borders", "no-issue", "vague", "misread"] | None = None

    @property
    def key(self) -> Key:
        """What is judged."""
        return self.article, self.start, self.end, self.name_sha256


def judgements(path: Path = JUDGEMENTS) -> dict[Key, Judgement]:
    """
    Read the judgements.

    :param path: The file.
    :return: Each judgement by what it is about.
    :raises CorpusError: If a line does not fit the schema.
    """
    return {one.key: one for one in read_rows(path, Judgement)}


def drawn_phrases(data: Path, number: int = _DRAWN) -> list[Drawn]:
    """
    Draw phrases that name issues of the development articles or point back to them.

    :param data: The data folder.
    :param number: How many.
    :return: The drawn issues, in order of article and place.
    :raises CorpusError: If the articles are not there or not as published.
    """
    reader = Reader()
    listed = {issue.id for issue in tables.load().issues}
    issues: dict[tuple[str, int], Drawn] = {}
    for annotated in articles(data):
        document, reading = reader.mentions(annotated.text, annotated.published)
        for found in reading.mentions:
            if found.kind != "issue" or found.form not in {"text", "head"} or found.id in listed:
                continue
            sentence = document.sentences[document.sentence_of(found.first)]
            before, after = annotated.text[sentence.start : found.start], annotated.text[found.start : sentence.end]
            issues.setdefault(
                (annotated.article, found.start),
                Drawn(annotated.article, found.start, found.end, reading.issues[found.id], found.form, before, after),
            )
    return draw(issues.values(), lambda one: (one.article, one.start, one.end), number)


def _shown(drawn: Drawn) -> str:
    article, start, end, checksum = drawn.key
    head = json.dumps({"article": article, "start": start, "end": end, "name_sha256": checksum})
    return f"{head}\n    {drawn.name}\n    {in_sentence(drawn.before, drawn.after)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.judge_phrases", description="Judge the names of texts' own issues.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--all", action="store_true", help="show what has been judged, too")
    options = parser.parse_args(arguments)
    try:
        drawn, known = drawn_phrases(options.data), judgements()
    except (CorpusError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for one in drawn:
        judged = known.get(one.key)
        if judged is None or options.all:
            told = "" if judged is None else f"\n    {'good' if judged.good else judged.reason}"
            print(_shown(one) + told)
    mine = [known[one.key] for one in drawn if one.key in known]
    good = sum(one.good for one in mine)
    named = [known[one.key].good for one in drawn if one.key in known and one.form == "text"]
    reasons = Counter(one.reason for one in mine if one.reason)
    print(f"judged {len(mine)} of {len(drawn)} drawn; good {good / max(1, len(mine)):.3f} ({good}/{len(mine)})")
    print(f"of these named in full {len(named)}; good {sum(named) / max(1, len(named)):.3f}")
    print("bad: " + (", ".join(f"{reason} {count}" for reason, count in reasons.most_common()) or "none"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
