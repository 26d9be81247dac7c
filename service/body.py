"""The body of a request: from bytes to plain data."""

import codecs
from typing import Any

import orjson
from flask import Request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from service.errors import ApiError, Detail, ErrorCode

_JSON = "application/json"
_UTF_8 = frozenset({"utf-8", "utf8"})


def read_json(request: Request) -> Any:
    """
    Read the body as JSON.

    :param request: The request.
    :return: Plain data.
    :raises ApiError: `bad_json`, `bad_encoding` or `unsupported_media_type`.
    """
    body = _read(request)
    if not body.strip():
        raise ApiError(ErrorCode.BAD_JSON, "The request body is empty.", [Detail("body", "A JSON object is expected.")])
    _check_type(request)
    try:
        return orjson.loads(body.removeprefix(codecs.BOM_UTF8))
    except orjson.JSONDecodeError as error:
        raise _refusal(body, error) from None


def _read(request: Request) -> bytes:
    most = request.max_content_length
    if most is not None:
        # werkzeug cuts a chunked body at the limit without a word: one byte more tells it from a body that just fits.
        request.max_content_length = most + 1
    try:
        body = request.get_data(cache=False)
    except HTTPException:
        raise
    except Exception:  # noqa: BLE001 - a broken chunk is reported by each server with an exception of its own
        raise ApiError(ErrorCode.BAD_REQUEST, "The request body could not be read to its end.") from None
    if most is not None and len(body) > most:
        raise RequestEntityTooLarge
    return body


def _check_type(request: Request) -> None:
    if request.mimetype != _JSON:
        raise ApiError(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            "The request body must be JSON.",
            [Detail("Content-Type", f"Allowed: {_JSON}.")],
        )
    if request.mimetype_params.get("charset", "utf-8").lower() not in _UTF_8:
        raise ApiError(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            "The request body must be in UTF-8.",
            [Detail("Content-Type", f"Allowed: {_JSON}; charset=utf-8.")],
        )
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise ApiError(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            "The request body must not be compressed.",
            [Detail("Content-Encoding", "Allowed: identity, or no such header.")],
        )


def _refusal(body: bytes, error: orjson.JSONDecodeError) -> ApiError:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as broken:
        return ApiError(
            ErrorCode.BAD_ENCODING, "The request body is not valid UTF-8.", [Detail("body", f"Byte {broken.start} is wrong.")]
        )
    if "surrogate" in error.msg:
        return ApiError(
            ErrorCode.BAD_JSON,
            "The request body holds half a surrogate pair, which is no character.",
            [Detail("body", f"Line {error.lineno}, column {error.colno}: escape the whole character, or send it in UTF-8.")],
        )
    # orjson's words name what was expected, never what stood there.
    return ApiError(
        ErrorCode.BAD_JSON,
        "The request body is not valid JSON.",
        [Detail("body", f"Line {error.lineno}, column {error.colno}: {error.msg}.")],
    )
