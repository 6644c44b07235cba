"""The loop of RLHF, with PPO, where the optimum is known.

python ppo_on_a_toy_policy.py

Needs dpo_on_a_toy_policy.py beside it: the prompts, the answers, the
reference and the optimum are the same.
"""

import argparse

import numpy as np

from dpo_on_a_toy_policy import (
    REFERENCE,
    REWARD,
    distance,
    kl,
    optimum,
    softmax,
    value,
)

# --8<-- [start:proxy]
# A reward model that is right but for two answers, which it likes best.
PROXY = REWARD.copy()
PROXY[0, 3] = 2.5  # in truth -1
PROXY[1, 2] = 2.0  # in truth -0.5
# --8<-- [end:proxy]


def sample(policy, prompts, rng):
    """Return an answer to each prompt."""
    return np.argmax(
        rng.random((len(prompts), 1)) < np.cumsum(policy, axis=1)[prompts],
        axis=1,
    )


# --8<-- [start:round]
def ppo_round(
    logits,
    critic,
    reward,
    beta,
    rng,
    size=512,
    epochs=4,
    rate=2.0,
    clip=0.2,
):
    """Return better logits and a better critic, from one batch."""
    policy = softmax(logits)
    prompts = rng.integers(0, len(REFERENCE), size)
    answers = sample(policy, prompts, rng)
    old = policy[prompts, answers]

    # What a sample is worth: its reward, less the price of distance.
    score = reward[prompts, answers] - beta * np.log(
        old / REFERENCE[prompts, answers]
    )
    advantage = score - critic[prompts]

    for _ in range(epochs):
        policy = softmax(logits)
        ratio = policy[prompts, answers] / old
        # Where the ratio has gone far enough in the direction of the
        # advantage, nothing more is to be gained.
        live = np.where(advantage > 0, ratio < 1 + clip, ratio > 1 - clip)
        push = live * ratio * advantage / size
        gradient = np.zeros_like(logits)
        np.add.at(gradient, (prompts, answers), push)
        np.add.at(gradient, prompts, -push[:, None] * policy[prompts])
        logits = logits + rate * gradient

    seen = np.bincount(prompts, minlength=len(critic))
    mean = np.bincount(prompts, score, minlength=len(critic)) / np.maximum(
        seen, 1
    )
    critic = np.where(seen > 0, critic + 0.2 * (mean - critic), critic)
    return logits, critic


# --8<-- [end:round]


def run(reward, beta, rounds, rng, report=lambda number, policy: None):
    """Return the policy after some rounds, which start at the reference."""
    logits, critic = np.log(REFERENCE), np.zeros(len(REFERENCE))
    for number in range(rounds + 1):
        report(number, softmax(logits))
        logits, critic = ppo_round(logits, critic, reward, beta, rng)
    return softmax(logits)


def main():
    """Improve the reference by its true reward, and by a wrong one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    rng = np.random.default_rng(parser.parse_args().seed)

    print("true reward, beta 1")
    print("round  reward    KL  distance from the optimum")

    def report(number, policy):
        if number in (0, 5, 20, 50, 200):
            print(
                f"{number:5}  {value(policy):6.2f}  {kl(policy):4.2f}  {distance(policy, optimum(1.0)):8.2f}"
            )

    run(REWARD, 1.0, 200, rng, report)

    print("\nreward model with two errors, after 200 rounds")
    print("beta  its reward  true reward    KL")
    for beta in (4.0, 2.0, 1.0, 0.5, 0.25, 0.0):
        policy = run(PROXY, beta, 200, rng)
        its = np.mean(np.sum(policy * PROXY, axis=1))
        print(
            f"{beta:4.2f}  {its:10.2f}  {value(policy):11.2f}  {kl(policy):4.2f}"
        )


if __name__ == "__main__":
    main()
