"""A character-level Transformer in NumPy, gradients worked out by hand.

python character_level_transformer.py                      the whole run
python character_level_transformer.py --quick              in seconds
python character_level_transformer.py --save model.npz     keeps the weights
python character_level_transformer.py --load model.npz     uses them
"""

import argparse
import math
import os
import textwrap
from dataclasses import dataclass
from pathlib import Path

# The matrices are small: threads would cost more than they bring.
# It has to be said before NumPy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

HERE = Path(__file__).parent


# --8<-- [start:config]
@dataclass(frozen=True)
class Config:
    """The shape of a model. ``context`` is the most that it reads."""

    vocabulary: int
    width: int = 64
    heads: int = 4
    layers: int = 2
    context: int = 64


# --8<-- [end:config]


class Characters:
    """A tokenizer whose tokens are the characters of a text."""

    def __init__(self, text):
        self.characters = sorted(set(text))
        self.ids = {
            character: place
            for place, character in enumerate(self.characters)
        }

    def encode(self, text):
        """Return numbers. Raises KeyError for an unknown character."""
        return np.array(
            [self.ids[character] for character in text], dtype=np.int64
        )

    def decode(self, ids):
        """Return the text of some numbers."""
        return "".join(self.characters[i] for i in ids)


def initial_weights(config, rng):
    """Return arrays by name. What adds to the residual stream is small."""
    d = config.width

    def normal(*shape, scale=0.02):
        return rng.normal(0.0, scale, shape)

    weights = {
        "embedding": normal(config.vocabulary, d, scale=0.1),
        "position": normal(config.context, d),
    }
    for layer in range(config.layers):
        residual = 0.02 / math.sqrt(2 * config.layers)
        weights |= {
            f"{layer}.norm1": np.ones(d),
            f"{layer}.qkv": normal(d, 3 * d, scale=1 / math.sqrt(d)),
            f"{layer}.out": normal(d, d, scale=residual),
            f"{layer}.norm2": np.ones(d),
            f"{layer}.up": normal(d, 4 * d, scale=1 / math.sqrt(d)),
            f"{layer}.down": normal(4 * d, d, scale=residual),
        }
    weights["norm"] = np.ones(d)
    return weights


# --8<-- [start:norm]
def rms_norm(x, gain):
    """Return the normalised rows, and what the way back needs."""
    scale = 1 / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + 1e-6)
    unit = x * scale
    return unit * gain, (unit, scale, gain)


def rms_norm_back(d_y, kept):
    """Return the gradients for the input and for the gain."""
    unit, scale, gain = kept
    d_unit = d_y * gain
    d_x = scale * (
        d_unit - unit * np.mean(d_unit * unit, axis=-1, keepdims=True)
    )
    return d_x, np.sum(d_y * unit, axis=(0, 1))


# --8<-- [end:norm]


