"""From plain data to a checked request: the shape first, then the rules that span fields and the limits of the settings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from service.errors import ApiError, Detail, ErrorCode
from service.schemas import TAG_ID, TAG_OBJECT, ActorIn, DocumentIn, Id, IssueIn, ScoreRequest
from service.settings import Settings

MOST_DETAILS = 20
_SHOWABLE_LENGTH = 64
_MODELS: Mapping[str, type[BaseModel]] = {"documents": DocumentIn, "actors": ActorIn, "issues": IssueIn}


def parse_request(data: Any, settings: Settings) -> ScoreRequest:
    """
    Check a request.

    :param data: Plain data, as it was posted.
    :param settings: The settings, for the limits.
    :return: The request.
    :raises ApiError: `invalid_request` or the code of a limit; the details name every field at fault, up to 20.
    """
    if isinstance(data, dict):
        # First, and without looking inside, so that a huge batch costs nothing.
        _check_counts(data, settings)
    try:
        request = ScoreRequest.model_validate(data)
    except ValidationError as error:
        shown = error.errors(include_url=False, include_input=False)[:MOST_DETAILS]
        raise _invalid([_detail_of(entry) for entry in shown], error.error_count()) from None
    problems = [*_form_problems(request), *_duplicates(request)]
    if problems:
        raise _invalid(problems[:MOST_DETAILS], len(problems))
    _check_lengths(request, settings.max_text_characters)
    return request


def document_ids(documents: Sequence[DocumentIn]) -> list[str]:
    """
    Name every document.

    :param documents: The documents.
    :return: Their ids; one without an id has its index.
    """
    return [str(index) if document.id is None else document.id for index, document in enumerate(documents)]


def _invalid(details: Sequence[Detail], count: int) -> ApiError:
    message = "One field of the request is wrong." if count == 1 else f"{count} fields of the request are wrong."
    return ApiError(ErrorCode.INVALID_REQUEST, message, details)


def _check_counts(data: Mapping[str, Any], settings: Settings) -> None:
    limits = (
        ("documents", settings.max_documents, ErrorCode.TOO_MANY_DOCUMENTS),
        ("actors", settings.max_actors, ErrorCode.TOO_MANY_ACTORS),
        ("issues", settings.max_issues, ErrorCode.TOO_MANY_ISSUES),
    )
    for field, most, code in limits:
        sent = data.get(field)
        if isinstance(sent, list) and len(sent) > most:
            detail = Detail(field, f"Has {len(sent)} entries; at most {most} are allowed.")
            raise ApiError(code, f"There are too many {field}.", [detail])


def _check_lengths(request: ScoreRequest, most: int) -> None:
    details = [
        Detail(field, f"Has {len(text)} characters; at most {most} are allowed.")
        for field, text in _texts(request)
        if len(text) > most
    ]
    if details:
        raise ApiError(ErrorCode.TEXT_TOO_LONG, "A text is too long.", details[:MOST_DETAILS])


def _texts(request: ScoreRequest) -> Iterator[tuple[str, str]]:
    if request.text is not None:
        yield "text", request.text
    for index, document in enumerate(request.documents or ()):
        yield f"documents[{index}].text", document.text


def _form_problems(request: ScoreRequest) -> Iterator[Detail]:
    if (request.text is None) == (request.documents is None):
        yield Detail("body", "Exactly one of text and documents is expected.")
    elif request.documents is not None:
        for field in ("title", "published"):
            if getattr(request, field) is not None:
                yield Detail(field, f"Goes with text; a document has its own: documents[0].{field}.")


def _duplicates(request: ScoreRequest) -> Iterator[Detail]:
    documents = Counter[str]()
    for index, name in enumerate(document_ids(request.documents or ())):
        documents[name] += 1
        if documents[name] > 1:
            yield Detail(f"documents[{index}].id", "Is not unique; a document without an id has its index for one.")
    for field in ("actors", "issues"):
        yield from _repeated_entries(field, getattr(request, field) or ())


def _repeated_entries(field: str, entries: Sequence[Id | ActorIn | IssueIn]) -> Iterator[Detail]:
    seen = Counter[str]()
    for index, entry in enumerate(entries):
        if isinstance(entry, str):
            continue
        seen[entry.id] += 1
        if seen[entry.id] > 1:
            yield Detail(f"{field}[{index}].id", "Is not unique.")


def _detail_of(error: Mapping[str, Any]) -> Detail:
    steps = [step for step in error["loc"] if step not in (TAG_ID, TAG_OBJECT)]
    field = _path_of(steps)
    if error["type"] == "extra_forbidden":
        model = _MODELS.get(str(steps[0]), ScoreRequest) if len(steps) > 1 else ScoreRequest
        return Detail(field, f"Is no field here; allowed are {', '.join(model.model_fields)}.")
    return Detail(field, _sentence(error))


def _sentence(error: Mapping[str, Any]) -> str:
    if error["type"] == "string_pattern_mismatch":
        # The pattern of a name asks for something to read; that of an id is better told in words than as an expression.
        if error["ctx"]["pattern"] == r"\S":
            return "Should hold at least one character that is not a space."
        return "Should start with a letter or digit and hold only A-Z, a-z, 0-9 and . _ : -"
    text = str(error["msg"]).removeprefix("Value error, ").replace("Input should", "Should")
    return text if text.endswith(".") else f"{text}."


def _path_of(steps: Sequence[int | str]) -> str:
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{_showable(step)}"
    return path.removeprefix(".") or "body"


def _showable(key: str) -> str:
    # A key is the caller's too: one that does not look like a field's name may be a text in the wrong place.
    plain = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if plain and len(key) <= _SHOWABLE_LENGTH else "<unknown>"
