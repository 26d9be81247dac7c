"""The whole way of a text: read, find actors, attribute, make statements, score, aggregate."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance import model as artifacts
from stance import seeds as tables
from stance.actors import ActorFinder, Mention, Reading
from stance.analysis import Judged, by_pair, sentiment, stance_report
from stance.attribution import Attribution, Attributor
from stance.model import Model
from stance.registry import Registry, build
from stance.report import ActorReport, Contribution, DocumentReport, Options, Span, StanceReport, Target, TextInput
from stance.statements import Statement, candidates
from stance.text import Document, read
from stance.views import Stretch, Views, mention_views, pair_views, stretch

_SELF_TEST = (
    'Iran, a longtime ally of Syria, condemned the air strikes. "We reject these attacks," Iranian President Hassan Rouhani said.'
)
_REGISTRY_ONLY = Registry({}, {}, ())


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A text with its mentions, attributions and candidate statements: everything but the scores."""

    document: Document
    reading: Reading
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]


class _Stretches:
    """The annotated sentences of one text, each made once, however many mentions and pairs share it."""

    def __init__(self, document: Document, model: Model, in_quote: bytearray) -> None:
        self._document = document
        self._lexicon = model.lexicon
        self._in_quote = in_quote
        self._plain: dict[int, Stretch] = {}
        self._spoken: dict[tuple[int, tuple[int, int], tuple[int, int] | None], tuple[Stretch, dict[int, int]]] = {}

    def plain(self, sentence: int) -> tuple[Stretch, int]:
        """Give a sentence's stretch and the document token it begins with."""
        span = self._document.sentences[sentence]
        if sentence not in self._plain:
            words, lowers = self._document.words[span.first : span.last], self._document.lowers[span.first : span.last]
            carried = bool(self._in_quote[span.first]) and words[0] != '"'
            self._plain[sentence] = stretch(words, lowers, self._lexicon, carried)
        return self._plain[sentence], span.first

    def spoken(self, sentence: int, said: Attribution) -> tuple[Stretch, dict[int, int]]:
        """
        Give what a speaker says in one sentence as "Somebody CUE: words", wherever speaker and cue stand in the text.

        :param sentence: A sentence that the words reach into.
        :param said: The attribution.
        :return: The stretch, whose token 0 is the speaker, and the place in it of each document token of the words.
        """
        key = (sentence, said.content, said.cue)
        if key not in self._spoken:
            span = self._document.sentences[sentence]
            first, last = max(span.first, said.content[0]), min(span.last, said.content[1])
            gap = _parenthesis(said, first, last)
            keep = [i for i in range(first, last) if not gap[0] <= i < gap[1]]
            cue = list(range(*said.cue)) if said.cue else []
            mark = '"' if said.kind == "quote" and (not keep or self._document.words[keep[0]] != '"') else ""
            head = ["Somebody", *(self._document.lowers[i] for i in cue), ":"] if cue else ["Somebody", "said", ":"]
            head += [mark] if mark else []
            words = [*head, *(self._document.words[i] for i in keep)]
            lowers = [*(word.lower() for word in head), *(self._document.lowers[i] for i in keep)]
            where = {token: place for place, token in enumerate(keep, len(head))}
            self._spoken[key] = (stretch(words, lowers, self._lexicon), where)
        return self._spoken[key]


def _parenthesis(said: Attribution, first: int, last: int) -> tuple[int, int]:
    """Find the tokens of source and cue, with the comma before them, where they stand inside the words."""
    begin, end = said.frame
    return (begin - 1, end) if first < begin and end < last else (last, last)


