"""Every error the service answers with: the closed list of codes, and the one function that builds their bodies."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from flask import Flask, Response, current_app, jsonify
from werkzeug.exceptions import HTTPException

from service.logs import log_failure
from service.request_id import current_request_id

RETRY_AFTER_SECONDS = 30


class ErrorCode(StrEnum):
    """What can go wrong; docs/api.md lists the codes, and a test holds it to this class."""

    BAD_REQUEST = "bad_request"
    BAD_JSON = "bad_json"
    BAD_ENCODING = "bad_encoding"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    BODY_TOO_LARGE = "body_too_large"
    URI_TOO_LONG = "uri_too_long"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    INVALID_REQUEST = "invalid_request"
    TEXT_TOO_LONG = "text_too_long"
    TOO_MANY_DOCUMENTS = "too_many_documents"
    TOO_MANY_ACTORS = "too_many_actors"
    TOO_MANY_ISSUES = "too_many_issues"
    UNKNOWN_ACTOR = "unknown_actor"
    UNKNOWN_ISSUE = "unknown_issue"
    HEADERS_TOO_LARGE = "headers_too_large"
    INTERNAL_ERROR = "internal_error"
    MODEL_UNAVAILABLE = "model_unavailable"


STATUS: Mapping[ErrorCode, int] = {
    ErrorCode.BAD_REQUEST: 400,
    ErrorCode.BAD_JSON: 400,
    ErrorCode.BAD_ENCODING: 400,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.METHOD_NOT_ALLOWED: 405,
    ErrorCode.BODY_TOO_LARGE: 413,
    ErrorCode.URI_TOO_LONG: 414,
    ErrorCode.UNSUPPORTED_MEDIA_TYPE: 415,
    ErrorCode.INVALID_REQUEST: 422,
    ErrorCode.TEXT_TOO_LONG: 422,
    ErrorCode.TOO_MANY_DOCUMENTS: 422,
    ErrorCode.TOO_MANY_ACTORS: 422,
    ErrorCode.TOO_MANY_ISSUES: 422,
    ErrorCode.UNKNOWN_ACTOR: 422,
    ErrorCode.UNKNOWN_ISSUE: 422,
    ErrorCode.HEADERS_TOO_LARGE: 431,
    ErrorCode.INTERNAL_ERROR: 500,
    ErrorCode.MODEL_UNAVAILABLE: 503,
}

# Errors that werkzeug raises by itself. Their own descriptions are HTML, and some repeat what the client sent.
_FROM_WERKZEUG: Mapping[int, tuple[ErrorCode, str]] = {
    404: (ErrorCode.NOT_FOUND, "There is nothing at this path."),
    405: (ErrorCode.METHOD_NOT_ALLOWED, "This path does not answer to this method."),
    413: (ErrorCode.BODY_TOO_LARGE, "The request body is too large."),
    414: (ErrorCode.URI_TOO_LONG, "The address of the request is too long."),
    415: (ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The request body has a type that the service does not read."),
    431: (ErrorCode.HEADERS_TOO_LARGE, "The headers of the request are too large."),
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing at fault: the path of the field, such as `documents[1].text`, and what is wrong and what is allowed."""

    field: str
    message: str


class ApiError(Exception):
    """An error that a view answers with."""

    def __init__(self, code: ErrorCode, message: str, details: Sequence[Detail] = ()) -> None:
        """
        Make an error.

        :param code: Which error it is; the status follows from it.
        :param message: One sentence for a person. Never holds anything that was posted.
        :param details: The fields at fault.
        """
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = tuple(details)


def error_body(code: ErrorCode, message: str, details: Sequence[Detail] = (), request_id: str | None = None) -> dict[str, Any]:
    """
    Build the body of an error. Nothing else in the service does.

    :param code: Which error it is.
    :param message: One sentence for a person.
    :param details: The fields at fault.
    :param request_id: The request's id, by default that of the request being answered.
    :return: `{"error": {"code", "message", "details", "request_id"}}`.
    """
    return {
        "error": {
            "code": code.value,
            "message": message,
            "details": [asdict(detail) for detail in details],
            "request_id": current_request_id() if request_id is None else request_id,
        }
    }


def error_response(code: ErrorCode, message: str, details: Sequence[Detail] = ()) -> Response:
    """
    Answer with an error.

    :param code: Which error it is.
    :param message: One sentence for a person.
    :param details: The fields at fault.
    :return: The response, with the code's status.
    """
    response = jsonify(error_body(code, message, details))
    response.status_code = STATUS[code]
    if response.status_code == STATUS[ErrorCode.MODEL_UNAVAILABLE]:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def init_app(app: Flask) -> None:
    """
    Have every error answered in the one shape, those of werkzeug and unforeseen ones included.

    :param app: The application.
    """
    app.register_error_handler(ApiError, _answer_api_error)
    app.register_error_handler(HTTPException, _answer_http_exception)
    app.register_error_handler(Exception, _answer_unforeseen)


def _answer_api_error(error: ApiError) -> Response:
    return error_response(error.code, error.message, error.details)


def _answer_http_exception(error: HTTPException) -> Response:
    status = error.code or 500
    if status >= 500:
        return _answer_unforeseen(error)
    code, message = _FROM_WERKZEUG.get(status, (ErrorCode.BAD_REQUEST, "The request could not be read."))
    allowed = _allowed_methods(error)
    response = error_response(code, message, _details_of(code, allowed))
    if allowed:
        response.headers["Allow"] = allowed
    return response


def _allowed_methods(error: HTTPException) -> str:
    return next((value for name, value in error.get_headers() if name.lower() == "allow"), "")


def _details_of(code: ErrorCode, allowed_methods: str) -> tuple[Detail, ...]:
    if code is ErrorCode.METHOD_NOT_ALLOWED:
        return (Detail("method", f"Allowed: {allowed_methods}."),)
    if code is ErrorCode.BODY_TOO_LARGE:
        return (Detail("body", f"At most {current_app.config['MAX_CONTENT_LENGTH']} bytes are allowed."),)
    return ()


def _answer_unforeseen(error: Exception) -> Response:
    log_failure("unforeseen_error", error)
    return error_response(
        ErrorCode.INTERNAL_ERROR, "The service failed on this request; its log has the reason under the request id."
    )
