from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning_paths import registry
from prose import checks
from prose.__main__ import main
from prose.review import Allowed, allowed, review
from prose.site import ALLOWED
from tests.prose.sites import ATTENTION, found, site_of

PAGE = "docs/concepts/attention.md"
PARTS = "".join(
    f"## {part}\n\nText.\n\n"
    for part in ("A worked example", "Where it is used and what it costs", "Common misunderstandings")
)
REST = "## Check yourself\n\nText.\n\n## Papers\n\nText.\n"

CASES: list[tuple[str, str, list[str]]] = [
    # spelling
    (
        "spelling",
        "The behavior of a tokenizer.",
        ["“behavior” is written “behaviour”", "“tokenizer” is written “tokeniser”"],
    ),
    ("spelling", "It occured twice.", ["“occured” is written “occurred”"]),
    ("spelling", "A program of that size, resized, is licensed.", []),
    ("spelling", "In `optimize()` and [the optimizer](https://example.org/optimize), $x_{behavior}$.", []),
    ("spelling", "It is pre-training.", ["“pre-training” is written “pretraining, pretrained” on this site"]),
    # repeated-word
    ("repeated-word", "It is the\nthe end.", ["“the” stands twice"]),
    (
        "repeated-word",
        "The fact that that is so. A a is not a word. Word `word`. Ends here.\n\nHere begins another.",
        [],
    ),
    # hype
    ("hype", "A powerful idea.", ["“powerful” says nothing that a number or a fact would not"]),
    ("hype", "A power law of the powerless.", []),
    # missing-alternative
    ("missing-alternative", "![](x.png)", ["the image has no alternative text", "the page has no figure"]),
    (
        "missing-alternative",
        '<figure class="figure" markdown="0">\n--8<-- "attention.svg"\n</figure>',
        ["the figure has no caption"],
    ),
    (
        "missing-alternative",
        '<figure class="figure" markdown="0">\n--8<-- "attention.svg"\n<figcaption>One row.</figcaption>\n</figure>',
        [],
    ),
    # wrong-claim
    (
        "wrong-claim",
        "Doubling the\ncompute lowers the loss by 10%.",
        ["“Doubling the compute lowers the loss by 10%” reads like a claim that is wrong"],
    ),
    ("wrong-claim", "**“Doubling compute lowers loss by 10%.”** By 3.4%.", []),
    # notation
    (
        "notation",
        "With $\\pi_{ref}$ and $\\pi_{\\mathrm{ref}}$.",
        ["“\\pi_{ref}” is written “\\pi_{\\mathrm{ref}}” on this site"],
    ),
    ("notation", "In code: `$\\pi_{ref}$`.", []),
    # heading-structure
    ("heading-structure", f"## The idea\n\nText.\n\n{PARTS}{REST}", []),
    (
        "heading-structure",
        f"## The idea\n\n#### Deep\n\n{PARTS}{REST}",
        ["a heading of level 4 stands below one of level 2"],
    ),
    (
        "heading-structure",
        f"## The idea\n\n{REST}{PARTS}",
        ["the part “Check yourself” comes too early", "the part “Papers” comes too early"],
    ),
    (
        "heading-structure",
        f"## The idea\n\n{REST}",
        [
            f"the part “{part}” is missing"
            for part in ("A worked example", "Common misunderstandings", "Where it is used and what it costs")
        ],
    ),
    (
        "heading-structure",
        f"## What People Think\n\n{PARTS}{REST}",
        ["“What People Think” is in title case; only its first word has a capital"],
    ),
    ("heading-structure", f"{PARTS}{REST}", ["the idea has no heading of its own before the worked example"]),
    (
        "heading-structure",
        f"# Attention\n\n## The idea\n\n{PARTS}{REST}",
        ["the title is written in the head, so that no heading is of the first level"],
    ),
]


