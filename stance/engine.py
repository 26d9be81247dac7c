"""The whole way of a text: read, find actors, attribute, make statements, score, aggregate."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance import model as artifacts
from stance import seeds as tables
from stance.actors import ActorFinder, Mention, Reading
from stance.analysis import Judged, by_pair, sentiment, stance_report
from stance.attribution import Attribution, Attributor
from stance.avowals import Avowals
from stance.bystanders import in_articles, is_bystander
from stance.joining import name_spans
from stance.model import Model
from stance.registries import merge
from stance.registries.rows import Inventory
from stance.registry import Registry
from stance.report import ActorReport, Contribution, DocumentReport, Options, Span, StanceReport, Target, TextInput
from stance.rollup import roll_up
from stance.scored import Scored, score
from stance.statements import Statement, candidates
from stance.stretches import Stretches
from stance.text import Document, read

_SELF_TEST = (
    'Iran, a longtime ally of Syria, condemned the air strikes. "We reject these attacks," Iranian President Hassan Rouhani said.'
)
# Sure without a registry of the user's alone: one may name these otherwise, or make an issue of the country's name.
_SELF_TESTED = ("iran-government", "hassan-rouhani")
_TURNED = {"against": "favor", "neutral": "neutral", "favor": "against"}
_REGISTRY_ONLY = Registry({}, {}, ())


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A text with its mentions, attributions and candidate statements: everything but the scores."""

    document: Document
    reading: Reading
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]


