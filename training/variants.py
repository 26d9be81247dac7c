"""What the search tries: the shipped recipe with one thing changed at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

from training.examples import STANCES
from training.fit import Recipe

SHIPPED = "shipped"
MULTINOMIAL, ONE_VS_REST, NB_MULTINOMIAL, NB_ONE_VS_REST, ELASTIC, QUESTIONS = METHODS = (
    "multinomial", "one-vs-rest", "nb-multinomial", "nb-one-vs-rest", "elastic", "questions",
)  # fmt: skip
_EVERYTHING = 10**9
_C = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_OUTER_WEIGHTS = (1.0, 1.5, 2.0, 2.5)
_OWN, _POOL, _TEACHER = (0.0, 0.5, 1.0, 1.5, 2.5), (0.0, 0.1, 0.3, 0.6), (0.0, 0.25, 0.5, 0.75)
_SIZES = (30_000, 60_000, 120_000, 220_000, 400_000, _EVERYTHING)
_L1_SHARES = (0.05, 0.2)


@dataclass(frozen=True, slots=True)
class Variant:
    """
    One way to fit a task.

    `name` is its family and, after `=`, the value; `method` is one of `METHODS`, `l1` the share of the L1 penalty of `ELASTIC`;
    `views` holds the weights of views that do not count 1, 0 leaves one out.
    """

    name: str
    recipe: Recipe
    method: str = MULTINOMIAL
    l1: float = 0.0
    views: dict[str, float] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """The name without the value."""
        return self.name.partition("=")[0]


def variants(recipe: Recipe, *, soft: bool) -> list[Variant]:
    """
    List what is tried around a recipe.

    :param recipe: The shipped recipe.
    :param soft: Whether there are soft labels; without them the teacher's shares change nothing and are left out.
    :return: The shipped one first; none that changes nothing.
    """
    tried = [Variant(SHIPPED, recipe), *_recipes(recipe, soft=soft), *_methods(recipe), *_views(recipe)]
    return [one for one in tried if one.name == SHIPPED or one != Variant(one.name, recipe)]


def _recipes(recipe: Recipe, *, soft: bool) -> Iterator[Variant]:
    blend = recipe.blend
    yield from (Variant(f"c={c:g}", replace(recipe, c=c)) for c in _C)
    shipped = recipe.class_weight or dict.fromkeys(recipe.labels, 1.0)
    for low, high in product(_OUTER_WEIGHTS, repeat=2):
        weights = dict(zip(recipe.labels, (low, 1.0, high), strict=True))
        # Favor is the rarer side, so that weights which rise with rarity are enough of the grid.
        if weights != shipped and low <= high <= low + 0.5:
            yield Variant(f"weights={low:g}/1/{high:g}", replace(recipe, class_weight=weights))
    yield from (Variant(f"own={own:g}", replace(recipe, blend=replace(blend, own=own))) for own in _OWN)
    if soft:
        yield from (Variant(f"pool={pool:g}", replace(recipe, blend=replace(blend, pool=pool))) for pool in _POOL)
        yield from (Variant(f"teacher={share:g}", replace(recipe, blend=replace(blend, teacher=share))) for share in _TEACHER)
        yield from (
            Variant(f"teacher-own={share:g}", replace(recipe, blend=replace(blend, teacher_own=share))) for share in _TEACHER
        )
    for size in _SIZES:
        yield Variant(f"features={'all' if size == _EVERYTHING else size}", replace(recipe, features=size))


def _methods(recipe: Recipe) -> Iterator[Variant]:
    for method in (ONE_VS_REST, NB_MULTINOMIAL, NB_ONE_VS_REST):
        yield Variant(f"method={method}", recipe, method)
    if recipe.labels == STANCES:
        yield Variant(f"method={QUESTIONS}", recipe, QUESTIONS)
    yield from (Variant(f"elastic={share:g}", recipe, ELASTIC, share) for share in _L1_SHARES)


def _views(recipe: Recipe) -> Iterator[Variant]:
    for view in recipe.views:
        yield from (Variant(f"view-{view}={weight:g}", recipe, views={view: weight}) for weight in (0.0, 0.5, 2.0))
