"""RoBERTa-base as an encoder (Liu et al., 2019) on CPU, with random weights: time does not depend on them."""

import math

import torch
from transformers import RobertaConfig, RobertaModel

from benchmarks.comparison.peers import protocol

THREADS = 2
# English words are 1.3 of its tokens on the average; sentence and target are a pair, with four special tokens.
_TOKENS_A_WORD = 1.3
_SPECIAL_TOKENS = 4
_FIRST_WORD_TOKEN = 4


def encoder() -> RobertaModel:
    """
    Build the encoder by hand, so that nothing is downloaded.

    :return: The model of roberta-base: 12 layers of 768.
    """
    torch.manual_seed(0)
    config = RobertaConfig(vocab_size=50265, max_position_embeddings=514, type_vocab_size=1)
    return RobertaModel(config, add_pooling_layer=False).eval()


def batch(words: list[int], padded_to: int | None) -> dict[str, torch.Tensor]:
    """
    Make the batch of an article's mentions.

    :param words: How many words sentence and target of each mention have.
    :param padded_to: To how many tokens each is padded; to the longest of them where None.
    :return: Token ids and mask, as the tokeniser would give them.
    """
    lengths = [math.ceil(count * _TOKENS_A_WORD) + _SPECIAL_TOKENS for count in words]
    width = padded_to or max(lengths)
    mask = torch.tensor([[int(column < length) for column in range(width)] for length in lengths])
    ids = torch.randint(_FIRST_WORD_TOKEN, 50000, mask.shape) * mask + (1 - mask)
    return {"input_ids": ids, "attention_mask": mask}


def main() -> None:
    """Encode the mentions of an article until the time is over."""
    asked = protocol.asked()
    torch.set_num_threads(THREADS)
    model, inputs = encoder(), batch(asked["words"], asked["padded_to"])
    with torch.inference_mode():
        protocol.measure(lambda: model(**inputs), asked["seconds"], asked["least"])


if __name__ == "__main__":
    main()