class Engine:
    """Analyses texts with one artifact and the seeds; immutable after construction, so threads may share it."""

    def __init__(self, model: Model, seeds: tables.Seeds | None = None, registry: Iterable[Path] = ()) -> None:
        """
        Build the finder and the attributor.

        :param model: The loaded artifact.
        :param seeds: The tables to know actors and issues from; those of the repository where None.
        :param registry: Files of actors and issues that come before those of the tables.
        :raises RegistryError: If such a file cannot be used.
        """
        joined = merge.load(registry, seeds or tables.load())
        loaded = joined.seeds
        self.model = model
        self.registry = joined.registry
        self.own_files = Inventory(joined.contents.hashes, joined.contents.figures())
        self._tested = () if joined.contents.tallies else _SELF_TESTED
        self._finder = ActorFinder(self.registry, loaded)
        self._titles = loaded.title_words
        self._departures = frozenset(issue.id for issue in loaded.issues if issue.departure)
        self._reciprocals = loaded.reciprocals
        self._attributor = Attributor(loaded.cues, self._titles)

    @classmethod
    def load(cls, folder: Path, registry: Iterable[Path] = ()) -> "Engine":
        """
        Verify and load a folder's artifact.

        :param folder: The folder with artifact and manifest.
        :param registry: Files of actors and issues, or folders of such files, that come before the seeds.
        :return: An engine.
        :raises ArtifactError: If the artifact cannot be used.
        :raises RegistryError: If a file of actors and issues cannot be used.
        """
        return cls(artifacts.load(folder), registry=registry)

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
        :return: Whether the seeds or files hold it, or it could be composed for a country ("syria-rebels").
        """
        if identifier in self.registry.actors:
            return True
        owners = {*self.registry.states.values(), *self.registry.peoples.values()}
        return any(identifier.endswith(f"-{kind}") and identifier.removesuffix(f"-{kind}") in owners for kind in tables.KINDS)

    def knows_issue(self, identifier: str) -> bool:
        """
        Tell whether an issue is known.

        :param identifier: An id.
        :return: Whether the seeds or files hold it.
        """
        return identifier in self.registry.issues

    def self_test(self) -> None:
        """
        Score a fixed text.

        :raises RuntimeError: If the answer lacks what any working model gives.
        """
        report = self.analyse(TextInput(_SELF_TEST), Options())
        for actor in self._tested:
            if actor not in {found.id for found in report.actors}:
                msg = f"the fixed text was scored, but {actor} was not found in it"
                raise RuntimeError(msg)
        if self._tested and not any(stance.holder in self._tested for stance in report.stances):
            msg = "the fixed text was scored, but no stance of its actors was found in it"
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
        title = read(source.title) if source.title else None
        reading = self._finder.read(document, request, source.published, title)
        attributions = tuple(self._attributor.attribute(document, reading))
        statements = candidates(document, reading, attributions, self._titles, self._departures, self._reciprocals)
        if options.only_actors is not None or options.only_issues is not None:
            statements = [statement for statement in statements if _asked_for(statement, options)]
        return ReadDocument(document, reading, attributions, tuple(statements))

    def analyse(self, source: TextInput, options: Options) -> DocumentReport:
        """
        Analyse a text.

        :param source: The text.
        :param options: What the caller asks for.
        :return: Its actors and stances with their evidence; offsets are into `source.text`.
        """
        found = self.read(source, options)
        names = name_spans(found.document, found.reading)
        stretches = Stretches(found.document, self.model.lexicon, found.attributions, names)
        mentions: dict[str, list[Mention]] = {}
        for one in found.reading.mentions:
            if one.kind == "actor" and _wanted(one.id, options.only_actors, options.actors):
                mentions.setdefault(one.id, []).append(one)
        scored = score(self.model, found.document, stretches, mentions, found.statements, found.reading.actors)
        actors = self._actors(found, mentions, scored, options)
        stances, targets = self._stances(found, scored, options)
        sums = roll_up(stances, found.reading.actors, self.registry.actors) if options.roll_up == "parent" else None
        return DocumentReport(source.id, tuple(actors), tuple(stances), tuple(targets), sums)

    def _actors(
        self, found: ReadDocument, mentions: Mapping[str, Sequence[Mention]], scored: Scored, options: Options
    ) -> list[ActorReport]:
        explained: Sequence[tuple[Contribution, ...] | None] = [None] * len(mentions)
        if options.explain:
            portrayed = ([scored.portrayals[one] for one in group] for group in scored.mentions.values())
            clearest = [min(group, key=lambda one: one[1][1]) for group in portrayed]
            labels = [self.model.sentiment.labels[row.index(max(row))] for _, row in clearest]
            explained = self.model.sentiment.explain([views for views, _ in clearest], labels)
        reports = []
        for (identifier, group), explanation in zip(mentions.items(), explained, strict=True):
            actor = found.reading.actors[identifier]
            sentences = [(one, scored.portrayals[one][1]) for one in scored.mentions[identifier]]
            spans = tuple([Span(one.start, one.end, found.document.text[one.start : one.end]) for one in group])
            portrayal = sentiment(found.document, sentences, options.min_confidence, explanation)
            reports.append(ActorReport(actor.id, actor.name, actor.kind, actor.parent, actor.origin, spans, portrayal))
        return reports

    def _stances(self, found: ReadDocument, scored: Scored, options: Options) -> tuple[list[StanceReport], list[Target]]:
        avowals = Avowals(found.document, found.reading, found.statements)
        judged = [
            Judged(s, avowals.of(s) or ((row[2], row[1], row[0]) if s.bearer else self._row(s, row, found)))
            for s, row in zip(found.statements, scored.rows, strict=True)
        ]
        phrases = _commonest_phrases(found) | {issue.id: issue.name for issue in options.issues}
        groups = by_pair(judged)
        explained: Sequence[tuple[Contribution, ...] | None] = [None] * len(groups)
        if options.explain:
            seen = dict(zip(found.statements, scored.shown, strict=True))
            clearest = [min(group, key=lambda one: one.probabilities[1]) for group in groups.values()]
            labels = [_TURNED[one.label] if one.statement.bearer else one.label for one in clearest]
            explained = self.model.stance.explain([seen[one.statement] for one in clearest], labels)
        reports, targets = [], dict[str, Target]()
        for ((_, kind, identifier), group), explanation in zip(groups.items(), explained, strict=True):
            name = found.reading.actors[identifier].name if kind == "actor" else phrases[identifier]
            target = Target(kind, identifier, name, self._origin(kind, identifier, options))
            if kind == "issue":
                targets.setdefault(identifier, target)
            reports.append(stance_report(found.document, target, group, options.min_confidence, explanation))
        reports.sort(key=lambda report: -max(report.probabilities["against"], report.probabilities["favor"]))
        return reports, list(targets.values())

    @staticmethod
    def _row(statement: Statement, row: Sequence[float], found: ReadDocument) -> tuple[float, float, float]:
        plain = (row[0], row[1], row[2])
        return in_articles(plain) if is_bystander(statement, found.reading.actors) else plain

    def _origin(self, kind: str, identifier: str, options: Options) -> str:
        """Say where an actor or issue is known from."""
        added = options.actors if kind == "actor" else options.issues
        if any(one.id == identifier for one in added):
            return "request"
        known = self.registry.actors if kind == "actor" else self.registry.issues
        return "registry" if identifier in known else "text"


def _commonest_phrases(found: ReadDocument) -> dict[str, str]:
    """Give for each issue the phrase by which the text names it most often, the longest of equals."""
    phrases: dict[str, Counter[str]] = {}
    for one in found.reading.mentions:
        if one.kind == "issue" and one.form != "head":
            phrase = " ".join(found.document.text[one.start : one.end].split())
            phrases.setdefault(one.id, Counter())[found.reading.issues[one.id] if one.form == "text" else phrase] += 1
    return {issue: max(counts, key=lambda phrase: (counts[phrase], len(phrase))) for issue, counts in phrases.items()}


def _wanted(identifier: str, only: frozenset[str] | None, added: tuple[Any, ...]) -> bool:
    return only is None or identifier in only or any(one.id == identifier for one in added)


def _asked_for(statement: Statement, options: Options) -> bool:
    """Keep statements whose holder and target the caller did not exclude."""
    if not _wanted(statement.holder, options.only_actors, options.actors):
        return False
    if statement.target.kind == "issue":
        return _wanted(statement.target.id, options.only_issues, options.issues)
    return _wanted(statement.target.id, options.only_actors, options.actors)
