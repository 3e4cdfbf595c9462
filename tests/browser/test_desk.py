"""The desk in a real Chromium: nothing of what was read ever runs, nobody is kept out, and it is quick to use."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from provenance.config import Config
from tests.browser import chromium

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
AXE = "axe_playwright_python.sync_playwright"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVIL = "</script></textarea></title>'\"><img src=x onerror=pwned=1><script>pwned=1</script>{{7*7}}"
HOSTILE = f"""<!doctype html><html lang="en"><head><title>{EVIL}</title>
<meta name="author" content='{EVIL.replace("'", "&#39;")}'>
<meta property="og:site_name" content="Post &lt;script&gt;pwned=1&lt;/script&gt;">
<link rel="canonical" href="javascript:pwned=1"><script type="application/ld+json">{{"@type": "NewsArticle",
"headline": "<img src=x onerror=pwned=1>", "author": {{"name": "<svg onload=pwned=1>", "url": "javascript:pwned=1"}},
"copyrightHolder": {{"@type": "Organization", "name": "\\"><b onmouseover=pwned=1>", "url": "javascript:pwned=1"}},
"license": "javascript:pwned=1"}}</script></head>
<body><article><h1>&lt;img src=x onerror=pwned=1&gt; &lt;script&gt;pwned=1&lt;/script&gt;</h1>
<p class="byline">By Ada &lt;script&gt;pwned=1&lt;/script&gt; Pell</p>
<p>PLACE (AP) — &lt;iframe srcdoc="&lt;script&gt;parent.pwned=1&lt;/script&gt;"&gt; {{{{7*7}}}} rained all day long on
the quay.</p>
<p>This story was originally published by <a href="javascript:pwned=1">The "&gt;&lt;i&gt; Gazette</a>.</p>
<p>© 2026 &lt;img src=x onerror=pwned=1&gt; Gazette</p><footer>© 2026 &lt;script&gt;pwned=1&lt;/script&gt; Post</footer>
</article></body></html>"""


class Desk:
    """A desk that is served, and a browser beside it."""

    def __init__(self, base: str, browser: Any) -> None:
        self.base, self.browser = base, browser
        self.answers: dict[str, str] = {}

    def page(self, path: str, **how: Any) -> Any:
        context = self.browser.new_context(**{"locale": "en-US", "viewport": {"width": 1280, "height": 900}, **how})
        page = context.new_page()
        page.goto(self.base + path)
        return page

    def answer(self, file: str) -> str:
        """The address of the answer on one of the examples."""
        if file not in self.answers:
            self.answers[file] = self.paste((EXAMPLES / file).read_text("utf-8"))
        return self.answers[file]

    def paste(self, source: str) -> str:
        page = self.page("/")
        page.fill("#source", source)
        page.click("button.main")
        path = page.url.removeprefix(self.base)
        page.context.close()
        return path


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    binary = chromium.find()
    if binary is None:
        pytest.skip(f"no browser here: none of {', '.join(chromium.NAMES)} (.ci/run installs Debian's chromium)")
    for name, extra in (("flask", "the extra `desk`"), ("playwright", "it drives the browser"), (AXE, "it looks")):
        pytest.importorskip(name, reason=f"{name} is not installed: {extra}")
    from playwright.sync_api import sync_playwright

    from provenance.store import Ledger
    from provenance.web import create_app
    from provenance.web.serve import serving

    path = tmp_path_factory.mktemp("desk") / "ledger.sqlite3"
    config = Config.load(EXAMPLES / "newsroom.toml")
    with Ledger.open(path) as ledger, serving(create_app(ledger, config), "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=binary, args=["--no-sandbox", "--disable-dev-shm-usage"])
            yield Desk(f"http://127.0.0.1:{server.server_port}", browser)
            browser.close()
        server.shutdown()


def test_a_page_full_of_script_does_nothing(desk):
    page = desk.page("/")
    asked: list[str] = []
    faults: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("dialog", lambda dialog: faults.append("dialog"))
    page.fill("#source", HOSTILE)
    page.click("details:has(#f-url) summary")
    page.fill("#f-publisher", EVIL)
    page.click("button.main")
    assert "/articles/" in page.url
    here = page.url.split("?")[0]
    for path in ("", "/versions"):
        page.goto(here + path)
        for summary in page.query_selector_all("details:not([open]) > summary"):
            if summary.is_visible():
                summary.click()
        assert page.evaluate("typeof window.pwned") == "undefined"
        assert page.query_selector_all("main img, main iframe, main script, main b, main i") == []
        assert "49" not in page.inner_text("h1")
        hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.protocol)")
        assert set(hrefs) <= {"http:", "https:"}
    page.goto(here)
    outward = page.eval_on_selector_all("a[href]", "all => all.filter(a => a.host !== location.host).map(a => a.rel)")
    assert all(rel == "noopener noreferrer nofollow" for rel in outward)
    for path in ("/articles", "/names", f"/name?name={EVIL}", f"/articles?text={EVIL}", f"/?source={EVIL}"):
        page.goto(desk.base + path)
        assert page.evaluate("typeof window.pwned") == "undefined"
    page.context.close()
    assert all(url.startswith(desk.base) for url in asked)
    assert [fault for fault in faults if "404" not in fault] == []  # the policy had nothing to stop


@pytest.mark.parametrize(
    "path",
    ["/", "wire-story.html", "/articles", "/due?within=365", "/names",
     "/name?name=The+Associated+Press", "/rules/CHN002", "/terms/propublica", "/nothing"],
)  # fmt: skip
def test_nobody_is_kept_out(desk, path):
    """WCAG 2.2 AA as far as axe-core sees it, in light and dark; and no page scrolls sideways at 320 px, which is what
    400 % zoom leaves of 1280 (WCAG 1.4.10).
    """
    from axe_playwright_python.sync_playwright import Axe

    desk.answer("wire-story.html")
    page = desk.page(path if path.startswith("/") else desk.answer(path))
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def test_verdict_next_step_and_credit_are_on_the_first_screen(desk):
    page = desk.page(desk.answer("pasted-story.txt"))
    for selector in (".card .word", ".card .next", ".credit .line", ".credit .copy"):
        box = page.locator(selector).first.bounding_box()
        assert box["y"] + box["height"] < 720, selector
    page.context.close()


def test_without_scripts_everything_still_works(desk):
    page = desk.page("/", java_script_enabled=False)
    page.fill("#source", (EXAMPLES / "wire-story.html").read_text("utf-8"))
    page.click("details:has(#use-when) > summary")
    page.fill("#use-audience_territory", "US")
    page.fill("#use-when", "2026-03-20")
    page.click("button.main")
    assert page.inner_text(".card .word").lower().startswith("allowed if")
    page.click("summary:text-is('HTML')")
    assert "Odessa Fenwick-Ruel" in page.input_value("#credit-html")
    note = page.locator(".mark:has(> a.fact mark:text-is('ODESSA FENWICK-RUEL')) > .note")
    assert not note.is_visible()
    page.focus("a.fact:has(mark:text-is('ODESSA FENWICK-RUEL'))")
    assert note.is_visible()
    page.keyboard.press("Enter")  # a fact leads to its statement, as a note leads to its foot
    assert page.is_visible("tr:target")
    page.context.close()


def test_the_keyboard_is_enough(desk):
    page = desk.page("/")
    page.keyboard.insert_text(
        "Rain\n\nBy Ada Pell\n\nIt rained all day.\n\n© 2026 The Quay Gazette"
    )  # the field has the focus
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('button.main')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")
    fact = page.locator("a.fact").first
    fact.focus()
    note = page.locator(".mark:has(> a.fact:focus) > .note")
    assert note.is_visible()
    page.keyboard.press("Escape")
    assert not note.is_visible()
    page.context.close()


def test_a_tap_shows_what_is_known_of_a_fact(desk):
    page = desk.page(desk.answer("wire-story.html"), has_touch=True, viewport={"width": 390, "height": 800})
    fact = page.locator("a.fact:has(mark:text-is('ODESSA FENWICK-RUEL'))")
    fact.tap()
    assert page.locator(".mark:has(> a.fact:focus) > .note").is_visible()
    assert "#" not in page.url
    page.context.close()


def test_the_credit_is_copied(desk):
    page = desk.page(desk.answer("wire-story.html"), permissions=["clipboard-read", "clipboard-write"])
    page.click("button:text-is('Copy text')")
    page.wait_for_function("document.querySelector('.copied').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "By Odessa Fenwick-Ruel, The Associated Press. © 2026 The Associated Press."
    page.context.close()


def test_a_file_is_dropped(desk):
    page = desk.page("/")
    data = page.evaluate_handle(
        """text => { const data = new DataTransfer();
        data.items.add(new File([text], 'story.html', {type: 'text/html'})); return data; }""",
        (EXAMPLES / "own-story.html").read_text("utf-8"),
    )
    page.dispatch_event("body", "drop", {"dataTransfer": data})
    page.wait_for_url("**/articles/*")
    page.context.close()


@pytest.mark.parametrize("file", ["wire-story.html", "licensed-story.html", "pasted-story.txt"])
def test_an_answer_prints_on_one_sheet(desk, file):
    page = desk.page(desk.answer(file))
    sheet = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    page.context.close()


def test_dates_are_the_readers(desk):
    for locale, date in (("en-US", "March 9, 2026"), ("en-GB", "9 March 2026"), ("de-DE", "9. März 2026")):
        page = desk.page(desk.answer("wire-story.html"), locale=locale)
        assert date in page.inner_text(".story .meta")
        page.context.close()
