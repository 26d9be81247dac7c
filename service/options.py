"""From a checked request to what the engine takes."""

from collections.abc import Callable, Sequence

from service.errors import ApiError, Detail, ErrorCode
from service.schemas import ActorIn, DocumentIn, IssueIn, ScoreRequest
from service.serving import Scorer
from service.validation import MOST_DETAILS, document_ids
from stance.report import CustomActor, CustomIssue, Options, TextInput


def texts_of(request: ScoreRequest) -> list[TextInput]:
    """
    Give the texts to score.

    :param request: The request.
    :return: One input a document, each with an id, in the order sent.
    """
    documents = request.documents
    if documents is None:
        documents = [DocumentIn(text=request.text or "", title=request.title, published=request.published)]
    return [
        TextInput(text=document.text, id=name, title=document.title, published=document.published)
        for name, document in zip(document_ids(documents), documents, strict=True)
    ]


def options_of(request: ScoreRequest, engine: Scorer, default_confidence: float) -> Options:
    """
    Give the options of the analysis.

    No `actors`, or an empty list, means every actor known; no `issues` means every issue known, an empty list none.

    :param request: The request.
    :param engine: The engine, which knows the ids.
    :param default_confidence: The threshold where the request names none.
    :return: The options.
    :raises ApiError: `unknown_actor` or `unknown_issue`, if an id is neither known nor added by the request.
    """
    actors = [entry for entry in request.actors or () if isinstance(entry, ActorIn)]
    issues = [entry for entry in request.issues or () if isinstance(entry, IssueIn)]
    only_actors = _restriction(request.actors)
    only_issues = frozenset[str]() if request.issues == [] else _restriction(request.issues)
    _check_known(request.actors, engine.knows_actor, "actors", ErrorCode.UNKNOWN_ACTOR)
    _check_known(request.issues, engine.knows_issue, "issues", ErrorCode.UNKNOWN_ISSUE)
    return Options(
        actors=tuple(CustomActor(actor.id, actor.name, tuple(actor.aliases)) for actor in actors),
        only_actors=only_actors,
        issues=tuple(CustomIssue(issue.id, issue.name, tuple(issue.phrases)) for issue in issues),
        only_issues=only_issues,
        min_confidence=default_confidence if request.min_confidence is None else request.min_confidence,
        explain=request.explain,
        roll_up=request.roll_up,
    )


def _restriction(entries: Sequence[str | ActorIn | IssueIn] | None) -> frozenset[str] | None:
    return frozenset(entry for entry in entries or () if isinstance(entry, str)) or None


def _check_known(
    entries: Sequence[str | ActorIn | IssueIn] | None, known: Callable[[str], bool], field: str, code: ErrorCode
) -> None:
    added = {entry.id for entry in entries or () if not isinstance(entry, str)}
    unknown = [
        Detail(f"{field}[{index}]", "Is no id that the service knows, and no object of the request has it.")
        for index, entry in enumerate(entries or ())
        if isinstance(entry, str) and entry not in added and not known(entry)
    ]
    if unknown:
        raise ApiError(code, f"An id in {field} is unknown.", unknown[:MOST_DETAILS])
