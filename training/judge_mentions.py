"""Judge the actors that the reader finds: draw some mentions, show each in its sentence, score what has been judged.

`python -m training.judge_mentions --data DIR --show new` draws mentions of actors, of every form, from the articles of PolNeAR
dev, prints those that nobody has judged yet, and the share of good ones among the judged, by form. A mention is good where its
span is a name, noun phrase or pronoun with the right borders, the actor is who is meant, and the actor's kind and, for a composed
one or an office, its country are right; one that no registry holds is good where it is a person or body of a sensible kind.
Judgements are kept in `training/judgements/mentions.jsonl`: the article, character offsets (end exclusive), the actor's id and
kind as found, the judgement and what is wrong; no text.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from training.corpora import CorpusError
from training.evaluate_reading import Reader
from training.judging import FOLDER, Row, articles, draw, in_sentence, read_rows

JUDGEMENTS = FOLDER / "mentions.jsonl"
_DRAWN = 200

Key = tuple[str, int, int, str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """
    A mention of an actor, and who the reader takes it to be.

    `start`/`end` are character offsets, end exclusive; `before` and `after` are the parts of its sentence around its start.
    """

    article: str
    start: int
    end: int
    actor: str
    kind: str
    form: str
    words: str
    name: str
    parent: str | None
    before: str
    after: str

    @property
    def key(self) -> Key:
        """What a judgement is about; another actor, or another kind of actor, at the same place is another one."""
        return self.article, self.start, self.end, self.actor, self.kind


class Judgement(Row):
    """What a reader thinks of a mention of an actor."""

    actor: str
    kind: str
    reason: Literal["borders", "no-actor", "wrong-actor", "wrong-kind", "wrong-country"] | None = None

    @property
    def key(self) -> Key:
        """What is judged."""
        return self.article, self.start, self.end, self.actor, self.kind


def judgements(path: Path = JUDGEMENTS) -> dict[Key, Judgement]:
    """
    Read the judgements.

    :param path: The file.
    :return: Each judgement by what it is about.
    :raises CorpusError: If a line does not fit the schema.
    """
    return {one.key: one for one in read_rows(path, Judgement)}


def drawn_mentions(data: Path, number: int = _DRAWN) -> list[Drawn]:
    """
    Draw mentions of actors from the development articles.

    :param data: The data folder.
    :param number: How many.
    :return: The drawn mentions, in order of article and place.
    :raises CorpusError: If the articles are not there or not as published.
    """
    reader = Reader()
    mentions: list[Drawn] = []
    for annotated in articles(data):
        article, text = annotated.article, annotated.text
        document, reading = reader.mentions(text, annotated.published)
        for found in reading.mentions:
            if found.kind != "actor":
                continue
            actor = reading.actors[found.id]
            sentence = document.sentences[document.sentence_of(found.first)]
            before, words = text[sentence.start : found.start], text[found.start : found.end]
            known = (found.id, actor.kind, found.form, words, actor.name, actor.parent)
            mentions.append(Drawn(article, found.start, found.end, *known, before, text[found.start : sentence.end]))
    return draw(mentions, lambda one: (one.article, one.start, one.end), number)


def _shown(drawn: Drawn, judged: Judgement | None) -> str:
    article, start, end, actor, kind = drawn.key
    head = json.dumps({"article": article, "start": start, "end": end, "actor": actor, "kind": kind})
    of = f" of {drawn.parent}" if drawn.parent else ""
    told = "" if judged is None else f"\n    {'good' if judged.good else judged.reason}"
    words = " ".join(drawn.words.split())
    return f"{head}\n    [{words}] = {drawn.name}{of}, {drawn.form}\n    {in_sentence(drawn.before, drawn.after)}{told}"


def table(drawn: Sequence[Drawn], known: dict[Key, Judgement]) -> str:
    """
    Lay out the share of good ones by form, and what is wrong with the others.

    :param drawn: The drawn mentions.
    :param known: The judgements.
    :return: A text of several lines.
    """
    judged = [(one.form, known[one.key]) for one in drawn if one.key in known]
    forms = Counter(form for form, _ in judged)
    good = Counter(form for form, one in judged if one.good)
    reasons = Counter(one.reason for _, one in judged if one.reason)
    share = good.total() / max(1, len(judged))
    lines = [f"judged {len(judged)} of {len(drawn)} drawn; good {share:.3f} ({good.total()}/{len(judged)})"]
    lines += [f"  {form:<10} {good[form] / count:.3f} ({good[form]}/{count})" for form, count in forms.most_common()]
    lines.append("bad: " + (", ".join(f"{reason} {count}" for reason, count in reasons.most_common()) or "none"))
    return "\n".join(lines)


def figures(drawn: Sequence[Drawn], known: dict[Key, Judgement]) -> dict[str, int | float]:
    """
    Count for a program to read.

    :param drawn: The drawn mentions.
    :param known: The judgements.
    :return: How many are drawn, judged and good, and the good ones' share of the judged.
    """
    mine = [known[one.key].good for one in drawn if one.key in known]
    return {"drawn": len(drawn), "judged": len(mine), "good": sum(mine), "precision": sum(mine) / max(1, len(mine))}


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    :param arguments: Command-line arguments; those of the process where None.
    :return: The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m training.judge_mentions", description="Judge mentions of actors.")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--show", choices=("new", "bad", "all"), help="show mentions not judged yet, judged bad, or all drawn")
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    options = parser.parse_args(arguments)
    try:
        drawn, known = drawn_mentions(options.data), judgements()
    except (CorpusError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for one in drawn:
        judged = known.get(one.key)
        wanted = {None: False, "new": judged is None, "bad": judged is not None and not judged.good, "all": True}
        if wanted[options.show]:
            print(_shown(one, judged))
    print(table(drawn, known))
    if options.json:
        print(json.dumps(figures(drawn, known)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