# --8<-- [start:attention]
def attention(x, qkv, out, heads):
    """Causal self-attention: (batch, length, width) in and out."""
    batch, length, width = x.shape
    split = (x @ qkv).reshape(batch, length, 3, heads, width // heads)
    # Each of the three is (batch, heads, length, d_k).
    q, k, v = split.transpose(2, 0, 3, 1, 4)
    scores = q @ k.swapaxes(-1, -2) / math.sqrt(q.shape[-1])
    # No place looks ahead.
    scores += np.triu(np.full((length, length), -np.inf), k=1)
    scores -= scores.max(axis=-1, keepdims=True)
    a = np.exp(scores)
    a /= a.sum(axis=-1, keepdims=True)
    mixed = (a @ v).swapaxes(1, 2).reshape(batch, length, width)
    return mixed @ out, (x, qkv, out, q, k, v, a, mixed)


def attention_back(d_y, kept):
    """Return the gradients for the input and for both matrices."""
    x, qkv, out, q, k, v, a, mixed = kept
    batch, heads, length, d_k = q.shape
    d_out = rows(mixed).T @ rows(d_y)
    d_mixed = (
        (d_y @ out.T).reshape(batch, length, heads, d_k).swapaxes(1, 2)
    )
    d_v = a.swapaxes(-1, -2) @ d_mixed
    d_a = d_mixed @ v.swapaxes(-1, -2)
    d_scores = (
        a * (d_a - np.sum(d_a * a, axis=-1, keepdims=True)) / math.sqrt(d_k)
    )
    d_q = d_scores @ k
    d_k = d_scores.swapaxes(-1, -2) @ q
    d_split = (
        np.stack([d_q, d_k, d_v])
        .transpose(1, 3, 0, 2, 4)
        .reshape(batch, length, -1)
    )
    return d_split @ qkv.T, rows(x).T @ rows(d_split), d_out


# --8<-- [end:attention]


def rows(x):
    """Return a batch of texts as one long list of rows."""
    return x.reshape(-1, x.shape[-1])


# --8<-- [start:forward]
def forward(weights, config, tokens):
    """Return the logits at each place, and what the way back needs."""
    positions = weights["position"][: tokens.shape[1]]
    x = weights["embedding"][tokens] + positions
    kept = []
    for layer in range(config.layers):
        normed, norm1 = rms_norm(x, weights[f"{layer}.norm1"])
        qkv, out = weights[f"{layer}.qkv"], weights[f"{layer}.out"]
        mixed, attended = attention(normed, qkv, out, config.heads)
        x = x + mixed
        normed, norm2 = rms_norm(x, weights[f"{layer}.norm2"])
        hidden = np.maximum(normed @ weights[f"{layer}.up"], 0)
        x = x + hidden @ weights[f"{layer}.down"]
        kept.append((norm1, attended, norm2, normed, hidden))
    final, norm = rms_norm(x, weights["norm"])
    return final @ weights["embedding"].T, (kept, final, norm)


# --8<-- [end:forward]


# --8<-- [start:loss]
def loss_and_gradients(weights, config, tokens, targets, counts=None):
    """Return the mean cross-entropy of the targets, and its gradients.

    ``counts`` says with 1 and 0 which targets count; without it, all do.
    """
    logits, (kept, final, norm) = forward(weights, config, tokens)
    share = np.ones(targets.shape) if counts is None else counts
    share = share / share.sum()
    log_p = log_softmax(logits)
    chosen = np.take_along_axis(log_p, targets[..., None], axis=-1)[..., 0]
    loss = -np.sum(chosen * share)

    # The gradient of cross-entropy and softmax: what was predicted, minus
    # what came.
    d_logits = np.exp(log_p)
    batch, length = np.indices(targets.shape)
    d_logits[batch, length, targets] -= 1
    d_logits *= share[..., None]
    # --8<-- [end:loss]

    d_embedding = rows(d_logits).T @ rows(final)
    gradients = {}
    d_x, gradients["norm"] = rms_norm_back(
        d_logits @ weights["embedding"], norm
    )
    for layer in reversed(range(config.layers)):
        norm1, attended, norm2, normed, hidden = kept[layer]
        gradients[f"{layer}.down"] = rows(hidden).T @ rows(d_x)
        d_hidden = (d_x @ weights[f"{layer}.down"].T) * (hidden > 0)
        gradients[f"{layer}.up"] = rows(normed).T @ rows(d_hidden)
        d_normed = d_hidden @ weights[f"{layer}.up"].T
        d_more, gradients[f"{layer}.norm2"] = rms_norm_back(d_normed, norm2)
        d_x = d_x + d_more
        d_normed, gradients[f"{layer}.qkv"], gradients[f"{layer}.out"] = (
            attention_back(d_x, attended)
        )
        d_more, gradients[f"{layer}.norm1"] = rms_norm_back(d_normed, norm1)
        d_x = d_x + d_more
    np.add.at(
        d_embedding, tokens, d_x
    )  # the matrix is used twice: to read and to write
    gradients["embedding"] = d_embedding
    gradients["position"] = np.zeros_like(weights["position"])
    gradients["position"][: tokens.shape[1]] = d_x.sum(axis=0)
    return loss, gradients


def log_softmax(logits):
    """Return logarithms of probabilities."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


# --8<-- [start:adam]
class Adam:
    """Adam, with a warm-up and a learning rate that falls."""

    def __init__(self, weights, steps, rate, warm_up=20):
        self.steps, self.rate, self.warm_up, self.step = (
            steps,
            rate,
            warm_up,
            0,
        )
        self.mean = {
            name: np.zeros_like(value) for name, value in weights.items()
        }
        self.square = {
            name: np.zeros_like(value) for name, value in weights.items()
        }

    def update(self, weights, gradients):
        """Change the weights in place, by one step."""
        self.step += 1
        fall = 0.55 + 0.45 * math.cos(
            math.pi * min(1, self.step / self.steps)
        )
        rate = self.rate * min(1, self.step / self.warm_up) * fall
        for name, gradient in gradients.items():
            mean, square = self.mean[name], self.square[name]
            mean += 0.1 * (gradient - mean)
            square += 0.01 * (gradient**2 - square)
            fair_mean = mean / (1 - 0.9**self.step)
            fair_square = square / (1 - 0.99**self.step)
            weights[name] -= (
                rate * fair_mean / (np.sqrt(fair_square) + 1e-8)
            )


# --8<-- [end:adam]


def batch_of(ids, config, size, rng):
    """Return random windows of a text, and the targets: one further on."""
    starts = rng.integers(0, len(ids) - config.context, size)
    window = starts[:, None] + np.arange(config.context)
    return ids[window], ids[window + 1]


def held_out_loss(weights, config, ids, size=16):
    """Return the mean loss over a whole text, cut into windows."""
    count = (len(ids) - 1) // config.context
    tokens = ids[: count * config.context].reshape(count, config.context)
    targets = ids[1 : count * config.context + 1].reshape(
        count, config.context
    )
    total = 0.0
    for start in range(0, count, size):
        log_p = log_softmax(
            forward(weights, config, tokens[start : start + size])[0]
        )
        total -= np.take_along_axis(
            log_p, targets[start : start + size, :, None], axis=-1
        ).sum()
    return total / targets.size


# --8<-- [start:baselines]
def baselines(train, held_out, vocabulary):
    """Return the loss of guessing by counts of characters, and of pairs."""
    single = np.bincount(train, minlength=vocabulary) + 1.0
    pairs = np.ones((vocabulary, vocabulary))
    np.add.at(pairs, (train[:-1], train[1:]), 1)
    unigram = -np.mean(np.log(single / single.sum())[held_out[1:]])
    following = pairs / pairs.sum(axis=1, keepdims=True)
    bigram = -np.mean(np.log(following[held_out[:-1], held_out[1:]]))
    return unigram, bigram


# --8<-- [end:baselines]


# --8<-- [start:sample]
def write(weights, config, prompt, length, rng, temperature=0.8):
    """Return a prompt and the characters that the model adds to it."""
    ids = list(prompt)
    for _ in range(length):
        tokens = np.array([ids[-config.context :]])
        logits = forward(weights, config, tokens)[0][0, -1] / temperature
        p = np.exp(log_softmax(logits))
        # Where a random number falls among the sums of the probabilities.
        ids.append(
            min(
                int(np.searchsorted(np.cumsum(p), rng.random())), len(p) - 1
            )
        )
    return ids


# --8<-- [end:sample]


def read_text():
    """Return the first fifteen chapters of Pride and Prejudice."""
    return (HERE / "pride-and-prejudice.txt").read_text(encoding="utf-8")


def split(ids):
    """Return the part to learn from, and the last tenth, held out."""
    end = len(ids) * 9 // 10
    return ids[:end], ids[end:]


def load(file):
    """Return weights that were kept."""
    with np.load(file) as arrays:
        return {
            name: arrays[name].astype(np.float64) for name in arrays.files
        }


def train(
    weights, config, ids, steps, rate, rng, report=lambda step, loss: None
):
    """Train in place, on random windows of a text."""
    optimiser = Adam(weights, steps, rate)
    for step in range(1, steps + 1):
        loss, gradients = loss_and_gradients(
            weights, config, *batch_of(ids, config, 16, rng)
        )
        optimiser.update(weights, gradients)
        report(step, loss)


def main():
    """Train or load, measure, and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="a smaller model and a short run",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", metavar="FILE", help="keep the weights")
    parser.add_argument(
        "--load", metavar="FILE", help="use kept weights, and train nothing"
    )
    choices = parser.parse_args()

    text = read_text()
    characters = Characters(text)
    train_ids, held_out = split(characters.encode(text))
    shape = (
        {"width": 32, "layers": 1, "context": 32} if choices.quick else {}
    )
    config = Config(len(characters.characters), **shape)
    steps, rate = (600, 1e-2) if choices.quick else (1800, 5e-3)
    rng = np.random.default_rng(choices.seed)
    weights = (
        load(choices.load) if choices.load else initial_weights(config, rng)
    )
    unigram, bigram = baselines(train_ids, held_out, config.vocabulary)
    print(
        f"characters: {len(train_ids):,} to learn from, {len(held_out):,} held out, {config.vocabulary} kinds"
    )
    print(f"weights: {sum(value.size for value in weights.values()):,}")
    print(f"baselines: unigram {unigram:.2f}, bigram {bigram:.2f}")

    def report(step, loss):
        if step in (1, steps) or step % (steps // 5) == 0:
            print(f"step {step:5}  loss {loss:.2f}")

    if not choices.load:
        train(weights, config, train_ids, steps, rate, rng, report)
    print(f"held out: {held_out_loss(weights, config, held_out):.2f}")
    prompt = "It is a truth "
    ids = write(
        weights,
        config,
        characters.encode(prompt),
        200,
        np.random.default_rng(choices.seed),
    )
    print(
        "\n".join(
            textwrap.fill(line, 76)
            for line in characters.decode(ids).split("\n")
        )
    )
    if choices.save:
        np.savez_compressed(
            choices.save,
            **{
                name: value.astype(np.float16)
                for name, value in weights.items()
            },
        )


if __name__ == "__main__":
    main()