class Engine:
    """Analyses texts with one artifact and the seeds; immutable after construction, so threads may share it."""

    def __init__(self, model: Model, seeds: tables.Seeds | None = None) -> None:
        """
        Build the finder and the attributor.

        :param model: The loaded artifact.
        :param seeds: The tables to know actors and issues from; those of the repository where None.
        """
        loaded = seeds or tables.load()
        self.model = model
        self.registry = build(loaded)
        self._finder = ActorFinder(self.registry, loaded)
        self._attributor = Attributor(loaded.cues)

    @classmethod
    def load(cls, folder: Path) -> "Engine":
        """
        Verify and load a folder's artifact.

        :param folder: The folder with artifact and manifest.
        :return: An engine.
        :raises ArtifactError: If the artifact cannot be used.
        """
        return cls(artifacts.load(folder))

    @property
    def version(self) -> str:
        """The model's version."""
        return self.model.version

    @property
    def manifest(self) -> dict[str, Any]:
        """The artifact's manifest."""
        return self.model.manifest

    def knows_actor(self, identifier: str) -> bool:
        """
        Tell whether an actor is known.

        :param identifier: An id.
        :return: Whether the seeds hold it, or could compose it for a country ("syria-rebels").
        """
        if identifier in self.registry.actors:
            return True
        return any(identifier.startswith(slug + "-") for slug in self.registry.states.values())

    def knows_issue(self, identifier: str) -> bool:
        """
        Tell whether an issue is known.

        :param identifier: An id.
        :return: Whether the seeds hold it.
        """
        return identifier in self.registry.issues

    def self_test(self) -> None:
        """
        Score a fixed text.

        :raises RuntimeError: If the answer lacks what any working model gives.
        """
        report = self.analyse(TextInput(_SELF_TEST), Options())
        for actor in ("iran-government", "hassan-rouhani"):
            if actor not in {found.id for found in report.actors}:
                msg = f"the fixed text was scored, but {actor} was not found in it"
                raise RuntimeError(msg)
        if not any(stance.holder == "iran-government" for stance in report.stances):
            msg = "the fixed text was scored, but no stance of iran-government was found in it"
            raise RuntimeError(msg)

    def read(self, source: TextInput, options: Options) -> ReadDocument:
        """
        Do everything but scoring.

        :param source: The text.
        :param options: What the caller asks for.
        :return: Mentions, attributions and statements, already restricted to what the caller asked for.
        """
        document = read(source.text)
        request = (
            self.registry.with_request(options.actors, options.issues) if options.actors or options.issues else _REGISTRY_ONLY
        )
        reading = self._finder.read(document, request, source.published)
        attributions = tuple(self._attributor.attribute(document, reading))
        statements = tuple(s for s in candidates(document, reading, attributions) if _asked_for(s, options))
        return ReadDocument(document, reading, attributions, statements)

    def analyse(self, source: TextInput, options: Options) -> DocumentReport:
        """
        Analyse a text.

        :param source: The text.
        :param options: What the caller asks for.
        :return: Its actors and stances with their evidence; offsets are into `source.text`.
        """
        found = self.read(source, options)
        in_quote = bytearray(len(found.document.words) + 1)
        for attribution in found.attributions:
            if attribution.kind == "quote":
                first, last = attribution.content
                in_quote[first:last] = b"\x01" * (last - first)
        stretches = _Stretches(found.document, self.model, in_quote)
        actors = self._actors(found, stretches, options)
        stances, targets = self._stances(found, stretches, options)
        return DocumentReport(source.id, tuple(actors), tuple(stances), tuple(targets))

    def _actors(self, found: ReadDocument, stretches: _Stretches, options: Options) -> list[ActorReport]:
        mentions: dict[str, list[Mention]] = {}
        for one in found.reading.mentions:
            if one.kind == "actor" and _wanted(one.id, options.only_actors, options.actors):
                mentions.setdefault(one.id, []).append(one)
        flat = [one for group in mentions.values() for one in group]
        views = [self._mention_views(found.document, one, stretches) for one in flat]
        rows = dict(zip((id(one) for one in flat), self.model.sentiment.probabilities(views).tolist(), strict=True))
        by_mention = dict(zip((id(one) for one in flat), views, strict=True))
        reports = []
        for identifier, group in mentions.items():
            actor = found.reading.actors[identifier]
            scored = [(one, rows[id(one)]) for one in group]
            explanation = None
            if options.explain:
                clearest = min(group, key=lambda one: rows[id(one)][1])
                label = self.model.sentiment.labels[max(range(3), key=rows[id(clearest)].__getitem__)]
                explanation = self.model.sentiment.explain(by_mention[id(clearest)], label)
            spans = tuple(Span(one.start, one.end, found.document.text[one.start : one.end]) for one in group)
            portrayal = sentiment(found.document, scored, options.min_confidence, explanation)
            reports.append(ActorReport(actor.id, actor.name, actor.kind, actor.parent, actor.origin, spans, portrayal))
        return reports

    @staticmethod
    def _mention_views(document: Document, one: Mention, stretches: _Stretches) -> Views:
        annotated, offset = stretches.plain(document.sentence_of(one.first))
        return mention_views(annotated, (one.first - offset, one.last - offset))

    def _stances(self, found: ReadDocument, stretches: _Stretches, options: Options) -> tuple[list[StanceReport], list[Target]]:
        views = [_statement_views(statement, stretches) for statement in found.statements]
        rows = self._spoken_as_portrayed(found, stretches, self.model.stance.probabilities(views).tolist())
        judged = [Judged(s, (row[0], row[1], row[2])) for s, row in zip(found.statements, rows, strict=True)]
        seen = {id(one.statement): view for one, view in zip(judged, views, strict=True)}
        phrases = _longest_phrases(found)
        reports, targets = [], dict[str, Target]()
        for (_, kind, identifier), group in by_pair(judged).items():
            name = found.reading.actors[identifier].name if kind == "actor" else phrases[identifier]
            target = Target(kind, identifier, name)
            if kind == "issue":
                targets.setdefault(identifier, target)
            explanation = self._explain(group, seen) if options.explain else None
            reports.append(stance_report(found.document, target, group, options.min_confidence, explanation))
        reports.sort(key=lambda report: -max(report.probabilities["against"], report.probabilities["favor"]))
        return reports, list(targets.values())

    def _spoken_as_portrayed(self, found: ReadDocument, stretches: _Stretches, rows: list[list[float]]) -> list[list[float]]:
        """
        Let a speaker's words count for how they portray the target, too.

        What somebody says of a target is a small text of its own, and how that portrays the target is where the speaker stands: the
        two models' probabilities are joined by their geometric mean (a product of experts, Hinton 2002).
        """
        which, views = [], []
        for i, statement in enumerate(found.statements):
            said = statement.attribution
            if said is None or not statement.spoken:
                continue
            annotated, where = stretches.spoken(statement.sentence, said)
            target = statement.target
            if target.first in where and target.last - 1 in where:
                which.append(i)
                views.append(mention_views(annotated, (where[target.first], where[target.last - 1] + 1)))
        for i, portrayed in zip(which, self.model.sentiment.probabilities(views).tolist(), strict=True):
            joint = [(one * other) ** 0.5 for one, other in zip(rows[i], portrayed, strict=True)]
            rows[i] = [value / sum(joint) for value in joint]
        return rows

    def _explain(self, group: list[Judged], seen: Mapping[int, Views]) -> tuple[Contribution, ...]:
        clearest = min(group, key=lambda one: one.probabilities[1])
        return self.model.stance.explain(seen[id(clearest.statement)], clearest.label)


