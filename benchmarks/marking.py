"""A class of 1,000 marked through the page, with the keys counted: `make bench-marking`.

A real browser and a real server. On the way the gradebook is locked for ten seconds, the server
is killed and started again, and some students hand in again. In the end every answer has one
mark, the one that its words earn.
"""

import argparse
import signal
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from marking_help import QUESTIONS, MarkingClass, Typist, free_port, judged, serving

from attention_by_hand.marking.alike import BLANK
from attention_by_hand.marking.room import Room


def check(marking: MarkingClass) -> int:
    """Every answer has the mark that its words earn, in both tables; how many there are."""
    count = 0
    with Room(marking.course) as room:
        for question in QUESTIONS:
            with room.reading(question) as book:
                for one in book.standings():
                    text = "" if one.answer.key == BLANK else one.answer.text
                    assert one.state == "done", one
                    assert one.entry.points == len(judged(text)), one
                    count += 1
    return count


def disturb(typist: Typist, marking: MarkingClass, seconds: float) -> None:
    """Marking goes on while the gradebook is locked, and while students hand in again."""
    with closing(sqlite3.connect(marking.course.root / "gradebook.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        end = time.monotonic() + seconds
        typist.mark_some(3)
        time.sleep(max(0, end - time.monotonic()))
    typist.settle()
    for number in range(1, 6):
        words = dict.fromkeys(QUESTIONS, f"Handed in again, number {number}.")
        marking.write(f"student-{number:04}", words)


def work(typist: Typist, marking: MarkingClass) -> None:
    """The whole class."""
    port = free_port()
    with serving(marking.course, "ada", port=port) as (address, server):
        typist.open(address)
        typist.mark_some(20)
        disturb(typist, marking, 10)
        typist.mark_some(10)
        server.send_signal(signal.SIGKILL)
        typist.mark_some(2)
        expect(typist.page.locator("#saving")).to_contain_text("not saved yet", timeout=60_000)
    with serving(marking.course, "ada", port=port) as (address, server):
        typist.mark_all()
        shown = typist.shown_after
        typist.open(address)  # what was handed in again after it was marked
        typist.mark_all()
    report(typist, marking, shown)


def report(typist: Typist, marking: MarkingClass, shown: list[float]) -> None:
    """What was measured."""
    answers = check(marking)
    print(f"{answers} answers, {typist.decisions} read, {typist.strokes} keys:")
    print(f"  {typist.strokes / typist.decisions:.2f} keys for an answer that is read")
    print(f"  {typist.strokes / answers:.2f} keys for an answer")
    print(
        f"  next answer after {statistics.median(shown):.0f} ms (median), {max(shown):.0f} at most"
    )


def main() -> None:
    """Mark, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1000)
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        marking = MarkingClass.prepared(Path(folder))
        marking.fill(size)
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        work(Typist(browser.new_page(), judged), marking)
        browser.close()


if __name__ == "__main__":
    main()
