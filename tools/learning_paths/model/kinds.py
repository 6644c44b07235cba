"""Kinds of pages: concept, paper, and a site's own."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of page.

    ``folder`` is where its pages live, relative to the docs folder, with forward slashes. ``label`` names one page of
    the kind for readers, ``plural`` the list of all of them; where they are empty, the words of the interface have
    them. ``about`` is what stands at the top of that list.
    """

    name: str
    folder: str
    label: str = ""
    plural: str = ""
    cited: bool = False
    """Whether its pages are works of others that are cited: they have authors, a year and a venue."""
    about: str = ""

    @property
    def noun(self) -> str:
        """What the kind is called in messages to curators, which are in English whatever the site's language is."""
        return _in_a_sentence(self.label or self.name)

    @property
    def nouns(self) -> str:
        """What several pages of the kind are called in messages."""
        return _in_a_sentence(self.plural or f"{self.name}s")

    @property
    def index(self) -> str:  # type: ignore[override] # nobody asks a kind where in it something stands
        """The page that lists all pages of the kind, relative to the docs folder."""
        return f"{self.folder}/index.md"


def _in_a_sentence(label: str) -> str:
    # What has capitals inside of a word, such as JavaScript or API, is a name and keeps them.
    return " ".join(word.lower() if word[1:].islower() else word for word in label.split(" "))


BUILT_IN = (
    Kind("concept", "concepts"),
    Kind("paper", "papers", cited=True),
)
"""The kinds that every site has, whether or not it has pages of them."""
