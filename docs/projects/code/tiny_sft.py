"""Supervised fine-tuning of the character model: from prose to answers.

python tiny_sft.py             five runs, compared, in about three minutes
python tiny_sft.py --quick     one of them, shorter

Needs character_level_transformer.py, pride-and-prejudice.txt and
base-model.npz beside it.
"""

import argparse
import re
from pathlib import Path

# This comes before NumPy, because it says how many threads there may be.
import character_level_transformer as model
import numpy as np

HERE = Path(__file__).parent

# --8<-- [start:tasks]
TASKS = {
    "First letter of": lambda word: word[0],
    "Last letter of": lambda word: word[-1],
    "Spell": lambda word: "-".join(word),
}


def examples(words):
    """Yield prompts and answers. An answer ends with its line."""
    for task, answer in TASKS.items():
        for word in words:
            yield f"{task} {word}: ", answer(word) + "\n"


# --8<-- [end:tasks]


def words_of(text):
    """Return the words of three to seven small letters, sorted."""
    return sorted(set(re.findall(r"\b[a-z]{3,7}\b", text)))


# --8<-- [start:batch]
def batch_of(pairs, characters, whole=False):
    """Return tokens, targets, and which count: the answer, or ``whole``."""
    length = max(len(prompt) + len(answer) for prompt, answer in pairs) - 1
    tokens = np.zeros(
        (len(pairs), length), dtype=np.int64
    )  # what is left over is a line break, and does not count
    targets, counts = tokens.copy(), np.zeros(tokens.shape)
    for row, (prompt, answer) in enumerate(pairs):
        ids = characters.encode(prompt + answer)
        end = len(ids) - 1
        tokens[row, :end], targets[row, :end] = ids[:-1], ids[1:]
        counts[row, 0 if whole else len(prompt) - 1 : end] = 1
    return tokens, targets, counts


# --8<-- [end:batch]


# --8<-- [start:lora]
class LoRA:
    """Adapters: the matrices stay, and a thin product is added to each."""

    def __init__(self, weights, rank, rng, scale=2.0):
        self.base, self.scale, self.factors = weights, scale, {}
        for name, matrix in weights.items():
            if name[0].isdigit() and matrix.ndim == 2:
                rows, columns = matrix.shape
                self.factors[f"{name}.a"] = rng.normal(
                    0, 1 / np.sqrt(rows), (rows, rank)
                )
                self.factors[f"{name}.b"] = np.zeros(
                    (rank, columns)
                )  # so that nothing changes at the start

    def merged(self):
        """Return weights with the products added."""
        a, b = self.factors, self.factors
        return {
            name: matrix + self.scale * a[f"{name}.a"] @ b[f"{name}.b"]
            if f"{name}.a" in a
            else matrix
            for name, matrix in self.base.items()
        }

    def gradients(self, full):
        """Return gradients for the factors, from those for the matrices."""
        found = {}
        for name in full:
            if f"{name}.a" in self.factors:
                found[f"{name}.a"] = (
                    self.scale * full[name] @ self.factors[f"{name}.b"].T
                )
                found[f"{name}.b"] = (
                    self.scale * self.factors[f"{name}.a"].T @ full[name]
                )
        return found


# --8<-- [end:lora]


# --8<-- [start:tune]
def tune(
    weights,
    config,
    pairs,
    characters,
    steps,
    rng,
    rate=3e-3,
    whole=False,
    rank=0,
    prose=None,
):
    """Return fine-tuned weights; those given stay as they are.

    With a ``rank``, only adapters are trained. With ``prose``, every other
    batch is from there.
    """
    weights = {name: value.copy() for name, value in weights.items()}
    adapter = LoRA(weights, rank, rng) if rank else None
    trained = adapter.factors if adapter else weights
    optimiser = model.Adam(trained, steps, rate)
    for step in range(steps):
        if prose is not None and step % 2:
            batch = model.batch_of(prose, config, 16, rng)
        else:
            chosen = [pairs[i] for i in rng.integers(0, len(pairs), 32)]
            batch = batch_of(chosen, characters, whole)
        current = adapter.merged() if adapter else weights
        _, gradients = model.loss_and_gradients(current, config, *batch)
        optimiser.update(
            trained, adapter.gradients(gradients) if adapter else gradients
        )
    return adapter.merged() if adapter else weights


# --8<-- [end:tune]


# --8<-- [start:answer]
def answers(weights, config, prompts, characters, longest=16):
    """Return the likeliest answers to prompts of equal length."""
    tokens = np.array([characters.encode(prompt) for prompt in prompts])
    start = tokens.shape[1]
    for _ in range(longest):
        likeliest = model.forward(weights, config, tokens)[0][:, -1].argmax(
            axis=-1
        )
        tokens = np.concatenate([tokens, likeliest[:, None]], axis=1)
    return [characters.decode(row[start:]).split("\n")[0] for row in tokens]


# --8<-- [end:answer]


def right(weights, config, words, characters):
    """Return the share of right answers, for each task."""
    shares = {}
    for task in TASKS:
        by_length = {}
        for prompt, answer in examples(words):
            if prompt.startswith(task):
                by_length.setdefault(len(prompt), []).append(
                    (prompt, answer.strip())
                )
        hits = [
            given == answer
            for group in by_length.values()
            for given, (_, answer) in zip(
                answers(weights, config, [p for p, _ in group], characters),
                group,
            )
        ]
        shares[task] = np.mean(hits)
    return shares


def main():
    """Fine-tune in several ways, and compare them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--quick", action="store_true", help="one run, shorter"
    )
    parser.add_argument("--seed", type=int, default=1)
    choices = parser.parse_args()

    text = model.read_text()
    characters = model.Characters(text)
    config = model.Config(len(characters.characters))
    base = model.load(HERE / "base-model.npz")
    prose, held_out = model.split(characters.encode(text))
    words = words_of(text)
    np.random.default_rng(0).shuffle(words)
    unseen, seen = words[:100], words[100:]
    pairs = list(examples(seen))
    print(
        f"{len(pairs):,} examples of {len(seen):,} words; {len(unseen)} words held out"
    )

    def show(name, weights):
        shares = right(weights, config, unseen, characters)
        forgotten = model.held_out_loss(weights, config, held_out)
        print(
            f"{name:24}"
            + "".join(f"{share:9.0%}" for share in shares.values())
            + f"{forgotten:9.2f}"
        )
        return weights

    steps = 200 if choices.quick else 1000
    rng = np.random.default_rng(choices.seed)
    print(
        " " * 24
        + "".join(
            f"{name:>9}" for name in ("first", "last", "spell", "prose")
        )
    )
    show("before", base)
    tuned = show(
        "answers count", tune(base, config, pairs, characters, steps, rng)
    )
    if not choices.quick:
        show(
            "every character counts",
            tune(base, config, pairs, characters, steps, rng, whole=True),
        )
        show(
            "prose between",
            tune(base, config, pairs, characters, steps, rng, prose=prose),
        )
        show(
            "without pretraining",
            tune(
                model.initial_weights(config, rng),
                config,
                pairs,
                characters,
                steps,
                rng,
            ),
        )
        show(
            "LoRA, rank 8",
            tune(
                base,
                config,
                pairs,
                characters,
                steps,
                rng,
                rate=1e-2,
                rank=8,
            ),
        )
    for prompt in (
        "First letter of bennet: ",
        "Last letter of darcy: ",
        "Spell lydia: ",
    ):
        print(prompt + answers(tuned, config, [prompt], characters)[0])


if __name__ == "__main__":
    main()