def _longest_phrases(found: ReadDocument) -> dict[str, str]:
    """Give for each issue the longest phrase by which the text names it."""
    phrases: dict[str, str] = {}
    for one in found.reading.mentions:
        if one.kind == "issue":
            phrase = " ".join(found.document.text[one.start : one.end].split())
            phrases[one.id] = max(phrases.get(one.id, ""), phrase, key=len)
    return phrases


def _wanted(identifier: str, only: frozenset[str] | None, added: tuple[Any, ...]) -> bool:
    return only is None or identifier in only or any(one.id == identifier for one in added)


def _asked_for(statement: Statement, options: Options) -> bool:
    """Keep statements whose holder and target the caller did not exclude."""
    if not _wanted(statement.holder, options.only_actors, options.actors):
        return False
    if statement.target.kind == "issue":
        return _wanted(statement.target.id, options.only_issues, options.issues)
    return _wanted(statement.target.id, options.only_actors, options.actors)


def _statement_views(statement: Statement, stretches: _Stretches) -> Views:
    """Show a statement: a speaker's words as spoken, a third party's cropped to them, anything else as it stands."""
    target, said = statement.target, statement.attribution
    if statement.spoken and said is not None:
        annotated, where = stretches.spoken(statement.sentence, said)
        if target.first in where and target.last - 1 in where:
            return pair_views(annotated, (0, 1), (where[target.first], where[target.last - 1] + 1))
    annotated, offset = stretches.plain(statement.sentence)
    if statement.holder_span is None:
        msg = "a statement whose holder stands elsewhere has an attribution that covers its target"
        raise ValueError(msg)
    first, last = statement.holder_span
    within = None
    if said is not None:
        within = (max(0, said.content[0] - offset), said.content[1] - offset)
    return pair_views(annotated, (first - offset, last - offset), (target.first - offset, target.last - offset), within)
