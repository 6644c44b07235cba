"""A reward model, learned from labellers whose taste is known.

python reward_model_on_synthetic_preferences.py
python reward_model_on_synthetic_preferences.py --padding 0.8
"""

import argparse

import numpy as np

# --8<-- [start:world]
# What an answer may hold, and what that is worth to the labellers. The
# model never sees the numbers.
WORTH = {
    "gives the number": 1.6,
    "names its source": 1.1,
    "says what is not known": 0.7,
    "gives an example": 0.4,
    "defines the term": 0.3,
    "says hello": 0.0,
    "repeats the question": -0.4,
    "flatters the reader": -0.7,
    "drifts off": -1.2,
    "makes up a source": -1.8,
}
PHRASES = list(WORTH)


def answers(count, rng):
    """Return rows of zeros and ones: which phrases an answer holds."""
    return (rng.random((count, len(PHRASES))) < 0.35).astype(float)


def true_reward(answer, padding=0.0):
    """Return the worth of answers; ``padding`` is added to each phrase."""
    return answer @ (np.array(list(WORTH.values())) + padding)


def compare(first, second, reward, rng):
    """Return preferred and rejected answers, chosen by Bradley–Terry."""
    p_first = 1 / (1 + np.exp(reward(second) - reward(first)))
    takes_first = (rng.random(len(first)) < p_first)[:, None]
    return np.where(takes_first, first, second), np.where(
        takes_first, second, first
    )


# --8<-- [end:world]


# --8<-- [start:fit]
def fit(preferred, rejected, steps=400, rate=2.0, decay=0.003):
    """Return weights that lower -log sigmoid(r_w - r_l)."""
    weights = np.zeros(preferred.shape[1])
    difference = preferred - rejected
    for _ in range(steps):
        surprise = 1 / (
            1 + np.exp(difference @ weights)
        )  # 1 - P(the choice that was made)
        weights += rate * (
            surprise @ difference / len(difference) - decay * weights
        )
    return weights


# --8<-- [end:fit]


def agreement(weights, preferred, rejected):
    """Return the share of pairs that are scored right; a tie is half."""
    gap = (preferred - rejected) @ weights
    return float(np.mean((gap > 0) + 0.5 * (gap == 0)))


def rank_correlation(first, second):
    """Return Spearman's coefficient: the correlation of ranks."""
    ranks = [np.argsort(np.argsort(values)) for values in (first, second)]
    return float(np.corrcoef(*ranks)[0, 1])


# --8<-- [start:best-of-n]
def best_of(n, weights, rng, rounds=2000):
    """Return the score of the best of n by the model, and its worth."""
    pool = answers(rounds * n, rng).reshape(rounds, n, -1)
    chosen = pool[np.arange(rounds), np.argmax(pool @ weights, axis=1)]
    return float(np.mean(chosen @ weights)), float(
        np.mean(true_reward(chosen))
    )


# --8<-- [end:best-of-n]


def main():
    """Fit models to more and more pairs, and measure each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--padding",
        type=float,
        default=0.0,
        help="how much labellers like any further phrase",
    )
    parser.add_argument("--seed", type=int, default=3)
    choices = parser.parse_args()
    rng = np.random.default_rng(choices.seed)

    def reward(answer):
        return true_reward(answer, choices.padding)

    def pairs(count):
        return compare(
            answers(count, rng), answers(count, rng), reward, rng
        )

    held_out = pairs(5000)
    unseen = answers(300, rng)
    print("   pairs  agreement  rank correlation")
    fitted = {}
    for count in (20, 100, 500, 5000):
        fitted[count] = fit(*pairs(count))
        right = agreement(fitted[count], *held_out)
        print(
            f"{count:8,}  {right:9.2f}  {rank_correlation(unseen @ fitted[count], reward(unseen)):16.2f}"
        )
    true = np.array(list(WORTH.values())) + choices.padding
    print(f"    true  {agreement(true, *held_out):9.2f}  {1:16.2f}")

    print("\nphrase                    true  learned")
    for phrase, weight in sorted(
        zip(PHRASES, fitted[5000]), key=lambda pair: -pair[1]
    ):
        print(f"{phrase:24}  {WORTH[phrase]:4.1f}  {weight:7.1f}")

    print("\nbest of    model of 20 pairs    model of 5,000 pairs")
    print("           thinks   in truth    thinks   in truth")
    for n in (1, 4, 16, 64, 256):
        few = best_of(n, fitted[20], rng, 400)
        many = best_of(n, fitted[5000], rng, 400)
        print(
            f"{n:7}  {few[0]:8.1f}  {round(few[1], 1) + 0.0:9.1f}  {many[0]:8.1f}  {round(many[1], 1) + 0.0:9.1f}"
        )


if __name__ == "__main__":
    main()
