"""axe-core, the accessibility checker, run in a page of the site. Its script comes inside a Python package."""

from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page, expect

SOURCE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
# Rules that axe keeps switched off because they are new: the visible words of a control must be in its name.
MORE = {"label-content-name-mismatch": {"enabled": True}}
RUN = """async ([within, rules]) => {
    const found = await axe.run(within ? [within] : document, {rules, resultTypes: ["violations"]});
    return found.violations.flatMap(({id, impact, nodes}) =>
        nodes.map((node) => [impact, `${id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`]));
}"""


def grave_findings(page: Page, within: str = "") -> list[str]:
    """What axe calls serious or critical in the page as it stands, or in the part that the selector names."""
    return sorted(words for impact, words in _run(page, within) if impact in GRAVE)


def findings(page: Page, within: str = "") -> list[str]:
    """The same, of any weight."""
    return sorted(f"{impact}: {words}" for impact, words in _run(page, within))


def findings_at(page: Page, live_server: Any, addresses: Iterable[str]) -> dict[str, list[str]]:
    """Of any weight, for each address, with every fold open."""
    found = {}
    for address in addresses:
        page.goto(live_server.url + address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for details in page.locator("details").all():
            details.locator("summary").click()
        found[address] = findings(page)
    return found


def wider_than_the_window(page: Page, live_server: Any, addresses: Iterable[str], letters: str = "100%") -> list[str]:
    """The addresses whose page has to be pushed sideways, with letters of that size."""
    wider = []
    for address in addresses:
        page.goto(live_server.url + address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", letters)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wider.append(address)
    return wider


def _run(page: Page, within: str) -> list[tuple[str, str]]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE + "; 0")
    return [(impact, words) for impact, words in page.evaluate(RUN, [within, MORE])]
