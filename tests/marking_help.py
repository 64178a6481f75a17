"""A class whose answers in words wait to be marked: made without running any student's code."""

import json
import random
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import nbformat
from browser import surroundings
from course_help import LESSON, PROGRAM, make_course
from nbgrader.api import (
    Comment,
    Grade,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import insert

from attention_by_hand.building.cells import grade_id
from attention_by_hand.course.directory import Course
from attention_by_hand.marking.alike import words

QUESTIONS = [prose.name for prose in LESSON.prose]
SAYINGS: Mapping[str, Sequence[Sequence[str]]] = {
    "softmax-reflection": [
        [
            "Cat and chases got more weight, both instances of the got less.",
            "The weights of cat and chases went up to almost 0.5 each.",
            "cat and chases gained, the rest lost nearly all of their weight",
            "Nearly all the weight is now on cat and chases.",
            "The second and third token got bigger and the first and last got tiny.",
            "The two 'the' lost weight.",
            "The big ones got bigger and the small ones smaller.",
            "Some tokens got more, some less.",
        ],
        [
            "This is because e^x grows much faster than x.",
            "Exponentials blow up the differences between the scores.",
            "Softmax uses exponentials, so a score that is 5 lower gets about 150 times less.",
            "Softmax makes the weights add up to 1.",
            "I think softmax just normalises the scores.",
            "The lost weight went to cat and chases.",
            "Because the exponential turns a difference into a factor.",
            "I do not know why.",
        ],
    ],
    "experiment-reflection": [
        [
            "When I made the first component smaller, chases got more weight.",
            "With the query [0, 2] chases got almost everything.",
            "I doubled the query and the largest weight got larger.",
            "The weights changed when I changed the query.",
            "With [-2, -3] everything turned round and the first token won.",
            "A query of [0, 0] made all weights equal.",
            "Going from [2, 3] to [1, 3], cat dropped a lot.",
            "I tried a few queries and the bars moved.",
        ],
        [
            "Its key points along the second axis, like the query.",
            "The dot product is larger when both point in the same direction.",
            "I had predicted that, but not that it would be so strong.",
            "This surprised me.",
            "A longer query makes all scores larger, so softmax gets sharper.",
            "The key of cat has 3 in the first place, and the query asks for less of that.",
            "It depends on the keys.",
            "All scores are 0 then, so no token is preferred.",
        ],
    ],
    "shapes-reflection": [
        [
            "Keys and output become (100, 64), scores (100, 100).",
            "keys double, output doubles, scores are 4 times as many",
            "The scores change to 100 x 100 and hold four times as many numbers.",
            "All three shapes double.",
            "Only the scores change.",
            "The keys get twice as long, the scores too.",
            "Keys: twice, output: twice, scores: four times.",
            "The first number of every shape doubles, and both of the scores.",
        ],
        [
            "So for long texts the scores need by far the most memory, it grows with n².",
            "The cost is quadratic in the length of the text.",
            "Long texts are slow.",
            "For very long texts the attention becomes too expensive.",
            "This means that twice the text costs twice the time.",
            "That is why models have a limited context.",
            "Every query meets every key, so it grows with the square.",
            "It needs more memory.",
        ],
    ],
}


def distinct(question: str) -> list[str]:
    """64 answers that are all different."""
    return [f"{one} {other}" for one in SAYINGS[question][0] for other in SAYINGS[question][1]]


def answers(question: str, prompt: str, count: int, seed: int = 5) -> list[str]:
    """What a class of `count` wrote: different, equal up to letters, nearly equal, or nothing."""
    chance = random.Random(f"{question} {seed}")
    different = distinct(question)
    found = [*different[:count]]
    while len(found) < count:
        found.append(_another(chance, different, prompt))
    chance.shuffle(found)
    return found


def _another(chance: random.Random, different: list[str], prompt: str) -> str:
    text = chance.choice(different)
    kinds = {
        "blank": prompt,
        "repeated": f"{prompt}\n\n{prompt.strip('*')}",
        "equal": f"{prompt}\n\n{text}",
        "loud": text.upper().replace(".", "  !"),
        "near": _with_a_slip(chance, text),
    }
    [kind] = chance.choices([*kinds], weights=[20, 5, 40, 20, 15])
    return kinds[kind]


def _with_a_slip(chance: random.Random, text: str) -> str:
    """One word dropped, doubled, or with two letters swapped."""
    said = text.split()
    place = chance.randrange(len(said))
    word = said[place]
    said[place] = chance.choice(["", f"{word} {word}", word[1:2] + word[:1] + word[2:]])
    return " ".join(said)


class MarkingClass:
    """A course in which everybody has a graded notebook with these answers."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.master = self.course.master
        cells = [deepcopy(self.master.as_released(name)) for name in self.master.cells]
        self._released = nbformat.v4.new_notebook(cells=cells)

    @classmethod
    def prepared(cls, folder: Path, settings: str = "") -> Self:
        """A course with the assignment in its gradebook, and nobody in it."""
        course = make_course(folder)
        with (folder / "nbgrader_config.py").open("a") as config:
            config.write(settings)
        course.prepare()
        return cls(course)

    def copy(self, folder: Path) -> Self:
        """The same course elsewhere, which takes no time."""
        shutil.copytree(self.course.root, folder, dirs_exist_ok=True)
        return type(self)(Course.open(folder, LESSON.name))

    def hand_in(self, written: Mapping[str, str], question: str = QUESTIONS[0]) -> None:
        """Students with an answer to one question, below the line that asks for it."""
        for student, text in written.items():
            self.write(student, {question: f"{self.prompt(question)}\n\n{text}"})
        with self.course.gradebook() as book:
            known = {one.id for one in book.students}
        self.enter([student for student in written if student not in known])

    def prompt(self, question: str) -> str:
        """What stands in the answer cell before anybody writes."""
        return self.master.released(question)

    def fill(self, count: int) -> list[str]:
        """A whole class; the students' ids."""
        students = [f"student-{number:04}" for number in range(1, count + 1)]
        written = {name: answers(name, self.prompt(name), count) for name in QUESTIONS}
        for number, student in enumerate(students):
            self.write(student, {name: written[name][number] for name in QUESTIONS})
        self.enter(students)
        return students

    def write(self, student: str, written: Mapping[str, str], **attachments: Any) -> None:
        """The graded notebook of a student, as the grader leaves it."""
        notebook = deepcopy(self._released)
        for cell in notebook.cells:
            if grade_id(cell) in written:
                cell.source = written[grade_id(cell)]
            if grade_id(cell) in attachments:
                cell.attachments = attachments[grade_id(cell)]
        path = self.course.autograded(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")

    def enter(self, students: Sequence[str]) -> None:
        """Their submissions in the gradebook, all answers in words waiting."""
        with self.course.gradebook() as book:
            notebook = book.find_notebook(LESSON.name, LESSON.name)
            for table, rows in _rows(notebook, students) if students else ():
                book.db.execute(insert(table), rows)
            book.db.commit()

    def entries(self, question: str) -> dict[str, tuple[float | None, str | None, bool]]:
        """Points, comment and whether it waits, for each student, as nbgrader has them."""
        with self.course.gradebook() as book:
            return {
                submission.student_id: _entry(submission.notebooks[0], question)
                for submission in book.assignment_submissions(LESSON.name)
            }


def _entry(notebook: Any, question: str) -> tuple[float | None, str | None, bool]:
    grade = next(one for one in notebook.grades if one.name == question)
    comment = next(one for one in notebook.comments if one.name == question)
    return grade.manual_score, comment.manual_comment, grade.needs_manual_grade


def _rows(notebook: Any, students: Sequence[str]) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    submissions = {student: new_uuid() for student in students}
    books = {student: new_uuid() for student in students}
    yield Student, [{"id": student} for student in students]
    yield (
        SubmittedAssignment,
        [
            {"id": submissions[one], "assignment_id": notebook.assignment_id, "student_id": one}
            for one in students
        ],
    )
    yield SubmittedNotebook, [
        {"id": books[one], "assignment_id": submissions[one], "notebook_id": notebook.id,
         "late_submission_penalty": 0.0}
        for one in students
    ]  # fmt: skip
    yield Grade, [
        {"id": new_uuid(), "notebook_id": books[one], "cell_id": cell.id,
         "auto_score": None if cell.name in QUESTIONS else cell.max_score,
         "needs_manual_grade": cell.name in QUESTIONS}
        for one in students for cell in notebook.grade_cells
    ]  # fmt: skip
    yield Comment, [
        {"id": new_uuid(), "notebook_id": books[one], "cell_id": cell.id}
        for one in students for cell in notebook.solution_cells
    ]  # fmt: skip


@contextmanager
def serving(
    course: Course, marker: str = "ada", *options: str, port: int = 0, token: str = "t" * 40
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """`attention-by-hand mark`, to its end: the page's address with the token, and the process."""
    port = port or free_port()
    home = course.root / f".home-{marker}"
    environment = {**surroundings(home), "JUPYTER_TOKEN": token}
    command: list[str | Path] = [
        PROGRAM, "mark", "--as", marker, "--no-browser", "--port", str(port), *options,
    ]  # fmt: skip
    with (course.root / f"mark-{marker}.log").open("ab") as log:
        server = subprocess.Popen(
            command,
            cwd=course.root,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=_heed_ctrl_c,
        )
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}/attention-by-hand/mark/{LESSON.name}?token={token}", server
    finally:
        server.terminate()
        server.wait(timeout=30)


def _heed_ctrl_c() -> None:
    """As in a terminal, also where the tests run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_for(port: int, server: "subprocess.Popen[bytes]", patience: float = 120) -> None:
    """Until the server listens."""
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("`attention-by-hand mark` did not start")


WATCH = """
window.shownAfter = [];
let pressed = 0;
addEventListener("keydown", () => { pressed = performance.now(); }, true);
addEventListener("focusin", (event) => {
  const isNext = event.target instanceof Element && event.target.matches(".group, .ending");
  if (!isNext || !pressed) return;
  const since = pressed;
  requestAnimationFrame(() => setTimeout(() => window.shownAfter.push(performance.now() - since)));
  pressed = 0;
});
"""


@dataclass
class Typist:
    """Somebody who marks with the keyboard alone, and counts."""

    page: Page
    decide: Callable[[str], tuple[int, ...]]
    strokes: int = 0
    decisions: int = 0
    last: tuple[int, ...] | None = None

    def press(self, stroke: str) -> None:
        """One key."""
        self.page.keyboard.press(stroke)
        self.strokes += 1

    def open(self, address: str) -> None:
        """Go to the page, and wait for the first answer."""
        self.page.add_init_script(WATCH)
        self.page.goto(address)
        self.page.locator(".group.current, .end").first.wait_for(timeout=120_000)

    @property
    def current(self) -> Locator:
        """What students wrote, in the answer that is to be marked."""
        return self.page.locator(".group.current .spelling")

    def mark_some(self, count: int) -> None:
        """The next answers, whether or not they can be saved."""
        for _ in range(count):
            self.page.locator(".group.current:focus").wait_for()
            self.mark_one(self.current.first.inner_text())

    def mark_all(self) -> None:
        """Every answer to every question that is left."""
        while True:
            self.page.locator(".group.current:focus, .end").first.wait_for(timeout=60_000)
            if self.current.count():
                self.mark_one(self.current.first.inner_text())
            elif self.page.locator(".end button").count():
                question = self.question
                self.press("Enter")
                self.page.wait_for_function("name => location.hash !== name", arg=question)
                self.last = None
            else:
                break
        self.settle()

    @property
    def question(self) -> str:
        """What the page's address says."""
        return str(self.page.evaluate("location.hash"))

    def mark_one(self, text: str) -> None:
        """With as few keys as the page allows."""
        lines = self.decide(text)
        before = self.page.evaluate_handle("document.activeElement")
        if lines == self.last:
            keys = ["s"]
        elif not lines:
            keys = ["0"]
        else:
            keys = ["a"] if len(lines) == 2 else [*(str(line) for line in lines), "Enter"]
        for one in keys:
            self.press(one)
        self.page.wait_for_function("old => document.activeElement !== old", arg=before)
        self.decisions, self.last = self.decisions + 1, lines

    def settle(self) -> None:
        """Until everything is saved."""
        saved = re.compile(r"^(All saved|\d+ drafts?, not marked yet)\.$")
        expect(self.page.locator("#saving")).to_have_text(saved, timeout=60_000)

    @property
    def shown_after(self) -> list[float]:
        """Milliseconds from a key to the next answer, for each."""
        return list(self.page.evaluate("window.shownAfter"))


def judged(text: str) -> tuple[int, ...]:
    """What a marker would say of one of the answers here: numbers of rubric lines."""
    text = " ".join(words(text))  # as the page sees what is the same
    facts = ("cat and chases", "got more", "0 2", "1 3", "doubled", "100", "4 times", "four")
    reasons = ("e^x", "exponential", "axis", "direction", "key of", "n²", "quadratic", "square")
    found = (any(map(text.__contains__, facts)), any(map(text.__contains__, reasons)))
    return tuple(number for number, has in enumerate(found, start=1) if has)
