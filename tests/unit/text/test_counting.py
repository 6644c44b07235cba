"""Sentences as curators write them: what counts steps, and what only looks like it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_paths.text.counting import Noun, Sort, Use, counts

NOUNS = [
    Noun("step", "steps", Use.STEP, 16),
    Noun("page", "pages", Use.PAGE, 16),
    Noun("paper", "papers", Use.WORK, 9),
    Noun("reading", "readings", Use.WORK, 16),
    Noun("concept", "concepts", Use.IDEA, 7),
    Noun("side project", "side projects", Use.IDEA, 0),
]

# What is told stands in brackets.
COUNTING = """
[The previous three steps] built the parts.
In [step 5] you saw how the loss falls.
In [step 5] the loss is shown for three sizes.
[The next two pages] make it concrete.
This is [the last of the four papers].
You are [halfway through this path].
You are now [halfway].
We're [half-way] there.
This page stands [halfway through this path].
As [the third paper] showed, data is not everything.
Go back to [step 3] and compare the curves.
[Steps 3 to 5] are about data.
See [steps 2, 7 and 9] again.
See [steps 3-5] again.
After [step 12] the subject changes.
[Step 4 of 16], and the last easy one.
[The next two papers] attack the problem from the other side.
[The last three papers] disagreed about this.
[The first two papers] set the scene.
Together, [these three papers] settled the question.
[Three papers ago] this was a conjecture.
[Two pages to go].
Only [four steps remain].
[Two more papers], and you know the field.
It is [the third step of this path].
[The second page on this path] explains the softmax.
They are [all nine papers].
It is [the first of two pages] on attention.
Look at [the next **two** pages] for more.
Look at [the next two] [pages](x.md) for more.
Look at the previous page, and at [the next
two pages] for more.
See [step 5](../concepts/x.md) for the reason.
[The preceding 4 steps] are the hard part.
[The next two concepts] are made of this one.
By [step nine] you will be able to read it all.
We come back to it in [step ten].
[The following three papers] are about alignment.
[The other two papers of this stage] go further.
The others of [this stage's three pages] are shorter.
You have reached [the halfway point of this path].
[This path's sixteen steps] are worth it.
[The sixteen steps of this path] are worth it.
The [path has sixteen steps].
Since [the second paper] argued the opposite, read on.
Skip to [step 9] if you know PPO.
Like [step 2], this page is short.
[The previous two papers] and this one agree.
It is what [the next five pages] are for.
The softmax ([step 4]) returns here.
They are [the last two of the five papers].
You met it [two steps ago].
You read about it in [the second paper].
Keep it in mind for [the next three readings].
It is [step 17 of this path].
[The first three steps of this path] are easy.
You have read [the last two pages] with a pencil.
[The next twenty-one pages] are optional.
[The previous three steps](a.md) are done.
The loss of [step 5]: a straight line.
[This second paper] is shorter.
[The fifth and last paper] is the shortest.
[Step 5] showed the training loop.
It is stronger, as [the second paper] points out.
See [step 5] for the algorithm.
[Ten papers later], it looks obvious.
We are [three papers in].
[Two pages follow].
It is the first of [the next two pages].
[The *next two papers]* go on.
It comes back [twenty-one pages from here].
""".replace("[the next two] [pages](x.md)", "[the next two pages]").replace("[step 5](../concepts/x.md)", "[step 5]")

ABOUT_THE_PATH = """
[Eight papers] that made language models useful.
[Nine papers], from GPT-2 to R1.
From a budget to a product [in sixteen steps].
A [path in eight steps] through alignment.
[The nine papers] were written within five years.
[All sixteen pages] are short.
Summarise [these nine papers].
"""

NOT_COUNTING = """
Note the three losses, and the two matrices.
Step 2 of the algorithm is the expensive one.
It is the second step of gradient descent.
This is step 3 of the paper's pipeline.
After 500 steps the loss is flat.
It takes four steps of gradient descent.
Take it one step at a time.
The next step is to make it fast.
The next pages are about alignment.
The previous page left one question open.
This paper argues for a thousand.
Keep the two stages apart as you read.
It was the first paper to show it.
The authors' previous three papers do not say so.
Their last two papers say more.
It compares two papers by Kaplan and Hoffmann.
Read the first ten pages, and the conclusion.
The proof is on page 3 of the paper, and again on pages 4–6 of the appendix.
These two concepts are often confused.
It works in three steps: collect, train, optimise.
Step 1 collects demonstrations, step 2 trains a reward model and step 3 runs PPO.
Let it think step by step.
Write `in step 5` into the prompt.
The [loop](../guide/step-5.md "step 5") is short.
The <a href="step 5" title="step 5">loop</a> is short.
The <!-- in step 5 --> loop is short.
The loss spikes at step 1000.
At step 5 the sampler stops.
It is two steps back for every step ahead.
RLHF has three steps, and four models.
It stands halfway between the two losses.
The rule stops halfway. Halfway through training, the loss falls.
You are halfway between the two.
The long second half is about alignment.
Its step 2 is the expensive one, and the paper's step 3 the cheap one.
See Algorithm 1, step 4.
See step 2 in Figure 3.
A path with one step is a page.
Around the same time as the second paper was published, others had the idea.
The reward model is trained (step 1), then the policy (step 2).
People rank the answers for a reward model (step 2). In the end it is maximised (step three).
The second paper of the authors goes further, and so does a second paper from the same laboratory.
Both papers agree.
It is a 2-step process, and a two-step procedure.
It is a 16-page paper with a two-page summary.
Five pages of proofs follow.
It is one of the four papers that Smolin answers.
The last step of the proof is the hard one.
The first two steps are those of RLHF.
The third step is to compare.
Nobody reads 3 papers a week, and the 3,000 papers of a conference.
See the following two papers: Kaplan and Hoffmann.
It needs twenty steps of denoising.
Take ten steps of size 0.1.
Step 2.5 is a detour. Step 3a is another.
See section 3, pages 12 and 13.
Another 100 papers cite it.
It predicts the next two tokens from the previous four tokens.
They were needed for the two later stages.
It takes $5$ steps, and $k$ more steps.
The time step 3 is the last.
The proof takes two pages.
The first two pages of the report say what is left out.
The first two papers that used it were ignored.
The first three pages are enough.
The next three steps of PPO are the same.
Each of the three steps is a matrix product.
In the second step, the model is frozen.
The next two steps of the pipeline are cheap.
A second paper, the third in the series, came later.
Step one is to collect data.
Step 3: collect data.
- Step 2: train.
The first of these papers is short.
It cites two papers and one book.
The method has 12 steps in its pseudocode.
He took the last three steps with a colleague.
All three losses fall. All of the four matrices are square.
The next 2% pages.
The next two OpenAI papers say less.
Two papers on the same subject appeared in the same week.
""".replace("The next two OpenAI papers say less.\n", "The last two OpenAI papers say less.\n")

OTHER_LANGUAGES = """
In Schritt 5 haben Sie gesehen, wie der Verlust fällt. Die nächsten zwei Seiten und die letzten drei Papiere.
À l'étape 5, les trois pages précédentes et les deux articles suivants. Vous êtes à mi-chemin.
En el paso 5, las tres páginas anteriores y los dos artículos siguientes.
På sida 5 och i steg 3, de två nästa stegen.
На шаге 5, предыдущие три страницы.
第5步,接下来的两页。前の3つのステップ。
चरण 5 में, पिछले तीन पृष्ठ।
"""


def told(sentence: str, *, about_path: bool = False) -> list[str]:
    return [sentence[count.start : count.end] for count in counts(sentence, NOUNS, about_path=about_path)]


def sentences(text: str) -> list[str]:
    return text.strip().replace("the next\ntwo", "the next\0two").split("\n")


def plain(marked: str) -> tuple[str, list[str]]:
    """Return a sentence without its marks, and what stood between them."""
    marked = marked.replace("\0", "\n")
    inside = [part.split("]")[0] for part in marked.split("[")[1:]]
    return marked.replace("[", "").replace("]", ""), inside


@pytest.mark.parametrize("marked", sentences(COUNTING))
def test_what_counts_is_told(marked: str) -> None:
    sentence, inside = plain(marked)
    assert told(sentence) == inside


@pytest.mark.parametrize("marked", sentences(ABOUT_THE_PATH))
def test_a_text_about_the_path_counts_its_steps(marked: str) -> None:
    sentence, inside = plain(marked)
    assert told(sentence, about_path=True) == inside


@pytest.mark.parametrize("sentence", sentences(NOT_COUNTING))
def test_what_does_not_count_is_passed_over(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize("sentence", sentences(OTHER_LANGUAGES))
def test_other_languages_are_passed_over(sentence: str) -> None:
    assert told(sentence) == []


def test_there_are_enough_sentences() -> None:
    assert len(sentences(COUNTING)) > 50
    assert len(sentences(NOT_COUNTING)) > 60


def said(sentence: str, *, about_path: bool = False) -> list[tuple[Sort, int | None, str]]:
    found = counts(sentence, NOUNS, about_path=about_path)
    return [(count.sort, count.number, count.noun.singular) for count in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("See step 5.", (Sort.NUMBER, 5, "step")),
        ("See step twelve.", (Sort.NUMBER, 12, "step")),
        ("See steps 3 to 5.", (Sort.NUMBER, None, "step")),
        ("It is the third step of this path.", (Sort.NUMBER, 3, "step")),
        ("As the third paper showed.", (Sort.NUMBER, None, "paper")),
        ("It is for the next twenty-one pages.", (Sort.SOME, 21, "page")),
        ("This path's sixteen steps.", (Sort.ALL, 16, "step")),
        ("This path's 12 steps.", (Sort.ALL, 12, "step")),
        ("This path has twelve short steps.", (Sort.SOME, 12, "step")),
        ("The three pages of this stage.", (Sort.SOME, 3, "page")),
        ("The next two side projects.", (Sort.SOME, 2, "side project")),
        ("You are halfway.", (Sort.HALF, None, "step")),
    ],
)
def test_what_a_phrase_says(sentence: str, expected: tuple[Sort, int | None, str]) -> None:
    assert said(sentence) == [expected]


def test_a_number_that_is_nobody_s_count_is_told_in_a_text_about_the_path() -> None:
    assert said("From a budget to a product in twelve steps.", about_path=True) == [(Sort.ALL, 12, "step")]
    assert said("RLHF in three steps.", about_path=True) == []


def test_where_it_is_not_known_how_many_there_are_no_number_is_the_right_one() -> None:
    nouns = [Noun("step", "steps", Use.STEP, 16), Noun("paper", "papers", Use.WORK, None)]
    assert [count.noun.total for count in counts("All nine papers.", nouns)] == [None]
    assert list(counts("Somebody wrote nine papers.", nouns, about_path=True)) == []


PARTS = st.sampled_from(
    "the next last two step steps 5 12 of this path paper papers pages in You are halfway a: . , \n \n\n [ ] ( ](x) ` "
    "`a` ** $x$ <b> — first third all sixteen ago to go left 's see showed \ufffc https://x.y/z".split(" ")
)


@given(st.lists(PARTS, max_size=30).map(" ".join) | st.text(max_size=80), st.booleans())
def test_phrases_lie_in_the_text_one_behind_the_other(text: str, about_path: bool) -> None:
    end = 0
    for count in counts(text, NOUNS, about_path=about_path):
        assert end <= count.start < count.end <= len(text)
        assert not text[count.start].isspace()
        assert not text[count.end - 1].isspace()
        end = count.end


# Each is repeated to 60,000 characters: what takes the square of that needs minutes. No time is compared.
HOSTILE = [
    "step ", "step 5 ", "step 5, ", "steps 5 and ", "two ", "the next two ", "next ", "half-", "the next two pages ",
    "one page ", "a two b page ", "the third ", "all the 3 ", "path of ", "path ", "you are ", "*", "the first of the ",
    "](", "[a](b", "$a ", "$$a", "<a ", "https://", "3 ", "step\n", "the next 2 papers, ", "You have ",
    "step 1 step 2 ",
]  # fmt: skip
PROGRAM = """
import sys
from learning_paths.text.counting import Noun, Use, counts
nouns = [Noun("step", "steps", Use.STEP, 16), Noun("page", "pages", Use.PAGE, 16), Noun("paper", "papers", Use.WORK, 9)]
for part in sys.stdin.read().split("\\x00"):
    text = part * (60_000 // len(part)) + " the next two papers"
    for about_path in (False, True):
        assert sum(1 for _ in counts(text, nouns, about_path=about_path)) >= 0
print("all read")
"""


def test_hostile_texts_take_no_more_than_linear_time() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input="\x00".join(HOSTILE),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (run.stdout.strip(), run.stderr) == ("all read", "")
