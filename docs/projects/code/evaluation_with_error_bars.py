"""What a score on a few hundred questions can tell, and what it cannot.

python evaluation_with_error_bars.py

Needs nothing but Python.
"""

import math
import random


# --8<-- [start:wilson]
def wilson(right, asked, z=1.96):
    """Return the ends of a 95% interval for a share, after Wilson."""
    share = right / asked
    middle = (share + z * z / (2 * asked)) / (1 + z * z / asked)
    half = (
        z
        * math.sqrt(share * (1 - share) / asked + z * z / (4 * asked**2))
        / (1 + z * z / asked)
    )
    return middle - half, middle + half


# --8<-- [end:wilson]


def simple(right, asked, z=1.96):
    """Return the share plus or minus 1.96 standard errors."""
    share = right / asked
    half = z * math.sqrt(share * (1 - share) / asked)
    return share - half, share + half


def coverage(interval, true, asked, rng, rounds=4000):
    """Return how often an interval holds the true share."""
    held = 0
    for _ in range(rounds):
        low, high = interval(
            sum(rng.random() < true for _ in range(asked)), asked
        )
        held += low <= true <= high
    return held / rounds


# --8<-- [start:paired]
def bootstrap(differences, rng, rounds=2000):
    """Return a 95% interval for a mean, by drawing with repeats."""
    means = sorted(
        sum(rng.choices(differences, k=len(differences))) / len(differences)
        for _ in range(rounds)
    )
    return means[round(0.025 * rounds)], means[round(0.975 * rounds) - 1]


def two_models(asked, rng):
    """Return right (1) and wrong (0) answers; the second is better."""
    first, second = [], []
    for _ in range(asked):
        ease = rng.betavariate(1, 1)  # some questions are hard for everyone
        luck = (
            rng.random()
        )  # and what one model knows, the other mostly knows
        first.append(int(luck < ease))
        second.append(
            int(
                (luck if rng.random() < 0.9 else rng.random())
                < min(1, ease + 0.04)
            )
        )
    return first, second


# --8<-- [end:paired]


# --8<-- [start:pass-at-k]
def pass_at_k(written, right, k):
    """Return the chance that one of k programs is right: unbiased."""
    return 1 - math.comb(written - right, k) / math.comb(written, k)


def plug_in(written, right, k):
    """Return the same from the share of right ones: too low."""
    return 1 - (1 - right / written) ** k


# --8<-- [end:pass-at-k]


def main():
    """Show intervals, a paired comparison, and two estimates of pass@k."""
    rng = random.Random(1)
    print("right of asked   share   95% interval")
    for right, asked in ((17, 20), (85, 100), (425, 500), (1700, 2000)):
        low, high = wilson(right, asked)
        print(
            f"{right:5,} of {asked:5,}   {right / asked:5.1%}   {low:.1%} to {high:.1%}"
        )

    print("\ntrue share 95%, 50 questions: the interval holds it in")
    for name, interval in (
        ("share ± 1.96 errors", simple),
        ("Wilson", wilson),
    ):
        print(
            f"{name:20} {coverage(interval, 0.95, 50, rng):.0%} of the trials"
        )

    first, second = two_models(500, rng)
    a, b = sum(first), sum(second)
    print(
        f"\nfirst model {a / 500:.1%}, second model {b / 500:.1%}, on the same 500 questions"
    )
    for name, right in (("first alone", a), ("second alone", b)):
        low, high = wilson(right, 500)
        print(f"{name:13} {low:.1%} to {high:.1%}")
    low, high = bootstrap([y - x for x, y in zip(first, second)], rng)
    print(f"difference    {low:+.1%} to {high:+.1%}")

    print(
        "\nproblems that a program solves with a chance of 10%, 20 programs for each"
    )
    print("  k   true  unbiased  plug-in")
    for k in (1, 5, 10):
        counts = [
            sum(rng.random() < 0.1 for _ in range(20))
            for _ in range(20_000)
        ]
        unbiased = sum(pass_at_k(20, right, k) for right in counts) / len(
            counts
        )
        naive = sum(plug_in(20, right, k) for right in counts) / len(counts)
        print(f"{k:3}  {1 - 0.9**k:.3f}  {unbiased:8.3f}  {naive:7.3f}")


if __name__ == "__main__":
    main()
