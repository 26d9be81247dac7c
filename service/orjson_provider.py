"""JSON by orjson: strict on the way in, fast on the way out."""

from typing import Any

import orjson
from flask import Response
from flask.json.provider import JSONProvider


class OrjsonProvider(JSONProvider):
    """Flask's reading and writing of JSON, done by orjson."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """
        Write JSON.

        :param obj: Plain data.
        :return: The JSON.
        """
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """
        Read JSON.

        :param s: The JSON.
        :return: Plain data.
        """
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """
        Make a response of plain data.

        :param args: The data, or the items of a list.
        :param kwargs: The entries of an object.
        :return: The response.
        """
        data = self._prepare_response_obj(args, kwargs)
        # Straight to bytes: through `dumps` a large answer would be decoded and encoded again.
        return Response(orjson.dumps(data, option=orjson.OPT_APPEND_NEWLINE), mimetype="application/json")
