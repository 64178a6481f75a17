"""What students wrote, opened by others: nothing in it runs, and what is harmless still shows."""
# ruff: noqa: E501  (payloads are as long as they are)

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from browser import Lab, running_lab
from course_help import EXAMPLES, NOTEBOOK, ROOT, make_course
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell
from playwright.sync_api import Page, Route, expect

from attention_by_hand import batch
from attention_by_hand.building.cells import grade_id
from attention_by_hand.building.sample import render
from attention_by_hand.course.directory import Course
from attention_by_hand.pages import markup
from attention_by_hand.pages.formgrader import SafePages

# Each would call a function of the page with its name, or ask a server for something.
RUN = "sayThatItRan"
DRAWING = (  # a tag may hold no comma: it is written as an entity below
    f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{RUN}('drawing')\"><script>{RUN}('drawn')"
    "</script><image href='http://evil.example/drawing'/></svg>"
)
DISPLAYED = {
    "script": f"<script>{RUN}('script')</script>",
    "onerror": f"<img src=x onerror=\"{RUN}('onerror')\">",
    "onload": f"<svg onload=\"{RUN}('onload')\"><script>{RUN}('svg')</script></svg>",
    "frame": f"<iframe srcdoc=\"<script>parent.{RUN}('frame')</script>\"></iframe>",
    "focus": f"<input autofocus onfocus=\"{RUN}('focus')\">",
    "toggle": f"<details open ontoggle=\"{RUN}('toggle')\">x</details>",
    "animation": f"<style>@keyframes a{{}}</style><b style='animation:a' onanimationstart=\"{RUN}('animation')\">x</b>",
    "parser": f"<noscript><p title=\"</noscript><img src=x onerror={RUN}('parser')>\"></noscript>",
    "mathml": f"<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror={RUN}(`mathml`)>'></table></mtext></math>",
    "refresh": "<meta http-equiv=refresh content='0;url=http://evil.example/refresh'>",
    "base": "<base href='http://evil.example/'>",
    "picture": "<img src='http://evil.example/picture.png'>",
    "drawing": f"<img src='data:image/svg+xml;base64&#44;{b64encode(DRAWING.encode()).decode()}'>",
    "styles": "<style>body{background:url(http://evil.example/styles)}</style>",
    "link": f"<a href=\"javascript:{RUN}('link')\">click me</a>",
    "form": "<form action='http://evil.example/form'><button>click me</button></form>",
    "cover": "<div style='position:fixed;inset:0;background:red'>26/26</div>",
}  # fmt: skip
CODE = """
from IPython.display import *
import sys
payload = {payload!r}
display(HTML(payload))
display({{"text/html": payload}}, raw=True, metadata={{"text/html": {{"isolated": True}}}})
display({{"text/markdown": payload}}, raw=True)
display({{"text/latex": payload}}, raw=True)
display({{"text/plain": payload}}, raw=True)
display({{"image/svg+xml": payload}}, raw=True)
display({{"image/png": '">' + payload}}, raw=True)
display({{"image/png": "x"}}, raw=True, metadata={{"image/png": {{"alt": '">' + payload}}}})
display({{"image/png": "x"}}, raw=True, metadata={{"width": "1 onerror=" + {run!r} + "('width')"}})
display({{"application/javascript": {run!r} + "('javascript')"}}, raw=True)
display({{"application/vnd.jupyter.widget-view+json": {{"model_id": payload}}}}, raw=True)
print("\\x1b[31m" + payload + "\\x1b]8;;javascript:1\\x07")
print(payload, file=sys.stderr)
raise ValueError(payload)
"""
PHOTO = "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mP8z8BQz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC"
PASTED = {"my photo.png": {"image/png": PHOTO}, "empty.png": {}}
ANSWER = (
    "My *answer* with ![a photo](attachment:my%20photo.png) and a formula $x^2$, "
    "![one that was lost](attachment:lost.png) and ![](attachment:empty.png)."
)
HARMLESS = """
from IPython.display import *
import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.show()
display(HTML("<table><tr><th>token</th></tr><tr><td>a cell of a table</td></tr></table>"))
display(Markdown("**bold words** and `code words`"))
print("\\x1b[31mred words\\x1b[0m and <plain> words")
"""


