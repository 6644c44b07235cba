"""Search in pages of this site, measured with questions.

python retrieval_over_this_site.py                measures three searches
python retrieval_over_this_site.py "a question"   finds three passages
python retrieval_over_this_site.py --pages DIR    searches in its files

Needs site-passages.jsonl and site-questions.jsonl beside it.
"""

import argparse
import json
import math
import re
import textwrap
from collections import Counter
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


# --8<-- [start:cut]
def passages_of(page, text, most=150):
    """Yield passages: paragraphs under one heading, up to so many words."""
    text = re.sub(
        r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL
    )  # the head
    text = re.sub(
        r"^```.*?^```$|^<figure.*?^</figure>$|^\$\$.*?^\$\$$",
        "",
        text,
        flags=re.DOTALL | re.MULTILINE,
    )
    text = re.sub(
        r"^\?\?\? \w+ ", "", text, flags=re.MULTILINE
    )  # what marks a question
    for number, section in enumerate(
        re.split(r"^## +", text, flags=re.MULTILINE)
    ):
        heading, _, body = (
            section.partition("\n") if number else ("", "", section)
        )
        paragraphs = [
            " ".join(part.split())
            for part in body.split("\n\n")
            if part.strip()
        ]
        gathered = []
        for place, paragraph in enumerate(paragraphs):
            gathered.append(paragraph)
            following = (
                paragraphs[place + 1] if place + 1 < len(paragraphs) else ""
            )
            if (
                not following
                or len(" ".join([*gathered, following]).split()) > most
            ):
                yield {
                    "page": page,
                    "heading": heading,
                    "text": " ".join(gathered),
                }
                gathered = []


# --8<-- [end:cut]


def words(text):
    """Return the words of a text, without the commonest endings."""
    found = re.findall(
        r"[a-z0-9]+", re.sub(r"\]\([^)]*\)", "]", text.lower())
    )
    return [
        re.sub(r"(?<=\w{3})(ing|ies|ed|es|s|y|e)$", "", word)
        for word in found
    ]


# --8<-- [start:bm25]
class BM25:
    """Search by words: rare ones count more, further mentions less."""

    def __init__(self, texts, k1=1.2, b=0.75):
        self.counts = [Counter(words(text)) for text in texts]
        lengths = np.array([sum(count.values()) for count in self.counts])
        self.norm = k1 * (1 - b + b * lengths / lengths.mean())
        self.k1 = k1
        having = Counter(word for count in self.counts for word in count)
        self.rarity = {
            word: math.log(1 + (len(texts) - n + 0.5) / (n + 0.5))
            for word, n in having.items()
        }

    def scores(self, question):
        """Return one number for each text."""
        total = np.zeros(len(self.counts))
        for word in set(words(question)) & self.rarity.keys():
            count = np.array([counts[word] for counts in self.counts])
            total += (
                self.rarity[word]
                * count
                * (self.k1 + 1)
                / (count + self.norm)
            )
        return total


# --8<-- [end:bm25]


# --8<-- [start:vectors]
class Vectors:
    """Search by vectors, in which words that occur together are near."""

    def __init__(self, texts, size=80):
        counts = [Counter(words(text)) for text in texts]
        having = Counter(word for count in counts for word in count)
        self.columns = {
            word: place for place, word in enumerate(sorted(having))
        }
        self.rarity = np.array(
            [math.log(len(texts) / having[word]) for word in self.columns]
        )
        table = np.stack([self.weigh(count) for count in counts])
        _, _, directions = np.linalg.svd(table, full_matrices=False)
        self.directions = directions[:size].T
        self.vectors = unit(table @ self.directions)

    def weigh(self, counts):
        """Return one row: how often each word occurs, times its rarity."""
        row = np.zeros(len(self.columns))
        for word, count in counts.items():
            if word in self.columns:
                row[self.columns[word]] = 1 + math.log(count)
        return unit(row * self.rarity)

    def scores(self, question):
        """Return the cosine with each text."""
        return self.vectors @ unit(
            self.weigh(Counter(words(question))) @ self.directions
        )


# --8<-- [end:vectors]


def unit(x):
    """Return rows of length one; a row of zeros stays."""
    length = np.linalg.norm(x, axis=-1, keepdims=True)
    return x / np.where(length > 0, length, 1)


# --8<-- [start:both]
class Both:
    """Two searches in one: what stands high in either list stands high."""

    def __init__(self, *searches):
        self.searches = searches

    def scores(self, question):
        """Return the sum of 1 / (60 + rank) over the searches."""
        total = 0
        for search in self.searches:
            order = np.argsort(-search.scores(question), kind="stable")
            rank = np.empty(len(order))
            rank[order] = np.arange(1, len(order) + 1)
            total = total + 1 / (60 + rank)
        return total


# --8<-- [end:both]


class Chance:
    """Search without looking: what any other has to be compared with."""

    def __init__(self, texts, seed=1):
        self.rng, self.count = np.random.default_rng(seed), len(texts)

    def scores(self, question):
        """Return random numbers."""
        return self.rng.random(self.count)


def best_pages(scores, passages):
    """Return the pages in the order of their best passage."""
    order = np.argsort(-scores, kind="stable")
    return list(dict.fromkeys(passages[place]["page"] for place in order))


# --8<-- [start:recall]
def recall(search, passages, questions, k):
    """Return the share of questions whose page is among the first k."""
    hits = [
        asked["page"]
        in best_pages(search.scores(asked["question"]), passages)[:k]
        for asked in questions
    ]
    return sum(hits) / len(hits)


# --8<-- [end:recall]


def read_lines(name):
    """Return what a file of JSON lines holds."""
    return [
        json.loads(line)
        for line in (HERE / name).read_text(encoding="utf-8").splitlines()
    ]


def main():
    """Measure, or answer a question."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("question", nargs="?")
    parser.add_argument(
        "--pages",
        metavar="DIR",
        type=Path,
        help="a folder of Markdown files",
    )
    choices = parser.parse_args()

    if choices.pages:
        files = sorted(choices.pages.glob("*.md"))
        passages = [
            each
            for file in files
            for each in passages_of(
                file.stem, file.read_text(encoding="utf-8")
            )
        ]
    else:
        passages = read_lines("site-passages.jsonl")
    texts = [
        f"{each['page'].replace('-', ' ')} {each['heading']} {each['text']}"
        for each in passages
    ]
    by_words, by_vectors = BM25(texts), Vectors(texts)
    both = Both(by_words, by_vectors)

    if choices.question:
        scores = both.scores(choices.question)
        for place in np.argsort(-scores, kind="stable")[:3]:
            passage = passages[place]
            print(f"{passage['page']}, {passage['heading'] or 'opening'}:")
            print(
                textwrap.indent(
                    textwrap.fill(passage["text"][:200], 72), "  "
                )
            )
        return

    questions = read_lines("site-questions.jsonl")
    pages = {each["page"] for each in passages}
    print(
        f"{len(passages)} passages of {len(pages)} pages, {len(questions)} questions"
    )
    for wording in ("in the page's words", "in other words"):
        asked = [each for each in questions if each["wording"] == wording]
        print(
            f"\n{wording + f' ({len(asked)})':26}  first  among 3  among 5"
        )
        for name, search in (
            ("chance", Chance(texts)),
            ("words (BM25)", by_words),
            ("vectors", by_vectors),
            ("both", both),
        ):
            shares = [recall(search, passages, asked, k) for k in (1, 3, 5)]
            print(
                f"{name:26}  {shares[0]:5.0%}  {shares[1]:7.0%}  {shares[2]:7.0%}"
            )


if __name__ == "__main__":
    main()
