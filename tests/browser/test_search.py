"""The search of the theme waits until somebody goes to it, and then works as the theme has it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

PAGE = "concepts/attention/"


class Visit:
    """A page, and what it has asked for of the search."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        context.on("request", lambda request: self.asked.append(request.url))

    @property
    def loaded(self) -> int:
        """How many of the two parts of the search have been asked for: the index and the worker's script."""
        parts = ("search_index.json", "/workers/search.")
        return sum(any(part in url for url in self.asked) for part in parts)

    def open(self, address: str) -> Page:
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture(params=[1280, 360])
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    visit = Visit(context)
    yield visit
    assert visit.faults == []
    context.close()


@pytest.fixture
def wide(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    visit = Visit(context)
    yield visit
    assert visit.faults == []
    context.close()


def result(page: Page, address: str) -> None:
    expect(page.locator(f".md-search-result__link[href*='{address}']").first).to_be_visible()


def test_a_visit_that_does_not_search_loads_none_of_it(visit: Visit, built_site: str) -> None:
    page = visit.open(built_site + PAGE)
    page.keyboard.press("Tab")
    page.mouse.move(200, 500)
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(300)
    assert visit.loaded == 0
    # What was held for the theme's script is as it was for every other script.
    assert page.evaluate("/native code/.test(Worker) && /native code/.test(XMLHttpRequest.prototype.open)")


def test_going_to_the_search_loads_it(visit: Visit, built_site: str) -> None:
    page = visit.open(built_site + PAGE)
    if page.locator(".md-header__button[for=__search]").is_visible():
        page.locator(".md-header__button[for=__search]").click()
    else:
        page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("serv", delay=20)  # before the index is there
    page.wait_for_load_state("networkidle")
    page.keyboard.type("ing", delay=20)
    result(page, "paths/training-to-serving/")
    assert visit.loaded == 2
    expect(page.locator(".md-search__suggest")).to_have_text("serving")
    page.locator(".md-search-result__link[href*='paths/training-to-serving/']").first.click()
    expect(page.locator(".md-content h1")).to_contain_text("From training to serving")
    expect(page.locator(".md-content mark").first).to_have_text("serving", ignore_case=True)


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_key_of_the_theme_loads_it(wide: Visit, built_site: str, key: str) -> None:
    page = wide.open(built_site + PAGE)
    page.keyboard.press(key)
    page.keyboard.type("proximal policy", delay=5)
    result(page, "papers/proximal-policy-optimization/")
    page.keyboard.press("Enter")
    expect(page.locator(".md-content h1")).to_contain_text("Proximal Policy Optimization")


def test_a_pointer_over_the_search_loads_it_ahead(wide: Visit, built_site: str) -> None:
    page = wide.open(built_site + PAGE)
    page.get_by_role("textbox", name="Search").hover()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    assert wide.loaded == 2


def test_an_address_with_words_to_look_for_loads_it(wide: Visit, built_site: str) -> None:
    page = wide.open(built_site + PAGE + "?q=schulman")
    expect(page.get_by_role("textbox", name="Search")).to_have_value("schulman")
    result(page, "papers/proximal-policy-optimization/")


def test_an_address_with_words_to_highlight_loads_it(wide: Visit, built_site: str) -> None:
    page = wide.open(built_site + PAGE + "?h=softmax")
    expect(page.locator(".md-content mark").first).to_have_text("softmax", ignore_case=True)


def test_a_link_with_words_to_highlight_loads_it(wide: Visit, built_site: str) -> None:
    page = wide.open(built_site)
    page.evaluate(
        "address => { const link = document.createElement('a'); link.href = address; link.textContent = 'to it';"
        " document.querySelector('article').prepend(link); window.still = true }",
        f"{built_site}{PAGE}?h=softmax",
    )
    page.get_by_role("link", name="to it").click()
    expect(page.locator(".md-content h1")).to_contain_text("Attention")
    assert page.evaluate("window.still"), "the page was loaded anew"
    expect(page.locator(".md-content mark").first).to_have_text("softmax", ignore_case=True)


def test_the_search_works_after_instant_navigation(wide: Visit, built_site: str) -> None:
    page = wide.open(built_site)
    page.locator(".md-tabs").get_by_role("link", name="Papers").click()
    expect(page.locator(".md-content h1")).to_contain_text("Papers")
    assert wide.loaded == 0
    page.wait_for_timeout(300)  # the theme closes the search a moment after each navigation
    page.get_by_role("textbox", name="Search").fill("schulman")
    result(page, "papers/proximal-policy-optimization/")


def test_other_workers_and_requests_are_not_held_up(browser: Browser, built_site: str) -> None:
    context = browser.new_context()
    page = context.new_page()

    def with_another_script(route: Route) -> None:
        answer = route.fetch()
        script = (
            "<script>new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))).onmessage = "
            "() => { self.heard = 1 }; const request = new XMLHttpRequest(); "
            "request.onload = () => { self.got = request.status }; "
            "request.open('GET', location.href); request.send()</script>"
        )
        text = answer.text()
        bundle = '<script src="../../assets/javascripts/bundle'
        assert bundle in text
        route.fulfill(response=answer, body=text.replace(bundle, script + bundle))

    page.route("**/" + PAGE, with_another_script, times=1)
    page.goto(built_site + PAGE)
    page.wait_for_function("self.heard === 1 && self.got === 200")
    context.close()


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("1706.03762", "papers/attention-is-all-you-need/"),
        ("vaswani", "papers/attention-is-all-you-need/"),
        ("attention", "concepts/attention/"),
        ("tokenization", "concepts/tokenization/"),  # the page says tokenisation; its slug does not
        ("quantization", "concepts/quantization/"),
    ],
)
def test_a_page_is_found_by_what_it_is_looked_for(wide: Visit, built_site: str, words: str, address: str) -> None:
    page = wide.open(f"{built_site}{PAGE}?q={words}")
    result(page, address)
    addresses = page.locator(".md-search-result__item > .md-search-result__link").evaluate_all(
        "links => links.slice(0, 3).map(link => new URL(link.href).pathname)"
    )
    assert any(found.endswith(f"/{address}") for found in addresses), addresses