def handed_in() -> NotebookNode:
    """A right notebook with all of it in cells of its own, and in answers."""
    release = nbformat.read(ROOT / "release" / NOTEBOOK, as_version=4)
    notebook = render(EXAMPLES / "student-01.py", release)
    payloads = "\n\n".join(DISPLAYED.values())
    for cell in notebook.cells:
        if grade_id(cell) == "softmax-reflection":
            cell.source = f"{ANSWER}\n\n{payloads}\n\n[go](javascript:1)"
            cell["attachments"] = PASTED
    extra = [new_code_cell(CODE.format(payload=text, run=RUN)) for text in DISPLAYED.values()]
    notebook.cells += [new_code_cell(HARMLESS), new_markdown_cell(payloads), *extra]
    notebook.cells.append(new_raw_cell(payloads, metadata={"raw_mimetype": "text/html"}))
    notebook.cells.append(new_code_cell("1", metadata={"alt": payloads, "tags": [payloads]}))
    pasted = {"photo.png": {"image/png": PHOTO}}
    notebook.cells.append(new_markdown_cell("![mine](attachment:photo.png)", attachments=pasted))
    notebook.metadata["title"] = payloads
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": payloads}
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course in which that notebook was graded, and its feedback page written."""
    course = make_course(tmp_path_factory.mktemp("course"))
    path = course.root / "submitted/student-01" / NOTEBOOK
    path.parent.mkdir(parents=True)
    nbformat.write(handed_in(), path)
    course.prepare()
    assert batch.grade_one(course.root, course.assignment, "student-01").problem is None
    assert batch.write_feedback(course.root, course.assignment, "student-01").problem is None
    return course


@pytest.fixture(scope="module")
def formgrader(course: Course) -> Iterator[Lab]:
    with running_lab(course.root) as lab:
        yield lab


class Watched:
    """A page, what ran in it, and which addresses outside this machine it asked for."""

    def __init__(self, page: Page) -> None:
        self.page, self.ran, self.asked = page, set[str](), set[str]()
        page.expose_function(RUN, lambda name: self.ran.add(name))
        page.route(lambda url: "evil.example" in url, self._refuse)

    def _refuse(self, route: Route) -> None:
        self.asked.add(route.request.url)
        route.abort()

    def check_safe(self, forms: str = "form, .output iframe, .output_subarea iframe") -> None:
        """Nothing has run, and nothing does after a click on everything that begs for one."""
        address = self.page.url
        for begging in self.page.locator("a, button", has_text="click me").all():
            begging.dispatch_event("click")
        self.page.wait_for_timeout(300)
        assert (self.ran, self.asked, self.page.url) == (set(), set(), address)
        assert self.page.locator(forms).count() == 0


def check_shown(page: Page) -> None:
    """The harmless things are all there."""
    expect(page.locator("td", has_text="a cell of a table")).to_be_visible()
    expect(page.locator("strong", has_text="bold words")).to_be_visible()
    expect(page.locator("code", has_text="code words")).to_be_visible()
    expect(page.locator("em", has_text="answer")).to_be_visible()
    expect(page.get_by_text("red words", exact=True)).to_have_class("ansi-red-fg")
    expect(page.locator("pre", has_text="and <plain> words").last).to_be_visible()
    for alt in ("mine", "a photo"):
        assert page.get_by_alt_text(alt, exact=True).evaluate("el => el.naturalWidth") == 10
    expect(page.get_by_text("one that was lost and empty.png.")).to_be_visible()
    for kind in ("png", "svg+xml"):
        seen = f"els => els.filter(el => el.src.startsWith('data:image/{kind}') && el.naturalWidth > 99)"
        assert page.locator("img").evaluate_all(f"{seen}.length") >= 1


def test_the_payloads_do_run_where_nothing_stops_them(
    course: Course, page: Page, tmp_path: Path
) -> None:
    notebook = nbformat.read(course.root / "autograded/student-01" / NOTEBOOK, as_version=4)
    for cell in notebook.cells:  # which stops at a picture that was lost
        cell.source = cell.source.replace("attachment:", "")
    html, _ = HTMLExporter(template_name="classic").from_notebook_node(notebook)
    (tmp_path / "stock.html").write_text(html)
    watched = Watched(page)
    page.goto((tmp_path / "stock.html").as_uri())
    page.wait_for_timeout(300)
    assert {"script", "onerror", "onload", "svg", "frame", "toggle", "animation"} <= watched.ran
    evil = "http://evil.example"
    assert {f"{evil}/picture.png", f"{evil}/styles", f"{evil}/refresh"} <= watched.asked


def test_the_feedback_page_is_safe_and_shows_what_is_harmless(course: Course, page: Page) -> None:
    watched = Watched(page)
    page.goto((course.root / "feedback/student-01" / NOTEBOOK).with_suffix(".html").as_uri())
    watched.check_safe()
    check_shown(page)


def test_another_assignments_page_is_made_as_without_us() -> None:
    exporter = HTMLExporter()
    before = {name: exporter.environment.filters.get(name) for name in markup.FILTERS}
    for assignment in ("self_attention", "ps1"):
        SafePages(parent=exporter).preprocess(new_notebook(), {"assignment_id": assignment})
        now = {name: exporter.environment.filters.get(name) for name in markup.FILTERS}
        changed = {name for name in markup.FILTERS if now[name] != before[name]}
        if assignment == "self_attention":
            assert changed == set(markup.FILTERS)
    assert changed == {"highlight_code"}, "which HTMLExporter sets for each page"


def test_formgrader_is_safe_and_shows_what_is_harmless(
    course: Course, formgrader: Lab, page: Page
) -> None:
    with course.gradebook() as gradebook:
        name = gradebook.find_submission_notebook("self_attention", "self_attention", "student-01")
        submission = name.id
    page.goto(f"{formgrader.url}lab?token={formgrader.token}")
    watched = Watched(page)
    page.goto(f"{formgrader.url}formgrader/submissions/{submission}/")
    expect(page.locator("#scores-test")).to_have_attribute("placeholder", "4", timeout=30_000)
    watched.check_safe()
    check_shown(page)
