"""What is off with a query that should find two tokens alike."""

from attention_by_hand.lesson import Symptom
from attention_by_hand.lessons.self_attention.facts import APART, EACH
from attention_by_hand.lessons.self_attention.mistakes.designing import Seen, each, form, on


def reaches(it: Seen) -> bool:
    """Whether winner and rival get the same, and enough."""
    return it.apart <= APART and it.lesser >= EACH


LONGER = range(2, 17)  # times, in which a query of the right direction reaches the goal

# fmt: off

QUERY_SPLIT = (
    Symptom("two-queries", each(reaches),
        "You have several queries in one, and each of them does what is asked for. Keep one: a "
        "query is a plain vector, like one key."),
    *form(reaches),
    Symptom("points-away-from-both",
        on(lambda it: it.apart <= APART and it.third_wins),
        "{Winner} and {rival} get the same with your query, {found}, but next to nothing: it "
        "points away from both keys. Turn it round."),
    Symptom("even-but-short",
        on(lambda it: (it.apart <= APART and it.lesser < EACH
                             and any(reaches(it.times(n)) for n in LONGER))),
        "{Winner} and {rival} get about the same with your query, {found}, but the other tokens "
        "still get too much. Make the query longer, in the same direction."),
    Symptom("too-short-to-see", on(lambda it: it.apart <= APART and it.lesser < EACH),
        "Your query, {found}, is so short that all tokens get about the same. Make it longer: "
        "then you see where it points."),
    Symptom("between-the-keys",
        on(lambda it: (it.cosine(it.keys[it.winner] + it.keys[it.rival]) > 0.9999
                             and it.apart > APART)),
        "Your query points to the sum of the two keys. They are not equally long, so that is not "
        "fair to both. Ask for equal scores: work out both scores, and set them equal."),
    Symptom("nearly-even", on(lambda it: APART < it.apart <= 2 * APART),
        "You are close: {winner} and {rival} are only a little too far apart. Turn your query "
        "slightly towards the key of the one that gets less."),
    Symptom("slightly-off-and-long",
        on(lambda it: (abs(it.cosine(it.keys[it.winner] - it.keys[it.rival])) < 0.03
                             and it.apart > APART)),
        "Your direction is nearly right, but the query is long, and softmax makes much of a small "
        "difference in scores. Make the two scores equal, or the query shorter."),
    Symptom("equal-components",
        on(lambda it: it.is_even and it.apart > APART),
        "Equal numbers in the query do not give equal weights: your query, {found}, meets two "
        "different keys. Work out both scores, and set them equal."),
    Symptom("winner-wins",
        on(lambda it: it.ranking[0] == it.winner and it.apart > APART),
        "With your query, {found}, {winner} gets clearly more than {rival}. Turn it towards the "
        "key of {rival}: which component is large there?"),
    Symptom("rival-wins",
        on(lambda it: it.ranking[0] == it.rival and it.apart > APART),
        "With your query, {found}, {rival} gets clearly more than {winner}. Turn it towards the "
        "key of {winner}: which component is large there?"),
    Symptom("another-token-wins", on(lambda it: it.third_wins),
        "With your query, {found}, another token gets most. Point it to where the keys of "
        "{winner} and {rival} are: both have positive numbers."),
)
