"""The text as the model sees it, in views: each a list of feature strings that the model turns into one TF-IDF block.

Names never reach a feature: the holder is `HOL`, the target `TGT`, any other run of capitalised words `ENT`, numbers `#`.
Training and serving call the same functions, so there is no second copy that could drift.
"""

from stance.features import Features, Views, spelled
from stance.masking import Span
from stance.mentionviews import MENTION_PREFIXES, MENTION_VIEWS, mention_views
from stance.pairviews import PAIR_PREFIXES, PAIR_VIEWS, pair_views
from stance.stretch import Stretch, stretch

__all__ = [
    "MENTION_PREFIXES",
    "MENTION_VIEWS",
    "PAIR_PREFIXES",
    "PAIR_VIEWS",
    "Features",
    "Span",
    "Stretch",
    "Views",
    "mention_views",
    "pair_views",
    "spelled",
    "stretch",
]
