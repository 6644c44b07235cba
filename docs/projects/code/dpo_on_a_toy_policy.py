"""Direct preference optimisation, where the optimum is known.

python dpo_on_a_toy_policy.py
"""

import argparse

import numpy as np

# --8<-- [start:world]
# Three prompts with four answers each: how likely the reference is to
# give them, and what labellers think of them.
REFERENCE = np.array(
    [
        [0.40, 0.30, 0.20, 0.10],
        [0.25, 0.25, 0.25, 0.25],
        [0.70, 0.15, 0.10, 0.05],
    ]
)
REWARD = np.array(
    [[0.0, 1.0, 2.0, -1.0], [1.5, 0.5, -0.5, -1.5], [-1.0, 0.0, 1.0, 2.0]]
)


def sample_pairs(count, rng, certain=False):
    """Return prompts, preferred and rejected answers, and their shares.

    Both answers come from the reference, and Bradley–Terry labellers
    choose. With ``certain``, the better always wins.
    """
    prompts = rng.integers(0, len(REFERENCE), count)
    sums = np.cumsum(REFERENCE, axis=1)[prompts]
    first, second = (
        np.argmax(rng.random((count, 1)) < sums, axis=1) for _ in range(2)
    )
    gap = REWARD[prompts, first] - REWARD[prompts, second]
    first_wins = (
        gap > 0 if certain else rng.random(count) < 1 / (1 + np.exp(-gap))
    )
    preferred, rejected = (
        np.where(first_wins, first, second),
        np.where(first_wins, second, first),
    )
    different = first != second  # an answer beside itself says nothing
    triples = np.stack([prompts, preferred, rejected])[:, different]
    (prompts, preferred, rejected), counts = np.unique(
        triples, axis=1, return_counts=True
    )
    return prompts, preferred, rejected, counts / counts.sum()


# --8<-- [end:world]


# --8<-- [start:optimum]
def optimum(beta):
    """Return the best policy for reward minus beta times KL."""
    products = REFERENCE * np.exp(REWARD / beta)
    return products / products.sum(axis=1, keepdims=True)


# --8<-- [end:optimum]


def softmax(logits):
    """Return a policy: one row of probabilities for each prompt."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


# --8<-- [start:dpo]
def dpo_step(logits, beta, pairs):
    """Return the mean loss, its gradient, and the mean margin."""
    prompts, preferred, rejected, share = pairs
    log_ratio = np.log(softmax(logits)) - np.log(REFERENCE)
    margin = beta * (
        log_ratio[prompts, preferred] - log_ratio[prompts, rejected]
    )
    loss = np.sum(share * np.log1p(np.exp(-margin)))

    # d loss / d margin, then d margin / d logits: the sums of the two
    # softmaxes are the same, and cancel.
    d_margin = -share / (1 + np.exp(margin))
    gradient = np.zeros_like(logits)
    np.add.at(gradient, (prompts, preferred), beta * d_margin)
    np.add.at(gradient, (prompts, rejected), -beta * d_margin)
    return loss, gradient, np.sum(share * margin)


# --8<-- [end:dpo]


def kl(policy):
    """Return the divergence from the reference, mean over prompts."""
    return abs(
        float(np.mean(np.sum(policy * np.log(policy / REFERENCE), axis=1)))
    )


def distance(policy, other):
    """Return half the sum of differences: from 0, equal, to 1."""
    return float(np.mean(np.abs(policy - other).sum(axis=1) / 2))


def value(policy):
    """Return the mean reward."""
    return float(np.mean(np.sum(policy * REWARD, axis=1)))


def train(
    beta,
    pairs,
    steps,
    rate=4.0,
    report=lambda step, policy, loss, margin: None,
):
    """Return the policy after some steps from the reference."""
    logits = np.log(REFERENCE)
    for step in range(1, steps + 1):
        loss, gradient, margin = dpo_step(logits, beta, pairs)
        report(step - 1, softmax(logits), loss, margin)
        # Gradients shrink with beta squared. Divided by it, one rate fits
        # every beta.
        logits = logits - rate / beta**2 * gradient
    return softmax(logits)


def main():
    """Train, and compare with the optimum."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    choices = parser.parse_args()
    rng = np.random.default_rng(choices.seed)
    pairs = sample_pairs(20_000, rng)
    beta = 1.0

    print("step    loss  margin    KL  reward  distance from the optimum")

    def report(step, policy, loss, margin):
        if step in (0, 1, 10, 100, 1000):
            far = distance(policy, optimum(beta))
            print(
                f"{step:4}  {loss:6.3f}  {margin:6.2f}  {kl(policy):4.2f}  {value(policy):6.2f}  {far:8.3f}"
            )

    train(beta, pairs, 1001, report=report)

    print("\nbeta     KL  reward  of the optimum:    KL  reward")
    for beta in (0.25, 0.5, 1.0, 2.0, 4.0):
        policy, best = train(beta, pairs, 1000), optimum(beta)
        print(
            f"{beta:4.2f}  {kl(policy):5.2f}  {value(policy):6.2f}{kl(best):23.2f}  {value(best):6.2f}"
        )

    print("\n pairs  distance from the optimum")
    for count in (100, 1000, 10_000, 100_000):
        far = [
            distance(
                train(1.0, sample_pairs(count, rng), 1000), optimum(1.0)
            )
            for _ in range(5)
        ]
        print(f"{count:6,}  {np.mean(far):8.3f}")

    print("\nlabellers who never err")
    print(" steps  margin    KL")
    certain = sample_pairs(20_000, rng, certain=True)
    for steps in (10, 100, 1000, 10_000):
        policy = train(1.0, certain, steps)
        print(
            f"{steps:6,}  {dpo_step(np.log(policy), 1.0, certain)[2]:6.2f}  {kl(policy):4.2f}"
        )


if __name__ == "__main__":
    main()
