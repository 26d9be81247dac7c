"""Records that a reading makes by the hundred: frozen for the type checker, without the price of it at run time.

A frozen dataclass sets each field by a call, and costs four times as much to build as one that is not. Nobody may change a record
once it is built, as with any dataclass of the project, and mypy sees to it.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def record(cls: type[_T]) -> type[_T]:
    """
    Make a class a dataclass that is compared and hashed by its fields and never changed.

    :param cls: The class, its fields annotated.
    :return: The dataclass, with slots.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
