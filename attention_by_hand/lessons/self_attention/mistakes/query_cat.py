"""What is off with a query that should find one token."""

from attention_by_hand.lesson import Symptom
from attention_by_hand.lessons.self_attention.facts import MOST
from attention_by_hand.lessons.self_attention.mistakes.designing import Seen, each, form, on

NEAR = MOST - 0.05


def reaches(it: Seen) -> bool:
    """Whether the winner gets what is asked for."""
    return it.won > MOST


# fmt: off

QUERY_CAT = (
    Symptom("two-queries", each(reaches),
        "You have several queries in one, and each of them does what is asked for. Keep one: a "
        "query is a plain vector, like one key."),
    *form(reaches),
    Symptom("plain-division-only",
        on(lambda it: it.divided > MOST >= it.won),
        "With plain division your query gives {winner} a lot, but only because some scores are "
        "negative. Softmax is asked for. Give {winner} a score that is clearly higher than all "
        "others."),
    Symptom("points-away-from-the-winner", on(lambda it: it.ranking[-1] == it.winner),
        "Your query, {found}, gives {winner} the lowest score of all: it points away from "
        "{winner}'s key. Turn it round."),
    Symptom("winner-and-rival-tie",
        on(lambda it: it.apart < 0.02 and not it.third_wins),
        "With your query, {found}, {winner} and {rival} get about the same. Turn it away from "
        "{rival}: in which component is that key large, and {winner}'s is not?"),
    Symptom("along-the-key-of-the-rival",
        on(lambda it: it.ranking[0] == it.rival and it.cosine(it.keys[it.rival]) > 0.9999),
        "Your query, {found}, points along the key of {rival}, so {rival} gets most. In Python, "
        "positions are counted from zero: at which one does {winner} stand?"),
    Symptom("rival-wins", on(lambda it: it.ranking[0] == it.rival),
        "With your query, {found}, {rival} gets most. Compare its key with {winner}'s: which "
        "component of the query helps {winner}, and which helps {rival}?"),
    Symptom("another-token-wins", on(lambda it: it.third_wins),
        "With your query, {found}, another token gets more than {winner}. Compare its key with "
        "{winner}'s: which component of the query helps {winner} alone?"),
    Symptom("nearly-there", on(lambda it: NEAR < it.won <= MOST),
        "You are nearly there: the direction is right, and {winner} gets most by far. Make your "
        "query a little longer."),
    Symptom("equal-components",
        on(lambda it: it.is_even and it.won <= NEAR),
        "Your query, {found}, asks for both components alike, and {winner} wins too narrowly. "
        "Compare the keys: in which component does {winner} stand out? Ask for more of that one."),
    Symptom("length-one",
        on(lambda it: abs(it.length - 1) < 1e-3 and it.won <= NEAR),
        "{Winner} wins, but your query has the length 1, so the scores are close together. A "
        "query need not be normalised: make it longer."),
    Symptom("shares-that-add-to-one",
        on(lambda it: it.query.min().item() >= 0
           and abs(it.query.sum().item() - 1) < 1e-3 and it.won <= NEAR),
        "{Winner} wins, but too narrowly. The numbers of your query add to 1, as if they were "
        "shares. They are a direction and a length: any size is allowed."),
    Symptom("rival-comes-close",
        on(lambda it: it.ranking[1] == it.rival and it.won <= NEAR),
        "{Winner} wins with your query, {found}, but {rival} comes close. Turn it away from the "
        "key of {rival}, or make it longer: that widens every lead."),
    Symptom("another-token-comes-close", on(lambda it: it.won <= NEAR),
        "{Winner} wins with your query, {found}, but another token comes close. A longer query "
        "widens every lead. You can also turn it to where {winner} has something and that token "
        "has nothing."),
)
