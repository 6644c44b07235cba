"""The scripts of the projects do what their pages say: what they print is run, what they claim is measured."""

from __future__ import annotations

import importlib
import itertools
import math
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.content.code_blocks import FENCE

PROJECTS = Path(__file__).parents[2] / "docs" / "projects"
CODE = PROJECTS / "code"
SCRIPTS = sorted(CODE.glob("*.py"))

WHOLE = "PROJECTS_IN_FULL" in os.environ
"""Whether the runs of minutes are done as well, whose output the pages show as that of the whole run."""


def shown_runs(title: str) -> list[tuple[str, str]]:
    """Return the commands of all pages that a block with this title follows, with what it shows."""
    found = []
    for page in sorted(PROJECTS.glob("*.md")):
        fences = list(FENCE.finditer(page.read_text(encoding="utf-8")))
        for fence, following in itertools.pairwise(fences):
            is_next = following["info"].strip() == f'text title="{title}"'
            if fence["info"].strip() == "console" and is_next:
                command = fence["body"].removeprefix("$ python ").strip()
                found.append((command, following["body"]))
    return found


def run(command: str) -> str:
    # One thread, as in the scripts themselves; and no bytecode, which MkDocs would copy into the site.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    words = [re.sub(r'^"|"$', "", word) for word in re.findall(r'"[^"]*"|\S+', command)]
    done = subprocess.run(
        [sys.executable, *words], cwd=CODE, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def script(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Import a script, by its name, as another script does."""
    monkeypatch.syspath_prepend(CODE)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = set(sys.modules)
    yield importlib.import_module(request.param)
    for name in set(sys.modules) - before:
        if name in {file.stem for file in SCRIPTS}:
            del sys.modules[name]


def with_script(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("script", [name], indirect=True, ids=[""])


@pytest.mark.parametrize(("command", "output"), shown_runs("Output"), ids=lambda value: value[:60].split("\n")[0])
def test_a_script_prints_what_its_page_shows(command: str, output: str) -> None:
    assert run(command) == output


@pytest.mark.skipif(not WHOLE, reason="takes minutes: set PROJECTS_IN_FULL")
@pytest.mark.parametrize(
    ("command", "output"), shown_runs("Output of the whole run"), ids=lambda value: value[:60].split("\n")[0]
)
def test_a_whole_run_prints_what_its_page_shows(command: str, output: str) -> None:
    assert run(command) == output


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
def test_a_script_is_run_by_a_page_and_offered_there(file: Path) -> None:
    commands = [command for title in ("Output", "Output of the whole run") for command, _ in shown_runs(title)]
    assert any(command.split()[0] == file.name for command in commands)
    assert any(f"](code/{file.name})" in page.read_text(encoding="utf-8") for page in PROJECTS.glob("*.md"))


def differences(loss: Any, array: Any, gradient: Any, rng: Any, count: int = 6) -> list[float]:
    """Return how far some elements of a gradient are from what a small change of the array does to the loss."""
    found = []
    flat = array.reshape(-1)
    for place in rng.choice(flat.size, min(count, flat.size), replace=False):
        kept, step = flat[place], 1e-6
        flat[place] = kept + step
        above = loss()
        flat[place] = kept - step
        below = loss()
        flat[place] = kept
        found.append(abs((above - below) / (2 * step) - gradient.reshape(-1)[place]))
    return found


def small_model(script: Any, rng: Any) -> tuple[Any, Any]:
    config = script.Config(7, width=8, heads=2, layers=2, context=5)
    weights = script.initial_weights(config, rng)
    # Far from the start, where some gradients would be next to nothing whatever the formula.
    return config, {name: value + rng.normal(0, 0.3, value.shape) for name, value in weights.items()}


@with_script("character_level_transformer")
def test_the_gradients_of_the_transformer_are_those_of_its_loss(script: Any) -> None:
    rng = np.random.default_rng(0)
    config, weights = small_model(script, rng)
    tokens, targets = rng.integers(0, 7, (3, 4)), rng.integers(0, 7, (3, 4))
    counts = np.array([[1.0, 0, 1, 1], [0, 0, 0, 1], [1, 1, 1, 0]])
    loss, gradients = script.loss_and_gradients(weights, config, tokens, targets, counts)
    assert loss > 1
    assert gradients.keys() == weights.keys()
    for name, gradient in gradients.items():

        def loss_now() -> float:
            return float(script.loss_and_gradients(weights, config, tokens, targets, counts)[0])

        assert np.abs(gradient).max() > 1e-3, name
        assert max(differences(loss_now, weights[name], gradient, rng)) < 1e-7, name


@with_script("character_level_transformer")
def test_a_place_sees_nothing_of_what_comes_later(script: Any) -> None:
    rng = np.random.default_rng(0)
    config, weights = small_model(script, rng)
    tokens = rng.integers(0, 7, (1, 5))
    other = tokens.copy()
    other[0, 3] = (other[0, 3] + 1) % 7
    logits, changed = (script.forward(weights, config, each)[0][0] for each in (tokens, other))
    assert np.allclose(logits[:3], changed[:3])
    assert not np.allclose(logits[3], changed[3])


@with_script("character_level_transformer")
def test_a_short_training_beats_guessing_by_frequency_and_writes_known_characters(script: Any) -> None:
    text = script.read_text()
    characters = script.Characters(text)
    learn, held_out = script.split(characters.encode(text))
    config = script.Config(len(characters.characters), width=32, layers=1, context=32)
    rng = np.random.default_rng(2)
    weights = script.initial_weights(config, rng)
    unigram, bigram = script.baselines(learn, held_out, config.vocabulary)
    assert bigram < unigram < math.log(config.vocabulary)
    assert script.held_out_loss(weights, config, held_out) > unigram
    script.train(weights, config, learn, 150, 1e-2, rng)
    assert script.held_out_loss(weights, config, held_out) < unigram - 0.3
    written = script.write(weights, config, characters.encode("It is "), 50, rng)
    assert len(written) == 56
    assert set(characters.decode(written)) <= set(text)


@with_script("character_level_transformer")
def test_the_kept_model_is_as_good_as_the_whole_run(script: Any) -> None:
    text = script.read_text()
    ids = script.Characters(text).encode(text)
    config = script.Config(66)
    loss = script.held_out_loss(script.load(CODE / "base-model.npz"), config, script.split(ids)[1])
    assert loss == pytest.approx(1.53, abs=0.01)


@with_script("tiny_sft")
def test_only_the_answer_counts(script: Any) -> None:
    characters = script.model.Characters("First letter of darcy: d\n-")
    pairs = [("First letter of darcy: ", "d\n"), ("a: ", "r-a\n")]
    tokens, targets, counts = script.batch_of(pairs, characters)
    assert [characters.decode(row[count == 1]) for row, count in zip(targets, counts, strict=True)] == ["d\n", "r-a\n"]
    assert characters.decode(tokens[0]) == "First letter of darcy: d"
    _, _, whole = script.batch_of(pairs, characters, whole=True)
    assert whole.sum(axis=1).tolist() == [24, 6]


@with_script("tiny_sft")
def test_an_adapter_changes_nothing_at_first_and_has_the_gradients_of_its_factors(script: Any) -> None:
    rng = np.random.default_rng(0)
    config, weights = small_model(script.model, rng)
    adapter = script.LoRA(weights, 2, rng)
    assert all(np.array_equal(weights[name], merged) for name, merged in adapter.merged().items())
    assert sum(factor.size for factor in adapter.factors.values()) < sum(value.size for value in weights.values())

    for factor in adapter.factors.values():
        factor += rng.normal(0, 0.3, factor.shape)
    batch = rng.integers(0, 7, (2, 4)), rng.integers(0, 7, (2, 4))

    def loss_now() -> float:
        return float(script.model.loss_and_gradients(adapter.merged(), config, *batch)[0])

    gradients = adapter.gradients(script.model.loss_and_gradients(adapter.merged(), config, *batch)[1])
    assert gradients.keys() == adapter.factors.keys()
    for name, gradient in gradients.items():
        assert max(differences(loss_now, adapter.factors[name], gradient, rng)) < 1e-7, name


@with_script("reward_model_on_synthetic_preferences")
def test_the_reward_model_finds_the_true_order(script: Any) -> None:
    rng = np.random.default_rng(5)

    def pairs(count: int) -> Any:
        return script.compare(script.answers(count, rng), script.answers(count, rng), script.true_reward, rng)

    weights = script.fit(*pairs(5000))
    held_out = pairs(5000)
    true = np.array(list(script.WORTH.values()))
    agreement = script.agreement(weights, *held_out)
    assert agreement > 0.75
    assert agreement > script.agreement(true, *held_out) - 0.01
    unseen = script.answers(300, rng)
    assert script.rank_correlation(unseen @ weights, script.true_reward(unseen)) > 0.98


@with_script("dpo_on_a_toy_policy")
def test_dpo_widens_the_margin_and_comes_to_the_optimum(script: Any) -> None:
    rng = np.random.default_rng(5)
    pairs = script.sample_pairs(50_000, rng)
    seen = []
    policy = script.train(1.0, pairs, 300, report=lambda step, policy, loss, margin: seen.append((margin, loss)))
    assert seen[0] == (0, pytest.approx(math.log(2)))
    assert seen[-1][0] > seen[10][0] > seen[1][0] > 0
    assert seen[-1][1] < seen[0][1]
    assert script.distance(policy, script.optimum(1.0)) < 0.03
    assert script.kl(policy) == pytest.approx(script.kl(script.optimum(1.0)), abs=0.05)
    logits = np.log(script.REFERENCE) + rng.normal(0, 1, (3, 4))
    _, gradient, _ = script.dpo_step(logits, 0.7, pairs)
    assert max(differences(lambda: script.dpo_step(logits, 0.7, pairs)[0], logits, gradient, rng, 12)) < 1e-8


@with_script("dpo_on_a_toy_policy")
def test_no_policy_near_the_optimum_is_better(script: Any) -> None:
    def objective(policy: Any) -> float:
        return float(script.value(policy) - 0.5 * script.kl(policy))

    best = script.optimum(0.5)
    rng = np.random.default_rng(5)
    for _ in range(20):
        assert objective(script.softmax(np.log(best) + rng.normal(0, 0.1, best.shape))) < objective(best)


@with_script("ppo_on_a_toy_policy")
def test_ppo_comes_to_the_same_optimum_and_follows_a_wrong_reward_too_far(script: Any) -> None:
    rng = np.random.default_rng(5)
    assert script.distance(script.run(script.REWARD, 1.0, 60, rng), script.optimum(1.0)) < 0.03
    near, far = (script.run(script.PROXY, beta, 100, rng) for beta in (0.5, 0.0))
    assert script.value(far) < script.value(near) - 0.3
    assert np.sum(far * script.PROXY) > np.sum(near * script.PROXY)


@with_script("retrieval_over_this_site")
def test_the_search_finds_the_pages_of_the_site_as_they_are_now(script: Any) -> None:
    folder = PROJECTS.parent / "concepts"
    passages = [
        passage
        for file in sorted(folder.glob("*.md"))
        for passage in script.passages_of(file.stem, file.read_text(encoding="utf-8"))
    ]
    questions = script.read_lines("site-questions.jsonl")
    pages = {passage["page"] for passage in passages}
    assert {asked["page"] for asked in questions} <= pages
    search = script.BM25([f"{each['page'].replace('-', ' ')} {each['heading']} {each['text']}" for each in passages])
    plain = [asked for asked in questions if asked["wording"] == "in the page's words"]
    assert len(plain) == len(questions) / 2
    assert script.recall(search, passages, plain, 5) > 0.8


@with_script("retrieval_over_this_site")
def test_a_page_is_cut_into_passages_without_code_and_without_losing_a_word(script: Any) -> None:
    page = (
        "---\ntitle: x\n---\n\nAn opening.\n\n## Part\n\none two\n\n```python\nprint()\n```\n\nthree " + "four " * 200
    )
    cut = list(script.passages_of("x", page, most=5))
    assert [passage["heading"] for passage in cut] == ["", "Part", "Part"]
    assert [passage["text"].split()[0] for passage in cut] == ["An", "one", "three"]
    assert sum(len(passage["text"].split()) for passage in cut) == 2 + 2 + 201


@with_script("evaluation_with_error_bars")
def test_the_estimators_are_right(script: Any) -> None:
    low, high = script.wilson(0, 10)
    assert low == pytest.approx(0, abs=1e-12)
    assert high == pytest.approx(0.2775, abs=1e-4)
    assert script.pass_at_k(20, 0, 5) == 0
    assert script.pass_at_k(20, 16, 5) == 1
    # Unbiased: weighed with how likely each count is, the estimates add up to the truth.
    chances = [math.comb(20, right) * 0.1**right * 0.9 ** (20 - right) for right in range(21)]
    mean = sum(chance * script.pass_at_k(20, right, 5) for right, chance in enumerate(chances))
    assert mean == pytest.approx(1 - 0.9**5)
