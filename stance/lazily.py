"""What is worked out when it is first asked for, without the lock that `functools.cached_property` takes before Python 3.12."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_T = TypeVar("_T")


class lazily(Generic[_T]):  # noqa: N801 - a decorator
    """
    Makes a method an attribute that is computed once.

    Two threads that ask at the same moment may both compute it; objects of one text belong to one thread.
    """

    def __init__(self, compute: Callable[[Any], _T]) -> None:
        """
        Wrap a method.

        :param compute: The method; what it gives must depend on nothing that changes.
        """
        self._compute, self.__doc__ = compute, compute.__doc__
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the attribute's name."""
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "lazily[_T]": ...
    @overload
    def __get__(self, instance: object, owner: type) -> _T: ...
    def __get__(self, instance: object | None, owner: type) -> "lazily[_T] | _T":
        """Compute, and leave the value where the next look finds it instead of this."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._compute(instance)
        return value