@pytest.mark.parametrize(("check", "text", "messages"), CASES)
def test_what_a_check_finds_on_a_page(check: str, text: str, messages: list[str], tmp_path: Path) -> None:
    lines = found(site_of({PAGE: ATTENTION + text}, tmp_path), check)
    assert sorted(line.split(": ", 1)[1] for line in lines) == sorted(messages)


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    path = (
        "title: First\ndescription: A behavior.\nsteps:\n  - slug: attention\n"
        "    commentary: |\n      Begin here, and\n      optimize nothing.\n"
    )
    page = "---\ntitle: Attention\nsummary: Its behavior.\n---\n\nOne line.\n\nAnother behavior.\n"
    assert found(site_of({PAGE: page, "paths/first.yml": path}, tmp_path), "spelling") == [
        "docs/concepts/attention.md:3:14: “behavior” is written “behaviour”",
        "docs/concepts/attention.md:8:9: “behavior” is written “behaviour”",
        "paths/first.yml:2:16: “behavior” is written “behaviour”",
        "paths/first.yml:7:7: “optimize” is written “optimise”",
    ]


def test_the_title_of_a_work_keeps_its_spelling(tmp_path: Path) -> None:
    paper = "---\ntitle: To summarize behavior\nauthors: [A]\n---\n\nIn To\nsummarize behavior it says more.\n"
    assert found(site_of({"docs/papers/learning.md": paper}, tmp_path), "spelling") == []


MENTIONS = {
    PAGE: ATTENTION + "The page itself: attention.\n",
    "docs/concepts/flash-attention.md": "---\ntitle: Flash Attention\naliases: [fast-attention]\n---\n\n{text}\n",
    "docs/papers/first.md": "---\ntitle: 'BERT: Pre-training of something'\n---\n\n",
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It is attention, then attention again.", ["attention"]),
        ("It is [attention](attention.md), then attention again.", []),
        ("It is Attention, before [attention](attention.md).", ["Attention"]),
        ("## Attention\n\n`attention` and $attention$ and inattention and [an attention](https://example.org).", []),
        ('??? question "What is attention?"\n\n    See [there](attention.md).', []),
        ("**“Attention is all.”** It is not.", []),
        ("Since BERT, and not Bert.", ["BERT"]),
        ("<figure>\n<figcaption>Attention.</figcaption>\n</figure>", []),
        ("Since [the first](../papers/first.md#x) BERT.", []),
        ("Flash Attention, or fast attention, is this page.", []),
    ],
)
def test_the_first_mention_of_a_page_is_a_link(text: str, names: list[str], tmp_path: Path) -> None:
    files = {name: content.replace("{text}", text) for name, content in MENTIONS.items()}
    lines = [line for line in found(site_of(files, tmp_path), "unlinked-mention") if "flash" in line]
    assert [line.split("“")[1].split("”")[0] for line in lines] == names


def test_a_link_to_any_page_of_a_name_will_do(tmp_path: Path) -> None:
    files = {
        "docs/concepts/lora.md": "---\ntitle: LoRA\n---\n\nText.\n",
        "docs/papers/lora-low-rank-adaptation.md": "---\ntitle: 'LoRA: Low-Rank'\n---\n\nText.\n",
        PAGE: ATTENTION + "By [the paper](../papers/lora-low-rank-adaptation.md), LoRA.\n",
    }
    assert found(site_of(files, tmp_path), "unlinked-mention") == []


def test_shared_runs(tmp_path: Path) -> None:
    run = "one two three four five six seven eight"
    files = {
        "docs/concepts/a.md": f"---\ntitle: A\n---\n\nBefore: {run} nine.\n\nAgain: {run}.\n",
        "docs/concepts/b.md": "---\ntitle: B\n---\n\nNow *One* two, three\nfour five six seven eight nine, and more.\n",
        "docs/concepts/c.md": f"---\ntitle: C\n---\n\n`{run}`\n\none two three four\n\nfive six seven eight\n",
        "docs/concepts/d.md": "---\ntitle: D\n---\n\nA fact of ten words is what stands in here.\n",
    }
    site = site_of(files, tmp_path, {"facts.yaml": "- fact: A fact of ten words is what stands in there.\n"})
    assert found(site, "shared-run") == [
        "docs/concepts/b.md:5:6: “One* two, three four five six seven eight nine” stands elsewhere too",
        "docs/concepts/d.md:5:1: “A fact of ten words is what stands in” stands elsewhere too",
    ]


