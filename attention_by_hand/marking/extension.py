"""The page as an extension of the Jupyter server, which asks who it is and lets nobody else in."""

import asyncio
import getpass
import json
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader
from jupyter_server.auth.decorator import authorized
from jupyter_server.auth.identity import IdentityProvider, PasswordIdentityProvider
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web
from traitlets import Unicode
from traitlets.config import Configurable

from attention_by_hand import Problem
from attention_by_hand.marking import ADDRESS

if TYPE_CHECKING:
    from attention_by_hand.marking.service import Service

PAGE = Path(__file__).parent / "page"
STYLE = Path(__file__).parents[1] / "pages" / "templates" / "feedback_page" / "style.css"
TRY_AGAIN, CANNOT = 503, 409


class Marking(Configurable):  # type: ignore[misc]
    """The marking page of a Jupyter server."""

    marker = Unicode(help="Who marks, where Jupyter does not know: else the system's user.").tag(
        config=True
    )
    sample = Unicode(help="The share of answers that is marked twice, such as 5%.").tag(config=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._services: dict[str, Service] = {}
        # One thread, so that the server goes on while the gradebook is slow or locked.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="marking")

    async def ask(self, work: Callable[[], Any]) -> tuple[int, Any]:
        """Do it in the thread: the HTTP status, and what came of it or a sentence why not."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)

    def _do(self, work: Callable[[], Any]) -> tuple[int, Any]:
        from sqlalchemy.exc import DBAPIError

        try:
            return 200, work()
        except DBAPIError as error:
            return TRY_AGAIN, {"problem": f"the gradebook: {error.orig}"}
        except (Problem, OSError) as error:
            return CANNOT, {"problem": str(error)}

    def lessons(self) -> list[str]:
        """The lessons of the course that have answers in words."""
        from attention_by_hand.course.directory import lessons_in
        from attention_by_hand.lesson import find_lesson

        found = lessons_in(course_root())
        if not found:
            raise Problem("this course has no lesson: open the page in a course directory")
        return [name for name in found if find_lesson(name).prose]

    def service(self, assignment: str) -> "Service":
        """For one lesson; made when it is first asked for."""
        from attention_by_hand.marking.service import Service

        if assignment not in self._services:
            self._services[assignment] = Service(course_root(), assignment)
        return self._services[assignment]


def course_root() -> Path:
    """The course directory, found as Formgrader finds it."""
    from nbgrader.apps import NbGrader
    from nbgrader.coursedir import CourseDirectory

    app = NbGrader()
    app.load_config_file()
    return Path(CourseDirectory(config=app.config).root)


class _Handler(JupyterHandler):
    """Lets in whom Jupyter lets in; what it sends loads nothing from elsewhere."""

    auth_resource = "marking"

    def initialize(self, marking: Marking) -> None:
        """Called by tornado for each request."""
        self.marking = marking
        super().initialize()

    @cached_property
    def nonce(self) -> str:
        """What marks our own script and style in this answer."""
        return secrets.token_urlsafe(16)

    @property
    def content_security_policy(self) -> str:
        """Nothing but our own script and style, and pictures that are written out."""
        only = f"'nonce-{self.nonce}'"
        return (
            f"default-src 'none'; script-src {only}; style-src {only}; img-src data:; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
        )

    @property
    def marker(self) -> str:
        """Who it is. A server with one token knows nobody by name: then it is its own user."""
        is_anonymous = type(self.identity_provider) in (IdentityProvider, PasswordIdentityProvider)
        own = self.marking.marker or getpass.getuser()
        return own if is_anonymous else str(self.current_user.username)


class PageHandler(_Handler):
    """The page."""

    @web.authenticated
    @authorized(action="read")  # type: ignore[untyped-decorator]
    async def get(self, wanted: str | None) -> None:
        """The page of one lesson, or links to each."""
        status, lessons = await self.marking.ask(self.marking.lessons)
        wanted = wanted or (lessons[0] if len(lessons) == 1 else "")
        known = status == 200 and wanted in lessons
        page = Environment(loader=FileSystemLoader(PAGE), autoescape=True)
        self.set_status(200 if status == 200 else status)
        self.finish(
            page.get_template("page.html.j2").render(
                nonce=self.nonce,
                problem="" if status == 200 else lessons["problem"],
                lessons=lessons if status == 200 and not known else [],
                assignment=wanted if known else "",
                address=url_path_join(self.base_url, ADDRESS),
                xsrf=self.xsrf_token.decode("ascii"),
                marker=self.marker,
                sample=self.marking.sample,
            )
        )


class StaticHandler(_Handler):
    """The script and the style."""

    @web.authenticated
    @authorized(action="read")  # type: ignore[untyped-decorator]
    def get(self, name: str) -> None:
        """One of the two files."""
        kind = {"mark.js": "text/javascript", "mark.css": "text/css"}[name]
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        shared = STYLE.read_text("utf-8") if name == "mark.css" else ""
        self.finish(shared + (PAGE / name).read_text("utf-8"))


class AskHandler(_Handler):
    """What the page asks for. All of it is POST, so that all of it needs the page's own token."""

    @web.authenticated
    @authorized(action="write")  # type: ignore[untyped-decorator]
    async def post(self, what: str) -> None:
        """Plain data in, plain data out."""
        marker, body = self.marker, self.request.body
        status, told = await self.marking.ask(lambda: self._answer(what, marker, body))
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(told))

    def _answer(self, what: str, marker: str, body: bytes) -> Any:
        try:
            asked = json.loads(body)
            service = self.marking.service(str(asked["assignment"]))
        except (ValueError, KeyError, TypeError):
            raise Problem("the page asked in a wrong way") from None
        return service.answer(what, marker, asked)


def _load_jupyter_server_extension(server: Any) -> None:
    """Called by the Jupyter server when it starts."""
    marking = Marking(parent=server)
    base = url_path_join(server.web_app.settings["base_url"], ADDRESS)
    known = {"marking": marking}
    server.web_app.add_handlers(
        ".*$",
        [
            (f"{base}/mark/?()", PageHandler, known),
            (f"{base}/mark/([^/]+)", PageHandler, known),
            (f"{base}/page/(mark\\.(?:js|css))", StaticHandler, known),
            (f"{base}/ask/([a-z]+)", AskHandler, known),
        ],
    )
