"""The paper handout: what stands on it, and what it has no room for. handout.typ has its words."""

from attention_by_hand.lesson import Handout
from attention_by_hand.lessons.self_attention.handout import room, sheet
from attention_by_hand.lessons.self_attention.handout.worked import Worked

HANDOUT = Handout(
    template="handout.typ",
    sheet=lambda case: sheet.sheet(Worked.of(case)),
    answers=lambda case: sheet.answers(Worked.of(case)),
    problems=room.problems,
)
