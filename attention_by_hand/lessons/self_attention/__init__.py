"""Self-attention by hand: the lesson."""

from attention_by_hand.lesson import Lesson, Phrases
from attention_by_hand.lessons.self_attention.facts import facts
from attention_by_hand.lessons.self_attention.handout import HANDOUT
from attention_by_hand.lessons.self_attention.shares import ANYWHERE
from attention_by_hand.lessons.self_attention.steps import PROSE, STEPS
from attention_by_hand.lessons.self_attention.vectors import GIVEN

LESSON = Lesson(
    name="self_attention",
    title="Self-attention by hand",
    given=GIVEN,
    steps=STEPS,
    prose=PROSE,
    facts=facts,
    phrases=Phrases(
        here="the handout",
        changing="the query, the keys and the values",
        elsewhere="other vectors",
    ),
    shares=ANYWHERE,
    handout=HANDOUT,
    shown_only=frozenset({"explorer"}),
    here_only=frozenset(
        {"compute-attention", "query-tools", "all-queries", "attention_explorer.py"}
    ),
    extras={"attention_explorer.py": "explorer.py"},
    libraries=("torch", "numpy", "matplotlib"),
)
