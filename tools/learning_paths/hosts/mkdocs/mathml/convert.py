"""From the LaTeX of one formula to its MathML."""

from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from latex2mathml.converter import Converter

from learning_paths.hosts.mkdocs.mathml.allowed import check
from learning_paths.hosts.mkdocs.mathml.leaves import read_leaves
from learning_paths.hosts.mkdocs.mathml.shape import shape
from learning_paths.hosts.mkdocs.mathml.source import FormulaError, prepare
from learning_paths.hosts.mkdocs.mathml.spacing import space
from learning_paths.hosts.mkdocs.mathml.width import width


class Formula(NamedTuple):
    """A converted formula: its MathML, and a rough width in units of the font size."""

    mathml: str
    width: float


@lru_cache(maxsize=4096)
def convert(latex: str, display: bool = False, annotate: bool = True) -> Formula:
    """Convert LaTeX into MathML.

    Set `display` for a formula on a line of its own. `annotate` keeps the LaTeX beside the MathML, which is what
    readers get when they copy. Raise FormulaError, with the reason, for a formula that cannot be converted.
    """
    source = latex.strip()
    prepared = prepare(source)
    try:
        row = Converter(display="block" if display else "inline").convert_to_element(prepared)[0]
        read_leaves(row)
        shape(row)
        space(row)
        check(row)
    except FormulaError:
        raise
    except Exception as error:
        # latex2mathml raises many kinds of errors for LaTeX that it cannot read, some of them by accident; none of
        # them may end the build of a whole site.
        raise FormulaError(f"latex2mathml stopped with {type(error).__name__}") from error
    math = Element("math", {"display": "block"} if display else {})
    if annotate:
        semantics = SubElement(math, "semantics")
        semantics.append(row)
        # Search would find every symbol twice otherwise.
        attributes = {"encoding": "application/x-tex", "data-search-exclude": ""}
        SubElement(semantics, "annotation", attributes).text = source
    else:
        math.append(row)
    return Formula(ElementTree.tostring(math, encoding="unicode", short_empty_elements=False), width(row))