def test_a_run_of_names_is_no_shared_run(tmp_path: Path) -> None:
    def runs(text: str) -> list[str]:
        files = {f"docs/concepts/{name}.md": f"---\ntitle: {name}\n---\n\n{text}\n" for name in "ab"}
        return found(site_of(files, tmp_path), "shared-run")

    assert runs("the method reinforcement learning from human feedback is used here too") == []
    assert len(runs("we use the method reinforcement learning from human feedback here, and also elsewhere")) == 1


def test_measures_are_for_information(tmp_path: Path) -> None:
    site = site_of({PAGE: ATTENTION + "word " * 50 + "end.\n"}, tmp_path)
    assert [line.split(": ", 1)[1] for line in found(site, "measure")] == [
        "51 words of prose; concept pages have 600 to 1300",
        "a sentence of 51 words",
    ]
    assert {str(each.severity) for each in review(site, ["measure"], ())} == {"info"}


def test_what_is_allowed_is_left_out_and_what_is_allowed_for_nothing_is_named(tmp_path: Path) -> None:
    site = site_of({PAGE: ATTENTION + "A powerful and amazing idea.\n"}, tmp_path)
    exceptions = [
        Allowed("hype", PAGE, "powerful", "for the test", 3),
        Allowed("hype", PAGE, "seminal", "for nothing", 7),
    ]
    said = review(site, ["hype"], exceptions)
    assert [(each.rule, each.finding.message, each.finding.span.line) for each in said] == [
        ("hype", "“amazing” says nothing that a number or a fact would not", 6),
        ("allowed", f"hype finds nothing in {PAGE} that says 'seminal'", 7),
    ]


def test_each_entry_of_what_is_allowed_knows_its_line() -> None:
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    entries = allowed()
    assert entries
    assert [lines[entry.line - 1] for entry in entries] == [f"- check: {entry.check}" for entry in entries]


@pytest.mark.parametrize("arguments", [["--check", "speling"], ["docs/no-such-page.md"]])
def test_what_does_not_exist_is_not_taken_for_clean(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert arguments[-1] in done.stderr


def test_what_is_allowed_for_facts_is_not_named_without_them(tmp_path: Path) -> None:
    exceptions = [Allowed("shared-run", PAGE, "a run", "for the test", 1)]
    assert review(site_of({PAGE: ATTENTION}, tmp_path), (), exceptions) == review(
        site_of({PAGE: ATTENTION}, tmp_path), (), ()
    )
    with_facts = site_of({PAGE: ATTENTION}, tmp_path, {"facts.yaml": "a fact"})
    assert [each.rule for each in review(with_facts, ["shared-run"], exceptions)] == ["allowed"]


def test_every_check_says_how_bad_it_is_and_what_it_is_about() -> None:
    for name, module in registry.load_all(checks).items():
        assert module.SEVERITY, name
        assert (module.__doc__ or "").strip().endswith("."), name


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "the ",
                "attention",
                "\n",
                "\n\n",
                "# ",
                "[",
                "](",
                "attention.md",
                ")",
                "$",
                "`",
                "<figure>",
                "**“",
                "”**",
                "8",
                "|",
                "￼",
                "é",
                "optimize ",
            ]
        ),
        max_size=60,
    )
)
def test_any_text_can_be_read(tmp_path: Path, pieces: list[str]) -> None:
    text = ATTENTION + "".join(pieces)
    site = site_of({PAGE: text, "docs/concepts/flash.md": text.replace("Attention", "Flash")}, tmp_path)
    lines = text.split("\n")
    for each in review(site, (), ()):
        span = each.finding.span
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1


@pytest.mark.parametrize(
    "piece", ["attention ", "**“a ", "[a](", "<figure>", "the\n", "$a ", "## A\n", "one two three "]
)
def test_the_time_is_linear(tmp_path: Path, piece: str) -> None:
    def seconds(times: int) -> float:
        site = site_of({PAGE: ATTENTION + piece * times}, tmp_path)
        start = perf_counter()
        review(site, (), ())
        return perf_counter() - start

    seconds(10)
    assert seconds(8_000) < 40 * max(seconds(1_000), 0.05)
