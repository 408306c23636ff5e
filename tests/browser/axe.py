"""axe-core, the accessibility checker, run in a page of the site.

It is a file from the npm registry and no part of the environment: `npm install --no-save axe-core@4.14.1` in the root of
the checkout brings it (node_modules/ is not kept), or AXE names where it is.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

SOURCE = Path(os.environ.get("AXE") or Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js")
GRAVE = ("serious", "critical")
# Rules that axe keeps switched off because they are new: the visible words of a control must be in its name.
MORE = {"label-content-name-mismatch": {"enabled": True}}
RUN = """async ([within, rules]) => {
    const found = await axe.run(within ? [within] : document, {rules, resultTypes: ["violations"]});
    return found.violations.flatMap(({id, impact, nodes}) =>
        nodes.map((node) => [impact, `${id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`]));
}"""

needs_axe = pytest.mark.skipif(
    not SOURCE.exists(), reason=f"axe-core is not here: {SOURCE.name} (see tests/browser/axe.py)"
)


def grave_findings(page: Page, within: str = "") -> list[str]:
    """What axe calls serious or critical in the page as it stands, or in the part that the selector names."""
    return sorted(words for impact, words in _run(page, within) if impact in GRAVE)


def findings(page: Page, within: str = "") -> list[str]:
    """The same, of any weight."""
    return sorted(f"{impact}: {words}" for impact, words in _run(page, within))


def _run(page: Page, within: str) -> list[tuple[str, str]]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8") + "; 0")
    return [(impact, words) for impact, words in page.evaluate(RUN, [within, MORE])]
