"""Every number in a table of a concept or paper page traces to a recorded source, or is computed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.content.table_numbers import RECORDS, faults, miscalculated, read_record, table_numbers, untraced, unused

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {page.stem: page for folder in ("concepts", "papers") for page in DOCS.glob(f"{folder}/*.md")}


def test_each_record_is_that_of_a_page() -> None:
    assert {path.stem for path in RECORDS.glob("*.yml")} <= PAGES.keys()


@pytest.mark.parametrize("slug", PAGES)
def test_the_numbers_of_a_page_have_sources(slug: str) -> None:
    text, record = PAGES[slug].read_text(encoding="utf-8"), read_record(slug)
    assert faults(record) == []
    assert untraced(text, record) == []
    assert unused(text, record) == []
    assert miscalculated(record) == []


TABLE = """
| Model and length | [GPT-3 175B](x.md) | Share |
| --- | ---: | ---: |
| GPT-2, 2,048 tokens | 142 | 29% |
| $L/2$ of it | $3 \\times 10^{23}$ | 1.5B |

```text
| in code | 99 |
```
"""


def test_which_numbers_count() -> None:
    assert list(table_numbers(TABLE)) == ["2,048", "142", "29%", "3 × 10^23", "1.5B"]


def source(*says: str) -> list[dict[str, Any]]:
    return [{"source": "a paper", "seen": "paper", "says": list(says)}]


def test_a_number_that_no_source_has_is_found() -> None:
    assert untraced(TABLE, source("2048: 142 and 3e23", "1.4B, 29")) == ["1.5B"]
    assert untraced(TABLE, source("2048: 142 and 3e23", "1.5 billion, 0.288")) == []
    assert untraced(TABLE, source("2048: 143 and 3e23", "1.5 billion, 29")) == ["142"]


def test_what_is_computed_must_come_out() -> None:
    record = [{"computed": ["29% = 220 / 170 - 1", "30 = (220 / 170 - 1) * 100"]}]
    assert miscalculated(record) == ["30 = (220 / 170 - 1) * 100: it is 29.4118"]


def test_what_no_table_uses_is_found() -> None:
    assert unused(TABLE, [*source("142", "143"), {"computed": ["7 = 3 + 4"]}]) == ["143", "7 "]


def test_a_record_has_one_form() -> None:
    assert faults([{"source": "x", "says": []}, {"source": "x", "seen": "memory", "says": []}]) == [
        "entry 1 has source, says",
        "entry 2: seen is memory",
    ]
