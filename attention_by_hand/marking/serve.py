"""`attention-by-hand mark`: a Jupyter server with the marking page, and a browser."""

import os
import re
from typing import Any

from jupyter_server.serverapp import ServerApp

from attention_by_hand import Problem
from attention_by_hand.course.directory import Course
from attention_by_hand.marking import ADDRESS
from attention_by_hand.marking.room import Room

SHARE = re.compile(r"(\d+(?:\.\d+)?) ?%")


class MarkingServer(ServerApp):
    """Says where the page is and how to stop, and else only what is wrong."""

    def start_app(self) -> Any:
        """Called when everything is ready."""
        address = self.public_url
        self.identity_provider.token_generated = False  # or Jupyter writes the address as well
        super().start_app()
        print(f"The marking page: {address}\nPress Ctrl+C here to stop it.", flush=True)


def serve(course: Course, marker: str, sample: str, browser: bool, port: int) -> None:
    """Serve the page on this machine until Ctrl+C; Problem when there is nothing to mark."""
    if sample and not (SHARE.fullmatch(sample) and 0 < float(sample.rstrip("% ")) <= 100):
        raise Problem(f"--sample {sample}: write a share of the answers, such as 5%")
    _check(course)
    os.chdir(course.root)
    MarkingServer.launch_instance(
        [
            "--ServerApp.jpserver_extensions={'attention_by_hand.marking': True}",
            f"--ServerApp.root_dir={course.root}",
            f"--ServerApp.default_url=/{ADDRESS}/mark/{course.assignment}",
            f"--ServerApp.open_browser={browser}",
            "--ServerApp.answer_yes=True",
            "--Application.log_level=WARN",
            f"--ServerApp.port={port}",
            f"--Marking.marker={marker}",
            f"--Marking.sample={sample}",
            *(["--allow-root"] if os.geteuid() == 0 else []),
        ]
    )


def _check(course: Course) -> None:
    """Whether anything was graded, with all that is wrong said in the terminal."""
    with Room(course) as room:
        for name in room.questions:
            with room.reading(name) as book:
                if book.standings():
                    return
    raise Problem("nothing has been graded yet: run `attention-by-hand grade` first")
