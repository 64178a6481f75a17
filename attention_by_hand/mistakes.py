"""The known mistakes: a wrong computation, and the hint that it earns.

One table for each variable of the marking scheme. To add a mistake, write one line that
computes it and one or two sentences: what was seen, what it means, what to try. A hint never
holds the right numbers. It may hold `{found}`, the numbers that the student sees on the
handout's vectors, and `{total}`, their sum. Run `attention-by-hand build` afterwards: it
refuses a mistake whose numbers are those of another one, or the right ones.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from inspect import signature

import torch
from torch import Tensor

from attention_by_hand import attention

CAT, CHASES = 1, 2  # where the tokens that queries are designed for stand in the sentence


@dataclass(frozen=True)
class Mistake:
    """A wrong computation that students make, and the hint that it earns.

    The parameter names of `wrong` say what it is computed from: `query` `(d_k,)`, `keys`
    `(n, d_k)`, `values` `(n, d_v)`, and any variable that comes earlier in the notebook, all
    float64. On paper, `scores` and `weights` are the numbers that the student typed in. A
    wrong shape is a fingerprint as well.
    """

    name: str
    wrong: Callable[..., Tensor]
    hint: str

    @cached_property
    def takes(self) -> tuple[str, ...]:
        """The names of the tensors that it is computed from."""
        return tuple(signature(self.wrong).parameters)


@dataclass(frozen=True)
class Symptom:
    """What is off with a designed query, as seen in the query and the keys `(n, d_k)`.

    The first one of a table that holds wins, so the order matters: first those that look at
    the form of the query. The later ones may rely on finite numbers `(d_k,)`.
    """

    name: str
    holds: Callable[[Tensor, Tensor], bool]
    hint: str


def compute(mistake: Mistake, known: Mapping[str, Tensor]) -> Tensor | None:
    """The mistake's numbers; None when an input is missing or does not fit."""
    try:
        wrong: Tensor = mistake.wrong(**{name: known[name] for name in mistake.takes})
    except (LookupError, TypeError, ValueError, ArithmeticError, RuntimeError):
        return None
    return wrong


def diagnose(symptoms: Iterable[Symptom], query: Tensor, keys: Tensor) -> Symptom | None:
    """The first symptom of a query, which may have any shape."""
    return next((symptom for symptom in symptoms if symptom.holds(query, keys)), None)


def _rounded(numbers: Tensor, decimals: int) -> Tensor:
    """Half goes up, as at school."""
    scale = 10.0**decimals
    return torch.floor(numbers * scale + 0.5) / scale


def _terms(weights: Tensor, values: Tensor) -> Tensor:
    """Each value times its weight, not added up yet: `(n, d_v)`."""
    return weights[:, None] * values


def _with_sum(numbers: Tensor) -> Tensor:
    """The numbers `(n,)` and their sum: a column of the handout down to its last row."""
    return torch.cat([numbers, numbers.sum(0, keepdim=True)])


def _then_zero(numbers: Tensor) -> Tensor:
    """The numbers, and a zero at the end."""
    return torch.cat([numbers, numbers.new_zeros(1)])


def _sizes(*sizes: int) -> Callable[[], Tensor]:
    """A shape that was typed in."""
    return lambda: torch.tensor(sizes, dtype=torch.float64)


def _on_paper(table: Iterable[Mistake], name: str, hint: str) -> Mistake:
    """The mistake of this name, made with a pencil: the same numbers, a hint of its own."""
    return replace(next(mistake for mistake in table if mistake.name == name), hint=hint)


def _after_softmax(mistake: Mistake) -> Mistake:
    """The same mistake with the softmax weights in place of the weights."""

    def wrong(softmax_weights: Tensor, keys: Tensor, values: Tensor) -> Tensor:
        known = {"weights": softmax_weights, "keys": keys, "values": values}
        result: Tensor = mistake.wrong(**{name: known[name] for name in mistake.takes})
        return result

    return replace(mistake, wrong=wrong)


def _shares(query: Tensor, keys: Tensor) -> Tensor:
    """Softmax weights `(n,)`."""
    return attention.softmax(keys @ query)


def _ranking(query: Tensor, keys: Tensor) -> list[int]:
    """The positions of the tokens, the best match first."""
    ranking: list[int] = (keys @ query).argsort(descending=True).tolist()
    return ranking


def _cat(query: Tensor, keys: Tensor) -> float:
    """Cat's share."""
    return _shares(query, keys)[CAT].item()


def _cat_divided(query: Tensor, keys: Tensor) -> float:
    """Cat's share with plain division in place of softmax."""
    return attention.normalise(keys @ query)[CAT].item()


def _apart(query: Tensor, keys: Tensor) -> float:
    """How far the shares of cat and chases are apart."""
    shares = _shares(query, keys)
    return (shares[CAT] - shares[CHASES]).abs().item()


def _lesser(query: Tensor, keys: Tensor) -> float:
    """The smaller of the shares of cat and chases."""
    return _shares(query, keys)[[CAT, CHASES]].min().item()


def _third_wins(query: Tensor, keys: Tensor) -> bool:
    """Whether neither cat nor chases has the largest share."""
    return _ranking(query, keys)[0] not in (CAT, CHASES)


def _cosine(query: Tensor, direction: Tensor) -> float:
    """Of the angle between the two."""
    return torch.cosine_similarity(query, direction, dim=0).item()


# fmt: off
# A table reads best with a row's name and its computation on one line.
# In a computation, `amax(0)` and not `max(0).values`: torch starts threads for the latter, and
# on a busy machine waiting for them takes twenty times as long as all the rest.

SCORES = (
    Mistake("overwritten-in-the-loop", lambda query, keys: keys[-1] @ query,
        "You have one number, {found}: the score of the last token. Each turn of the loop "
        "replaces the score before it. Put each new score at the end of the list instead."),
    Mistake("first-token-only", lambda query, keys: keys[0] @ query,
        "You have one number, {found}: the score of the first token. The loop seems to end after "
        "one turn. Let it go on, and keep one score for each token."),
    Mistake("added-over-the-tokens", lambda query, keys: (keys @ query).sum(),
        "You have one number, {found}: the scores of all tokens added up. The sum belongs to the "
        "next step. Here, keep the scores apart, one for each token."),
    Mistake("added-down-the-columns", lambda query, keys: (keys * query).sum(0),
        "{found} is one number for each component: you added over the tokens. Add over the "
        "components of one token instead, and you get one score for each token."),
    Mistake("not-added-up", lambda query, keys: keys * query,
        "For each token you have the products of the components, not yet their sum. A score is "
        "one number for each token: add up the products that belong to it."),
    Mistake("not-added-up-in-one-list", lambda query, keys: (keys * query).flatten(),
        "Your list is too long: {found}. These are the products of single components, one after "
        "the other. Add up those that belong to the same token before you put them in the list."),
    Mistake("outer-products", lambda query, keys: query[:, None] * keys[:, None, :],
        "For each token you have a small table: every component of the query times every "
        "component of the key. Only components in the same place meet, and their products are "
        "added."),
    Mistake("all-scores-in-each-turn", lambda query, keys: (keys @ query).expand(len(keys), -1),
        "Every turn of your loop puts all scores into the list, so you have a whole table. "
        "Inside the loop use the one key of this turn, or leave the loop out."),
    Mistake("every-key-with-every-key", lambda keys: keys @ keys.T,
        "You compared every key with every key, so you have a whole table. Here one token looks "
        "at all others: compare the query with each key."),
    Mistake("keys-copied", lambda keys: keys.clone(),
        "Your scores are the keys themselves. Compare the query with each key: one number for "
        "each token says how well the two match."),
    Mistake("appended-twice", lambda query, keys: (keys @ query).repeat(2),
        "Your list holds every score twice: {found}. Does the loop run twice without `scores` "
        "being emptied in between?"),
    Mistake("zero-in-front", lambda query, keys: _then_zero((keys @ query).flip(0)).flip(0),
        "Your list begins with a zero that belongs to no token: {found}. Start with an empty "
        "list, so that only the scores are in it."),
    Mistake("own-position-missing", lambda query, keys: keys[:-1] @ query,
        "There is one score too few: {found}. You left out the last token, the one that asks. It "
        "looks at itself as well, so it needs a score like every other token."),
    Mistake("first-position-missing", lambda query, keys: keys[1:] @ query,
        "There is one score too few: {found}. You left out the first token. Positions are "
        "counted from zero in Python: where does your loop start?"),
    Mistake("own-position-zero", lambda query, keys: _then_zero(keys[:-1] @ query),
        "You gave the last token a score of zero: {found}. The token that asks looks at itself "
        "as well. Compare the query with its key like with any other."),
    Mistake("one-score-per-word", lambda query, keys: torch.cat([keys[-1:], keys[1:]]) @ query,
        "Your first and last token have the same score: {found}. They are the same word, but "
        "each position has a key of its own. Go by position, not by word."),
    Mistake("last-key-for-every-token", lambda query, keys: (keys[-1] @ query).expand(len(keys)),
        "All your scores are the same, the one of the last token: {found}. Does your loop use "
        "the key of its own turn, or the same key each time?"),
    Mistake("first-key-for-every-token", lambda query, keys: (keys[0] @ query).expand(len(keys)),
        "All your scores are the same, the one of the first token: {found}. Does your loop use "
        "the key of its own turn, or the same key each time?"),
    Mistake("reversed", lambda query, keys: (keys @ query).flip(0),
        "Your scores run from the last token to the first: {found}. Keep the order of the "
        "sentence, by putting each new score at the end of the list."),
    Mistake("smallest-first", lambda query, keys: (keys @ query).sort().values,
        "Your scores are sorted, the smallest first: {found}. Then nobody knows which token a "
        "score belongs to. Keep the order of the sentence."),
    Mistake("largest-first", lambda query, keys: (keys @ query).sort(descending=True).values,
        "Your scores are sorted, the largest first: {found}. Then nobody knows which token a "
        "score belongs to. Keep the order of the sentence."),
    Mistake("running-sum", lambda query, keys: (keys @ query).cumsum(0),
        "Your scores grow from token to token: {found}. Each one holds all those before it. "
        "Start again from zero for every token."),
    Mistake("values-instead-of-keys", lambda query, values: values @ query,
        "You compared the query with the values: {found}. A token is found by its key. Its value "
        "is what it passes on later, in step 3."),
    Mistake("keys-with-values", lambda keys, values: (keys * values).sum(1),
        "You multiplied each key with a value: {found}. The query is missing, and it is what the "
        "keys are compared with. Values have their turn in step 3."),
    Mistake("last-key-as-query", lambda keys: keys @ keys[-1],
        "You compared the keys with the key of the last token: {found}. That token looks for "
        "others with its query. Use `query` instead."),
    Mistake("keys-with-themselves", lambda keys: (keys * keys).sum(1),
        "You multiplied each key with itself: {found}. That says how long a key is, not how well "
        "it matches. One of the two vectors has to be the query."),
    Mistake("query-with-itself", lambda query, keys: (query @ query).expand(len(keys)),
        "All your scores are the same: {found}. You multiplied the query with itself. One of the "
        "two vectors has to be the key of the token."),
    Mistake("keys-added-up", lambda keys: keys.sum(1),
        "Each of your scores is the sum of a key's components: {found}. The query is missing. "
        "Multiply with it component by component before you add."),
    Mistake("lengths-of-keys", lambda keys: torch.linalg.vector_norm(keys, dim=1),
        "Each of your scores is the length of a key: {found}. The query is missing, so nothing "
        "is compared. How well do query and key match?"),
    Mistake("first-component-only", lambda query, keys: keys[:, 0] * query[0],
        "Your scores hold the product of the first components alone: {found}. The second "
        "components count as well: multiply those, too, and add."),
    Mistake("second-component-only", lambda query, keys: keys[:, 1] * query[1],
        "Your scores hold the product of the second components alone: {found}. The first "
        "components count as well: add the two products."),
    Mistake("components-crossed", lambda query, keys: keys.flip(1) @ query,
        "The first component of one vector met the second of the other: {found}. Multiply first "
        "with first and second with second. Are the components of your query in order?"),
    Mistake("subtracted-instead-of-added",
        lambda query, keys: keys[:, 0] * query[0] - keys[:, 1] * query[1],
        "Your products are right, but you took one from the other: {found}. A dot product adds "
        "them. Look at the sign between the two."),
    Mistake("products-multiplied", lambda query, keys: (keys * query).prod(1),
        "You multiplied the products of the components with one another: {found}. A dot product "
        "adds them up."),
    Mistake("largest-product-only", lambda query, keys: (keys * query).amax(1),
        "For each token you kept the largest product: {found}. All components count: add the "
        "products of one token."),
    Mistake("product-of-sums", lambda query, keys: keys.sum(1) * query.sum(),
        "You added first and multiplied after that: {found}. It goes the other way round: "
        "multiply component by component, then add the products."),
    Mistake("added-instead-of-multiplied", lambda query, keys: (keys + query).sum(1),
        "You added the query and the key: {found}. Then the order of components no longer "
        "matters. Multiply them component by component, and add the products."),
    Mistake("difference", lambda query, keys: (query - keys).sum(1),
        "You took the key from the query: {found}. A score does not measure a difference. "
        "Multiply component by component, and add the products."),
    Mistake("distance", lambda query, keys: torch.linalg.vector_norm(keys - query, dim=1),
        "Your scores are the distances from the query to the keys: {found}. The better the "
        "match, the smaller they get. The dot product grows with the match: use that."),
    Mistake("squared-distance", lambda query, keys: (keys - query).square().sum(1),
        "Your scores are squared distances from the query to the keys: {found}. The better the "
        "match, the smaller they get. The dot product grows with the match: use that."),
    Mistake("cosine", lambda query, keys: torch.cosine_similarity(keys, query[None], dim=1),
        "Your scores are cosines: {found}. You divided by the lengths of the vectors. Leave them "
        "as long as they are: the plain dot product is asked for."),
    Mistake("scaled-by-the-root", lambda query, keys: keys @ query / math.sqrt(len(query)),
        "Your scores are dot products divided by a square root: {found}. Real models scale like "
        "this, but you worked without it on paper. Leave the scaling out."),
    Mistake("mean-instead-of-sum", lambda query, keys: (keys * query).mean(1),
        "Your scores are averages of the products: {found}. A dot product adds them up and does "
        "not divide."),
    Mistake("divided-by-the-number-of-tokens", lambda query, keys: keys @ query / len(keys),
        "You divided each score by the number of tokens: {found}. Nothing is divided in this "
        "step. Leave the dot products as they are."),
    Mistake("squared", lambda query, keys: (keys @ query).square(),
        "Your scores are squares of dot products: {found}. Leave the dot product as it is, once "
        "the products are added."),
    Mistake("negative", lambda query, keys: -(keys @ query),
        "Your scores have the wrong sign: {found}. A good match should score high. Where does "
        "the minus come from?"),
    Mistake("cut-to-whole-numbers", lambda query, keys: (keys @ query).trunc(),
        "Your scores are fine with the handout's whole numbers, but you cut off what comes after "
        "the point. Other vectors have fractions there: keep them."),
    Mistake("rounded-to-whole-numbers", lambda query, keys: (keys @ query).round(),
        "Your scores are fine with the handout's whole numbers, but you round. Other vectors "
        "give fractions: keep them."),
    Mistake("divided-already", lambda query, keys: attention.normalise(keys @ query),
        "Your scores add to {total}: they are shares of a whole already. That is the next step. "
        "Here, keep the plain dot products."),
    Mistake("exponentials-already", lambda query, keys: (keys @ query).exp(),
        "Your scores are very large: {found}. You took exponentials, which come in step 4. Here, "
        "keep the plain dot products."),
    Mistake("softmax-already", lambda query, keys: attention.softmax(keys @ query),
        "Your scores are what softmax makes of them, {found}. Softmax comes in step 4. Here, "
        "keep the plain dot products."),
)

WEIGHTS = (
    Mistake("not-divided", lambda scores: scores.clone(),
        "Your weights are the scores as they were. They add to {total}, not 1. Divide each score "
        "by what all scores add to."),
    Mistake("divided-by-the-largest", lambda scores: scores / scores.max(),
        "You divided by the largest score, so the best match gets 1 and your weights add to "
        "{total}. To get shares of a whole, divide by the whole: all scores together."),
    Mistake("divided-by-the-number-of-tokens", lambda scores: scores / len(scores),
        "You divided by how many scores there are, and your weights add to {total}, not 1. "
        "Divide by what the scores add to."),
    Mistake("divided-by-the-length", lambda scores: scores / torch.linalg.vector_norm(scores),
        "Your weights add to {total}, not 1, but their squares do add to 1: you divided by the "
        "length of the scores as a vector. Divide by their plain sum."),
    Mistake("divided-by-the-last", lambda scores: scores / scores[-1],
        "You divided each score by the last one, and your weights add to {total}, not 1. Divide "
        "by all scores together."),
    Mistake("divided-by-itself", lambda scores: scores / scores,
        "Each of your weights is 1, because you divided each score by itself. What is shared out "
        "is the sum of all scores: divide by that."),
    Mistake("divided-by-the-others", lambda scores: scores / (scores.sum() - scores),
        "You divided each score by the sum of the others, and your weights add to {total}, not "
        "1. A share is part of the whole, so the score itself belongs to the sum."),
    Mistake("divided-by-the-sum-so-far", lambda scores: scores / scores.cumsum(0),
        "Your first weight is 1, and all of them add to {total}. You divided by the sum as far "
        "as the loop had come. Add up all scores first, and divide after that."),
    Mistake("own-score-left-out-of-the-sum", lambda scores: scores / scores[:-1].sum(),
        "Your weights add to {total}, not 1: the score of the last token is missing in the sum "
        "that you divide by. A token counts itself as well."),
    Mistake("divided-by-the-sum-of-keys", lambda scores, keys: scores / keys.sum(),
        "Your weights add to {total}, not 1. You divided by the sum of the keys' numbers. The "
        "sum of the scores is what you share out."),
    Mistake("divided-by-the-sum-of-values", lambda scores, values: scores / values.sum(),
        "Your weights add to {total}, not 1. You divided by the sum of the values' numbers. The "
        "sum of the scores is what you share out."),
    Mistake("divided-by-the-sum-of-the-query", lambda scores, query: scores / query.sum(),
        "Your weights add to {total}, not 1. You divided by the sum of the query's numbers. The "
        "sum of the scores is what you share out."),
    Mistake("scaled-by-the-root", lambda scores, query: scores / math.sqrt(len(query)),
        "Your weights add to {total}, not 1. You divided by a square root, as real models do to "
        "scale scores. Here, each score is divided by what all scores add to."),
    Mistake("upside-down", lambda scores: scores.sum() / scores,
        "Your fraction is upside down: {found}. The smallest score got the largest weight. "
        "Divide the part by the whole, not the whole by the part."),
    Mistake("multiplied-by-the-sum", lambda scores: scores * scores.sum(),
        "You multiplied with the sum, and your weights got huge: {found}. Shares are smaller "
        "than 1. Divide instead."),
    Mistake("sum-subtracted", lambda scores: scores - scores.sum(),
        "You took the sum from each score, so your weights are negative: {found}. Divide "
        "instead."),
    Mistake("mean-subtracted", lambda scores: scores - scores.mean(),
        "You took the mean from each score: {found}. That says how far a score is from the "
        "middle. A weight is a share of the whole: divide by the sum."),
    Mistake("from-zero-to-one",
        lambda scores: (scores - scores.min()) / (scores.max() - scores.min()),
        "You stretched the scores from 0 to 1: {found}. One token gets nothing, and they add to "
        "{total}. A weight is a share of the whole: divide by the sum."),
    Mistake("whole-number-division", lambda scores: scores // scores.sum(),
        "All your weights are 0. The operator `//` cuts off everything after the point. Use `/` "
        "instead."),
    Mistake("in-percent", lambda scores: 100 * scores / scores.sum(),
        "Your weights are percentages: they add to {total}. The whole should be 1, so that the "
        "next step works. Leave the hundred out."),
    Mistake("rounded-to-one-decimal", lambda scores: _rounded(scores / scores.sum(), 1),
        "You rounded your weights to one decimal, and they add to {total}. Rounding early makes "
        "every later number worse. Keep all digits, and round when you print."),
    Mistake("rounded-to-two-decimals", lambda scores: _rounded(scores / scores.sum(), 2),
        "You rounded your weights to two decimals: {found}. That is fine on paper, but in code "
        "every later number gets worse. Keep all digits, and round when you print."),
    Mistake("softmax-already", lambda scores: attention.softmax(scores),
        "Your weights add to 1, but you used softmax, which comes in step 4. Here, share out the "
        "scores by plain division, as on paper."),
    Mistake("exponentials-already", lambda scores: scores.exp(),
        "Your weights are exponentials of the scores: {found}. Exponentials come in step 4. "
        "Here, divide each score by what all scores add to."),
    Mistake("squared", lambda scores: attention.normalise(scores.square()),
        "Your weights add to 1, but they are shares of squared scores. Take the scores as they "
        "are, and divide by their sum."),
    Mistake("even-shares", lambda scores: torch.full_like(scores, 1 / len(scores)),
        "Your tokens all get the same: {found}. Then the scores play no part. A token with a "
        "higher score should get more: divide each score by the sum of all."),
    Mistake("winner-takes-all", lambda scores: (scores == scores.max()).double(),
        "You gave everything to the best match and nothing to the rest: {found}. Every token "
        "keeps its share: divide each score by the sum of all."),
    Mistake("running-sum", lambda scores: attention.normalise(scores).cumsum(0),
        "Your weights grow up to 1 at the last token: {found}. Each one holds those before it. "
        "Divide the single score by the whole, not the sum so far."),
    Mistake("reversed", lambda scores: attention.normalise(scores).flip(0),
        "Your weights run from the last token to the first: {found}. Keep the order of the "
        "scores, so that each token gets its own weight."),
    Mistake("own-position-missing", lambda scores: attention.normalise(scores[:-1]),
        "There is one weight too few: {found}. You shared out among the tokens before the last. "
        "The last one looks at itself as well: give it its share."),
    Mistake("last-weight-missing", lambda scores: attention.normalise(scores)[:-1],
        "There is one weight too few: {found}. Yours are divided by the right sum, but the last "
        "token got none. How far does your loop go?"),
    Mistake("own-position-zero", lambda scores: _then_zero(attention.normalise(scores[:-1])),
        "You gave the last token a weight of 0 and shared out among the rest: {found}. The token "
        "that asks looks at itself as well."),
    Mistake("overwritten-in-the-loop", lambda scores: attention.normalise(scores)[-1],
        "You have one number, {found}: the weight of the last token. Each turn of the loop "
        "replaces the one before. Keep them all in a list."),
    Mistake("sum-only", lambda scores: scores.sum(),
        "You have one number, {found}, the sum of the scores. Now divide each of the scores by "
        "it, so that you get one weight for each token."),
    Mistake("sum-by-sum", lambda scores: scores.sum() / scores.sum(),
        "You have one number, {found}: you divided the sum by itself. Divide each single score "
        "by the sum, so that you get one weight for each token."),
)

# Slips in the weighted sum, with whatever weights.
_COLLECTING = (
    Mistake("keys-instead-of-values", lambda weights, keys: weights @ keys,
        "You added up keys: {found}. A key is there to be found. What a token passes on is its "
        "value: take the weighted sum of those."),
    Mistake("not-weighted", lambda values: values.sum(0),
        "You added up the values without weights: {found}. Check that each value meets its own "
        "weight: with one loop inside another, every value meets all of them."),
    Mistake("mean-of-the-values", lambda values: values.mean(0),
        "You took the plain mean of the values: {found}. There every token counts the same. Use "
        "your weights, so that good matches count more."),
    Mistake("divided-by-the-number-of-tokens",
        lambda weights, values: weights @ values / len(values),
        "You divided by the number of tokens at the end: {found}. Your weights have done the "
        "sharing already. Add up, and leave it at that."),
    Mistake("largest-weight-only", lambda weights, values: values[weights.argmax()],
        "Your output is the value of a single token: {found}. Attention mixes. Let every token "
        "add its value times its weight."),
    Mistake("weights-reversed", lambda weights, values: weights.flip(0) @ values,
        "Your weights met the values in the wrong order, the first weight the last value. The "
        "handout's numbers hide this, other vectors do not. Pair them by position."),
    Mistake("overwritten-in-the-loop", lambda weights, values: weights[-1] * values[-1],
        "Your output, {found}, is the last token's value times its weight: each turn of the loop "
        "replaces what was there. Add to it instead."),
    Mistake("first-term-only", lambda weights, values: weights[0] * values[0],
        "Your output, {found}, is the first token's value times its weight, and no more. The "
        "loop seems to end after one turn. Let all tokens add theirs."),
    Mistake("never-updated", lambda values: torch.zeros_like(values[0]),
        "Your output is still {found}, as it was at the start, whatever the vectors are. Inside "
        "the loop, the sum has to be stored again each time you add something."),
    Mistake("not-added-up", lambda weights, values: _terms(weights, values),
        "You have one row for each token: its value times its weight. That is the last column of "
        "your handout. Now add up the rows, to get one vector."),
    Mistake("running-sums", lambda weights, values: _terms(weights, values).cumsum(0),
        "You kept the sum after every token, so you have one row for each. The output is what "
        "you have in the end, when all tokens are in."),
    Mistake("added-across", lambda weights, values: _terms(weights, values).sum(1),
        "You have one number for each token, {found}: you added up the components of each value. "
        "Add over the tokens instead, and keep the components apart."),
    Mistake("all-added-up", lambda weights, values: (weights @ values).sum(),
        "You have one number, {found}: you added up the components as well. The output is a "
        "vector like one value: add over the tokens alone."),
    Mistake("first-component-only", lambda weights, values: (weights @ values)[0],
        "You have one number, {found}, the first component of the output. The second component "
        "of the values is collected in the same way."),
    Mistake("second-component-only", lambda weights, values: (weights @ values)[1],
        "You have one number, {found}, the second component of the output. The first component "
        "of the values is collected in the same way."),
    Mistake("components-swapped", lambda weights, values: (weights @ values).flip(0),
        "The two components of your output, {found}, have changed places. Keep them in the order "
        "of the values."),
    Mistake("own-position-missing", lambda weights, values: weights[:-1] @ values[:-1],
        "You left out the last token. The handout hides this, as that value is zero there, but "
        "other vectors show it. The token that asks adds its own value, too."),
    Mistake("first-position-missing", lambda weights, values: weights[1:] @ values[1:],
        "You left out the first token. The handout hides this, as that value is zero there, but "
        "other vectors show it. Where does your loop start?"),
    Mistake("counted-twice", lambda weights, values: 2 * (weights @ values),
        "Your output, {found}, is twice too large. Does the loop run twice, or does it start "
        "from something other than zeros?"),
    Mistake("started-at-ones", lambda weights, values: 1 + weights @ values,
        "Each component of your output, {found}, is too large by 1. Start the sum from zeros, "
        "not from ones."),
    Mistake("added-instead-of-multiplied",
        lambda weights, values: (weights[:, None] + values).sum(0),
        "You added weight and value: {found}. A weight says how much of a value is taken, so the "
        "two are multiplied."),
    Mistake("divided-instead-of-multiplied",
        lambda weights, values: (values / weights[:, None]).sum(0),
        "You divided each value by its weight: {found}. Then a token with little weight passes "
        "on most. Multiply instead."),
    Mistake("largest-term-only", lambda weights, values: _terms(weights, values).amax(0),
        "In each component you kept the largest product: {found}. All tokens take part: add up "
        "instead of choosing."),
    Mistake("last-weight-for-every-value", lambda weights, values: weights[-1] * values.sum(0),
        "You gave every value the weight of the last token: {found}. Let your loop go through "
        "weights and values together, one pair in each turn."),
    Mistake("divided-by-its-own-sum", lambda weights, values: attention.normalise(weights @ values),
        "The components of your output add to {total}: you made shares of them. Only weights are "
        "shares. Leave the sum of the weighted values as it is."),
    Mistake("keys-times-values", lambda weights, keys, values: weights @ (keys * values),
        "You collected keys times values: {found}. The keys have done their work in the scores. "
        "Collect the values alone."),
)

OUTPUT = (
    *_COLLECTING,
    Mistake("scores-instead-of-weights", lambda scores, values: scores @ values,
        "Your output, {found}, lies far outside of the values: you multiplied with the scores, "
        "which do not add to 1. Use the weights of step 2."),
    Mistake("softmax-already", lambda scores, values: attention.softmax(scores) @ values,
        "You collected the values with softmax weights: {found}. They come in step 4. Use your "
        "`weights` here."),
    Mistake("softmax-of-weights", lambda weights, values: attention.softmax(weights) @ values,
        "You took softmax of weights that were shares already: {found}. That makes them nearly "
        "equal. Use your `weights` as they are."),
    Mistake("query-instead-of-values", lambda weights, query: weights.sum() * query,
        "Your output, {found}, is the query again: you multiplied your weights with the query in "
        "each turn. What is collected are the values."),
)

SOFTMAX_WEIGHTS = (
    Mistake("exponentials-not-divided", lambda scores: scores.exp(),
        "You have the exponentials, and they add to {total}. Half the way is done. Divide each "
        "of them by what they add to."),
    Mistake("no-exponentials", lambda scores: attention.normalise(scores),
        "You have the weights of step 2 once more: {found}. The exponential is missing. Replace "
        "each score by its exponential first, then divide."),
    Mistake("scores-above-exponentials-below", lambda scores: scores / scores.exp().sum(),
        "Your weights add to {total}, not 1. You divided by the exponentials, but above the line "
        "there are still plain scores. Take the exponential in both places."),
    Mistake("exponentials-above-scores-below", lambda scores: scores.exp() / scores.sum(),
        "Your weights add to {total}, not 1. You divided exponentials by the sum of the plain "
        "scores. The sum below the line is over exponentials as well."),
    Mistake("exponential-of-the-sum", lambda scores: (scores - scores.sum()).exp(),
        "Your weights are tiny and add to {total}. You took the exponential of the sum. Turn it "
        "round: take the exponential of each score, and then add those up."),
    Mistake("softmax-of-weights", lambda weights: attention.softmax(weights),
        "Your weights add to 1 but are nearly equal: {found}. You took exponentials of the "
        "weights of step 2. Start from the scores."),
    Mistake("exponentials-of-weights", lambda weights: weights.exp(),
        "You divided first and took exponentials after that: your weights add to {total}. It "
        "goes the other way round: exponentials of the scores, and then the division."),
    Mistake("divided-by-itself", lambda scores: torch.ones_like(scores),
        "Each of your weights is 1. Softmax of a single number is always 1, and so is a number "
        "divided by itself. Take all scores together, in one tensor."),
    Mistake("softmax-twice", lambda scores: attention.softmax(attention.softmax(scores)),
        "Your weights add to 1 but are nearly equal: {found}. You took softmax of what had been "
        "through softmax already. Once is enough."),
    Mistake("scaled-by-the-root",
        lambda scores, query: attention.softmax(scores / math.sqrt(len(query))),
        "You divided the scores by a square root before the softmax: {found}. Real models do "
        "that, but nothing is scaled in this notebook. Leave it out."),
    Mistake("scaled-by-the-largest", lambda scores: attention.softmax(scores / scores.max()),
        "You divided the scores by the largest one before the softmax: {found}. Their "
        "differences got small, so your weights are nearly equal. Take the scores as they are."),
    Mistake("powers-of-two", lambda scores: attention.normalise(2**scores),
        "Your weights add to 1, but they come from powers of two: {found}. The exponential has "
        "the base e, and `torch.exp` uses it."),
    Mistake("powers-of-ten", lambda scores: attention.normalise(10**scores),
        "Your weights add to 1, but they come from powers of ten: {found}. The exponential has "
        "the base e, and `torch.exp` uses it."),
    Mistake("score-to-the-power-of-e", lambda scores: attention.normalise(scores**math.e),
        "You raised each score to the power e: {found}. Base and exponent have changed places. "
        "It is e that is raised to the power of the score."),
    Mistake("squared", lambda scores: attention.normalise(scores.square()),
        "Your weights are shares of squared scores: {found}. Softmax takes the exponential of "
        "each score, not its square."),
    Mistake("logarithms-instead", lambda scores: attention.normalise(scores.log()),
        "You took logarithms of the scores: {found}. They make differences smaller. The "
        "exponential makes them larger, and that is what you want here."),
    Mistake("log-softmax", lambda scores: torch.log_softmax(scores, 0),
        "Your weights are all negative: {found}. That is the logarithm of softmax. Leave the "
        "logarithm out: weights are positive and add to 1."),
    Mistake("sigmoid", lambda scores: scores.sigmoid(),
        "You squeezed each score between 0 and 1 by itself, and your weights add to {total}. In "
        "softmax the tokens share: each exponential is divided by the sum of all."),
    Mistake("negative-scores", lambda scores: attention.softmax(-scores),
        "The worst match got the largest weight: {found}. There is a minus in your exponent. "
        "Take it away."),
    Mistake("divided-by-the-largest", lambda scores: (scores - scores.max()).exp(),
        "Your largest weight is 1, and all add to {total}. Taking away the maximum is a good "
        "habit, but it does not replace the division by the sum. Do that as well."),
    Mistake("divided-by-the-number-of-tokens", lambda scores: scores.exp() / len(scores),
        "You divided the exponentials by how many there are, and your weights add to {total}, "
        "not 1. Divide by what they add to."),
    Mistake("divided-by-the-others",
        lambda scores: scores.exp() / (scores.exp().sum() - scores.exp()),
        "You divided each exponential by the sum of the others, and your weights add to {total}, "
        "not 1. Each one belongs to the sum as well."),
    Mistake("divided-by-the-sum-so-far", lambda scores: scores.exp() / scores.exp().cumsum(0),
        "Your first weight is 1, and all of them add to {total}. You divided by the sum as far "
        "as the loop had come. Add up all exponentials first."),
    Mistake("own-score-left-out-of-the-sum", lambda scores: scores.exp() / scores[:-1].exp().sum(),
        "The sum that you divide by leaves out the last token, so your weights add to {total}. A "
        "token counts itself as well."),
    Mistake("own-position-zero", lambda scores: _then_zero(attention.softmax(scores[:-1])),
        "You gave the last token a weight of 0: {found}. Nothing is masked here. The token that "
        "asks looks at itself as well."),
    Mistake("own-position-missing", lambda scores: attention.softmax(scores[:-1]),
        "There is one weight too few: {found}. You left out the last token. The token that asks "
        "looks at itself as well."),
    Mistake("overwritten-in-the-loop", lambda scores: attention.softmax(scores)[-1],
        "You have one number, {found}: the weight of the last token. Each turn of the loop "
        "replaces the one before. Keep them all."),
    Mistake("sum-only", lambda scores: scores.exp().sum(),
        "You have one number, {found}: the sum of the exponentials. Now divide each exponential "
        "by it, so that you get one weight for each token."),
    Mistake("winner-takes-all", lambda scores: (scores == scores.max()).double(),
        "You gave everything to the best match: {found}. Softmax is softer than that: every "
        "token keeps a little. Use exponentials, and divide by their sum."),
    Mistake("in-percent", lambda scores: 100 * attention.softmax(scores),
        "Your weights are percentages: they add to {total}. The whole should be 1. Leave the "
        "hundred out."),
    Mistake("rounded-to-two-decimals", lambda scores: _rounded(attention.softmax(scores), 2),
        "You rounded your weights to two decimals: {found}. Small weights get lost by that. Keep "
        "all digits, and round when you print."),
    Mistake("reversed", lambda scores: attention.softmax(scores).flip(0),
        "Your weights run from the last token to the first: {found}. Keep the order of the "
        "scores."),
)

SOFTMAX_OUTPUT = (
    *map(_after_softmax, _COLLECTING),
    Mistake("plain-weights", lambda weights, values: weights @ values,
        "That is the output of step 3 again: {found}. Collect the values with your softmax "
        "weights this time."),
    Mistake("softmax-of-weights", lambda weights, values: attention.softmax(weights) @ values,
        "You collected the values with a softmax of the weights of step 2: {found}. Take the "
        "softmax weights that you made from the scores."),
    Mistake("exponentials-not-divided", lambda scores, values: scores.exp() @ values,
        "Your output is huge: {found}. You multiplied the values with the exponentials. Use the "
        "softmax weights, which add to 1."),
    Mistake("scores-instead-of-weights", lambda scores, values: scores @ values,
        "Your output, {found}, lies outside of the values: you multiplied them with the scores. "
        "Use the softmax weights, which add to 1."),
    Mistake("both-weights",
        lambda weights, softmax_weights, values: (weights * softmax_weights) @ values,
        "You weighted each value twice, with the weights of step 2 and with softmax: {found}. "
        "Use the softmax weights alone."),
    Mistake("softmax-of-the-output", lambda output: attention.softmax(output),
        "You took softmax of the output of step 3: {found}. Softmax makes weights out of scores. "
        "Then collect the values again with these weights."),
    Mistake("exponentials-of-the-output", lambda output: output.exp(),
        "You took exponentials of the output of step 3: {found}. They belong to the scores. Make "
        "weights first, then collect the values again."),
    Mistake("weights-copied", lambda softmax_weights: softmax_weights.clone(),
        "Your output is the softmax weights once more: {found}. One step is missing: multiply "
        "each value by its weight, and add up."),
)

BY_HAND_SCORES = (
    _on_paper(SCORES, "values-instead-of-keys",
        "Your scores, {found}, come from the value column. A token is found by its key: go "
        "through the key column with the query."),
    Mistake("own-key-or-first-component", lambda query, keys: keys[:, 0] * query[0],
        "In your scores, {found}, the second component of the query plays no part. Did you leave "
        "it out, or take the key of the last token for the query? Use both components of the "
        "query."),
    _on_paper(SCORES, "second-component-only",
        "In your scores, {found}, the first component of the query plays no part. Multiply first "
        "with first, second with second, and add the two."),
    _on_paper(SCORES, "components-crossed",
        "In your scores, {found}, the first component of one vector meets the second of the "
        "other. Multiply first with first, second with second, and add the two."),
    _on_paper(SCORES, "subtracted-instead-of-added",
        "Your products are right, but you took one from the other: {found}. Add the two products "
        "of each token."),
    _on_paper(SCORES, "products-multiplied",
        "You multiplied the two products of each token: {found}. Add them instead."),
    _on_paper(SCORES, "largest-product-only",
        "You kept one product for each token: {found}. There are two, and a score is both of "
        "them added."),
    _on_paper(SCORES, "product-of-sums",
        "You added first and multiplied after that: {found}. It goes the other way round: "
        "multiply first with first and second with second, then add."),
    _on_paper(SCORES, "added-instead-of-multiplied",
        "You added the numbers of query and key: {found}. Multiply them in pairs, first with "
        "first and second with second, and add the two products."),
    _on_paper(SCORES, "difference",
        "You took the key from the query: {found}. Multiply them in pairs, first with first and "
        "second with second, and add the two products."),
    _on_paper(SCORES, "distance",
        "Your scores are distances between query and key: {found}. A score is a dot product: "
        "multiply in pairs, and add."),
    _on_paper(SCORES, "not-added-up",
        "You typed two products for each token. A score is one number: add the two."),
    _on_paper(SCORES, "keys-added-up",
        "Your scores are the numbers of each key added up: {found}. The query is missing. "
        "Multiply with it in pairs before you add."),
    _on_paper(SCORES, "keys-with-themselves",
        "You multiplied each key with itself: {found}. Multiply it with the query."),
    _on_paper(SCORES, "keys-with-values",
        "You multiplied each key with the value beside it: {found}. Multiply it with the query. "
        "Values have their turn in the last column."),
    _on_paper(SCORES, "scaled-by-the-root",
        "You divided by a square root: {found}. Real models do that, but nothing is scaled on "
        "this handout."),
    _on_paper(SCORES, "mean-instead-of-sum",
        "You took the mean of the two products: {found}. Add them, and do not divide."),
    _on_paper(SCORES, "own-position-missing",
        "There is one score too few: {found}. The last token looks at itself as well: fill in "
        "your last row."),
    _on_paper(SCORES, "own-position-zero",
        "You gave the last token no score: {found}. It looks at itself as well, so work out its "
        "row like any other."),
    Mistake("first-row-copied-to-the-last",
        lambda query, keys: torch.cat([keys[:-1], keys[:1]]) @ query,
        "Your first and last token have the same score: {found}. They are the same word, but "
        "their keys differ. Look at the last row again."),
    _on_paper(SCORES, "one-score-per-word",
        "Your first and last token have the same score: {found}. They are the same word, but "
        "their keys differ. Look at the first row again."),
    _on_paper(SCORES, "reversed",
        "Your first and last score have changed places: {found}. Copy the column from top to "
        "bottom, in the order of the sentence."),
    _on_paper(SCORES, "running-sum",
        "Your scores grow from row to row: {found}. Each one holds those above. Start again from "
        "zero in each row."),
    Mistake("sum-row-typed-in", lambda query, keys: _with_sum(keys @ query),
        "Your list has one number too many: {found}. The last one is the sum row, which belongs "
        "to no token. Leave it out."),
    _on_paper(SCORES, "divided-already",
        "Your scores add to {total}: you typed the weight column. The score column stands to the "
        "left of it."),
)

BY_HAND_WEIGHTS = (
    _on_paper(WEIGHTS, "not-divided",
        "Your weights are your scores once more, and they add to {total}, not 1. Divide each "
        "score by the sum row."),
    _on_paper(WEIGHTS, "divided-by-the-largest",
        "You divided by the largest score, and your weights add to {total}, not 1. Divide by the "
        "sum row."),
    _on_paper(WEIGHTS, "divided-by-the-number-of-tokens",
        "You divided by the number of tokens, and your weights add to {total}, not 1. Divide by "
        "the sum row."),
    _on_paper(WEIGHTS, "divided-by-the-length",
        "Your weights add to {total}, not 1: you divided by the length of the scores as a "
        "vector. Divide by the sum row."),
    _on_paper(WEIGHTS, "divided-by-itself",
        "Each of your weights is 1: you divided each score by itself. Divide by the sum row."),
    _on_paper(WEIGHTS, "divided-by-the-others",
        "You divided each score by the sum of the others, and your weights add to {total}, not "
        "1. Divide by the sum of all."),
    _on_paper(WEIGHTS, "own-score-left-out-of-the-sum",
        "Your weights add to {total}, not 1. The last token's score is missing in the sum that "
        "you divided by: every row counts, also where a word comes twice."),
    Mistake("first-score-left-out-of-the-sum", lambda scores: scores / scores[1:].sum(),
        "Your weights add to {total}, not 1. The first token's score is missing in the sum that "
        "you divided by: every row counts, also where a word comes twice."),
    _on_paper(WEIGHTS, "upside-down",
        "Your fractions are upside down: {found}. The score goes above the line and the sum "
        "below."),
    _on_paper(WEIGHTS, "sum-subtracted",
        "You took the sum from each score: {found}. Divide by the sum instead."),
    _on_paper(WEIGHTS, "in-percent",
        "You typed percentages, and they add to {total}. Type shares of 1 instead: fractions are "
        "welcome."),
    _on_paper(WEIGHTS, "rounded-to-one-decimal",
        "You rounded to one decimal, and your weights add to {total}. Keep two decimals, or type "
        "fractions and let Python divide."),
    _on_paper(WEIGHTS, "softmax-already",
        "You used exponentials: {found}. That is softmax, and it comes later, in the notebook. "
        "On paper, divide each score by the sum row."),
    _on_paper(WEIGHTS, "even-shares",
        "You gave every token the same: {found}. The scores differ, and the weights should "
        "follow them: divide each score by the sum row."),
    _on_paper(WEIGHTS, "own-position-missing",
        "There is one weight too few: {found}. The last token looks at itself as well: fill in "
        "your last row, and count it in the sum."),
    _on_paper(WEIGHTS, "own-position-zero",
        "You gave the last token no weight and shared out among the rest: {found}. It looks at "
        "itself as well."),
    _on_paper(WEIGHTS, "reversed",
        "Your first and last weight have changed places: {found}. Copy the column from top to "
        "bottom, in the order of the sentence."),
    Mistake("sum-row-typed-in", lambda scores: _with_sum(attention.normalise(scores)),
        "Your list has one number too many: {found}. The last one is the sum row, which belongs "
        "to no token. Leave it out."),
)

BY_HAND_OUTPUT = (
    _on_paper(OUTPUT, "keys-instead-of-values",
        "Your output, {found}, comes from the key column. A token passes on its value: multiply "
        "the value column by the weights."),
    _on_paper(OUTPUT, "not-weighted",
        "You added up the value column as it stands: {found}. Multiply each value by its weight "
        "first, then add up the last column."),
    _on_paper(OUTPUT, "mean-of-the-values",
        "You took the plain mean of the values: {found}. Multiply each value by its weight, then "
        "add up the last column."),
    _on_paper(OUTPUT, "scores-instead-of-weights",
        "Your output, {found}, is far larger than any value: you multiplied by the scores. "
        "Multiply by the weights."),
    _on_paper(OUTPUT, "divided-by-the-number-of-tokens",
        "You divided by the number of tokens at the end: {found}. Your weights have done the "
        "sharing already. Add up the last column, and leave it at that."),
    _on_paper(OUTPUT, "largest-weight-only",
        "Your output is the value of a single token: {found}. Let every token add its value "
        "times its weight."),
    Mistake("first-half-only",
        lambda weights, values: weights[: len(weights) // 2] @ values[: len(values) // 2],
        "Your output, {found}, holds the upper rows of the last column alone. Add up the whole "
        "column."),
    Mistake("second-half-only",
        lambda weights, values: weights[len(weights) // 2 :] @ values[len(values) // 2 :],
        "Your output, {found}, holds the lower rows of the last column alone. Add up the whole "
        "column."),
    _on_paper(OUTPUT, "not-added-up",
        "You typed the last column, one row for each token. The output is the sum of these rows: "
        "two numbers."),
    _on_paper(OUTPUT, "added-across",
        "You typed one number for each token, {found}. Keep the two components of a value apart, "
        "and add each down the column."),
    _on_paper(OUTPUT, "all-added-up",
        "You typed one number, {found}: both components added up. Keep the two apart, each with "
        "a sum of its own."),
    _on_paper(OUTPUT, "components-swapped",
        "The two numbers of your output, {found}, have changed places. Copy them in the order of "
        "the value column."),
    _on_paper(OUTPUT, "added-instead-of-multiplied",
        "You added weight and value: {found}. Multiply them: a weight says how much of a value "
        "is taken."),
    _on_paper(OUTPUT, "keys-times-values",
        "You multiplied with the keys as well: {found}. The keys have done their work in the "
        "scores. Multiply value and weight alone."),
    _on_paper(OUTPUT, "softmax-already",
        "You collected the values with softmax weights: {found}. They come later, in the "
        "notebook. Use the weight column."),
    _on_paper(OUTPUT, "query-instead-of-values",
        "Your output, {found}, is the query again. What is collected are the values, each times "
        "its weight."),
    Mistake("rounded-to-one-decimal", lambda weights, values: _rounded(weights @ values, 1),
        "Your output, {found}, was rounded to one decimal. You were close: type it with two or "
        "more."),
)

KEYS_SHAPE = (
    Mistake("transposed", _sizes(64, 50),
        "You have the right numbers the other way round: {found}. The tokens come first, one row "
        "for each, as in `keys` above."),
    Mistake("model-width", _sizes(50, 896),
        "In {found} you gave each key the whole width of the model. The width is shared out "
        "evenly among the heads, and you look at one of them."),
    Mistake("model-width-transposed", _sizes(896, 50),
        "In {found} the width of the model comes first. Put the tokens first, and mind that the "
        "width is shared out among the heads. You look at one of them."),
    Mistake("number-of-heads-as-length", _sizes(50, 14),
        "In {found} you took the number of heads for the length of a key. Divide the width by "
        "that number instead."),
    Mistake("heads-instead-of-tokens", _sizes(14, 64),
        "In {found} you have one row for each head. You look at a single head: how many rows "
        "does it need, when each token has a key?"),
    Mistake("both-key-value-heads", _sizes(50, 128),
        "In {found} the keys of two heads lie side by side, as the real model keeps them. You "
        "look at one head: take its share alone."),
    Mistake("shape-of-scores", _sizes(50, 50),
        "You gave {found}, one number for each pair of tokens. That is how scores look. A key "
        "belongs to one token: how many numbers does it hold?"),
    Mistake("length-twice", _sizes(64, 64),
        "You have the length of a key twice: {found}. One of the two sizes should count the "
        "tokens. There is one row for each."),
    Mistake("handout-sizes", _sizes(4, 2),
        "You gave the shape of `keys` on the handout, {found}. The model has a longer text and "
        "longer keys: put in its numbers."),
    Mistake("handout-length", _sizes(50, 2),
        "Your tokens are right in {found}, but the keys are as short as on the handout. In the "
        "model, a head's share of the width is their length."),
    Mistake("handout-tokens", _sizes(4, 64),
        "Your length of a key is right in {found}, but the tokens are those of the handout. How "
        "long is the text now?"),
    Mistake("projection-matrix", _sizes(896, 64),
        "You gave {found}, the shape of the matrix that makes keys out of tokens. The keys "
        "themselves have one row for each token of the text."),
    Mistake("all-heads", _sizes(14, 50, 64),
        "You gave {found}, the keys of all heads. Leave out the first axis: you look at one "
        "head."),
    Mistake("heads-in-the-middle", _sizes(50, 14, 64),
        "You gave {found}, the keys of all heads. Leave out the axis in the middle: you look at "
        "one head."),
    Mistake("batch-axis", _sizes(1, 50, 64),
        "You gave {found}, with an axis for the batch. Leave it out: two numbers are asked for."),
    Mistake("batch-and-heads", _sizes(1, 14, 50, 64),
        "You gave {found}, with axes for the batch and the heads. Leave both out: two numbers "
        "are asked for."),
    Mistake("tokens-only", _sizes(50),
        "You gave one number, {found}, the number of tokens. Each token has a key of several "
        "numbers: add how many."),
    Mistake("one-key", _sizes(64),
        "You gave the length of one key, {found}. All keys are asked for: put the number of "
        "tokens in front."),
    Mistake("count-of-numbers", _sizes(3200),
        "You multiplied, and {found} is how many numbers the keys hold. A shape keeps the two "
        "sizes apart: rows first, then columns."),
)

SCORES_SHAPE = (
    Mistake("one-query", _sizes(50),
        "You gave {found}: the scores of one query, as on the handout. Now every token asks, so "
        "there is one such row for each query."),
    Mistake("one-query-as-a-row", _sizes(1, 50),
        "You gave {found}, a single row of scores. Now every token asks, so there is one such "
        "row for each query."),
    Mistake("one-query-as-a-column", _sizes(50, 1),
        "You gave {found}, a single score for each query. Each query meets every key: how many "
        "scores does it get?"),
    Mistake("shape-of-keys", _sizes(50, 64),
        "You gave {found}, which is how keys look. A score is one number for a query and a key. "
        "The components are added up, so their number is gone."),
    Mistake("shape-of-keys-transposed", _sizes(64, 50),
        "You gave {found}, which is how keys look when they are turned round. In a score the "
        "components are added up, so their number is gone. What is left?"),
    Mistake("components-with-components", _sizes(64, 64),
        "In {found} every component meets every component: you turned the product round. What "
        "meets in the scores are queries and keys: how many are there of each?"),
    Mistake("not-added-up", _sizes(50, 50, 64),
        "You gave {found}: a vector for each pair of query and key. A score is one number, "
        "because the products are added up. Which axis goes?"),
    Mistake("model-width", _sizes(50, 896),
        "In {found} you have the width of the model. A score is one number for a query and a "
        "key, so no width is left in its shape. What do rows and columns count?"),
    Mistake("heads-instead-of-keys", _sizes(50, 14),
        "In {found} you have one column for each head. You look at one head, and a row holds the "
        "scores of one query. With how many keys?"),
    Mistake("heads-with-heads", _sizes(14, 14),
        "In {found} you let heads meet heads. They work side by side and do not meet. Inside one "
        "head, queries meet keys: how many are there of each?"),
    Mistake("handout-sizes", _sizes(4, 4),
        "You have the right idea, but {found} counts the tokens of the handout. How long is the "
        "text now?"),
    Mistake("handout-scores", _sizes(4),
        "You gave {found}, the scores on the handout: one query, and its few tokens. The text is "
        "longer now, and every token asks."),
    Mistake("handout-keys", _sizes(4, 2),
        "You gave the shape of `keys` on the handout, {found}. Scores are one number for each "
        "query and key, and the text is longer now."),
    Mistake("all-heads", _sizes(14, 50, 50),
        "You gave {found}, the scores of all heads. Leave out the first axis: you look at one "
        "head."),
    Mistake("batch-axis", _sizes(1, 50, 50),
        "You gave {found}, with an axis for the batch. Leave it out: two numbers are asked for."),
    Mistake("batch-and-heads", _sizes(1, 14, 50, 50),
        "You gave {found}, with axes for the batch and the heads. Leave both out: two numbers "
        "are asked for."),
    Mistake("count-of-numbers", _sizes(2500),
        "You multiplied, and {found} is how many scores there are. A shape keeps the two sizes "
        "apart: rows first, then columns."),
)

OUTPUT_SHAPE = (
    Mistake("shape-of-scores", _sizes(50, 50),
        "You gave {found}, which is how scores and weights look. The weights mix values: an "
        "output is as long as one value of this head."),
    Mistake("transposed", _sizes(64, 50),
        "You have the right numbers the other way round: {found}. The tokens come first, one row "
        "for each."),
    Mistake("one-output", _sizes(64),
        "You gave {found}: the output of one query, as on the handout. Now every token asks, so "
        "there is one such row for each query."),
    Mistake("one-output-as-a-row", _sizes(1, 64),
        "You gave {found}, a single output. Now every token asks, so there is one such row for "
        "each query."),
    Mistake("one-number-for-each-token", _sizes(50),
        "You gave {found}, a single number for each token. An output is a mixture of values: it "
        "is as long as one value of this head."),
    Mistake("one-column", _sizes(50, 1),
        "You gave {found}, a single number in each row. An output is a mixture of values: it is "
        "as long as one value of this head."),
    Mistake("model-width", _sizes(50, 896),
        "You gave {found}, which is what all heads give together. You look at one head: how much "
        "of the width is its share?"),
    Mistake("batch-and-model-width", _sizes(1, 50, 896),
        "You gave {found}, which is what all heads give together, with an axis for the batch. "
        "You look at one head: leave the batch out, and take the head's share of the width."),
    Mistake("both-key-value-heads", _sizes(50, 128),
        "In {found} you count two heads side by side, as the real model keeps its values. You "
        "look at one head: how much of the width is its share?"),
    Mistake("number-of-heads-as-length", _sizes(50, 14),
        "In {found} you took the number of heads for the length of an output. Divide the width "
        "by that number instead."),
    Mistake("length-twice", _sizes(64, 64),
        "You have the length of a value twice: {found}. One of the two sizes should count the "
        "queries. There is one output for each."),
    Mistake("not-added-up", _sizes(50, 50, 64),
        "You gave {found}: a weighted value for each pair of tokens. They are added up for each "
        "query. Which axis goes?"),
    Mistake("handout-sizes", _sizes(4, 2),
        "You have the right idea, but {found} has the sizes of the handout. The model has a "
        "longer text and longer values: put in its numbers."),
    Mistake("handout-output", _sizes(2),
        "You gave {found}, the length of the output on the handout. Values are longer in the "
        "model, and every token asks."),
    Mistake("all-heads", _sizes(14, 50, 64),
        "You gave {found}, the outputs of all heads. Leave out the first axis: you look at one "
        "head."),
    Mistake("batch-axis", _sizes(1, 50, 64),
        "You gave {found}, with an axis for the batch. Leave it out: two numbers are asked for."),
    Mistake("batch-and-heads", _sizes(1, 14, 50, 64),
        "You gave {found}, with axes for the batch and the heads. Leave both out: two numbers "
        "are asked for."),
    Mistake("count-of-numbers", _sizes(3200),
        "You multiplied, and {found} is how many numbers the outputs hold. A shape keeps the two "
        "sizes apart: rows first, then columns."),
)

_QUERY_FORM = (
    Symptom("weights-instead-of-a-query",
        lambda query, keys: query.shape == keys.shape[:1] != keys.shape[1:],
        "You typed one number for each token: {found}. Those are weights that you wish for. A "
        "query has as many numbers as a key, and the weights follow from it."),
    Symptom("one-number", lambda query, keys: query.numel() == 1 and query.shape != keys.shape[1:],
        "You typed one number, {found}. A query is a vector with as many numbers as a key. It is "
        "neither a position nor a weight."),
    Symptom("all-keys", lambda query, keys: query.shape == keys.shape,
        "You typed one row for each token. A query is a single vector, as long as one key, and "
        "it meets all keys."),
    Symptom("extra-brackets",
        lambda query, keys: query.squeeze().shape == keys.shape[1:] != query.shape,
        "You have one pair of brackets too many: {found}. A query is a plain vector, like one "
        "key."),
    Symptom("another-length", lambda query, keys: query.shape != keys.shape[1:],
        "Your query does not fit the keys. It should be a vector with as many numbers as a key."),
    Symptom("not-finite", lambda query, keys: not (keys @ query).isfinite().all(),
        "Your query, {found}, gives scores that are no finite numbers. Ordinary numbers are "
        "enough: a query of the length of your keys, or a few times longer."),
    Symptom("zero", lambda query, keys: torch.equal(query, torch.zeros_like(keys[0])),
        "Your query is zero, so every score is zero and all tokens get the same. Point it "
        "somewhere: towards the keys that should be found."),
)

QUERY_CAT = (
    *_QUERY_FORM,
    Symptom("plain-division-only",
        lambda query, keys: _cat_divided(query, keys) > 0.9 >= _cat(query, keys),
        "With plain division your query gives cat a lot, but only because some scores are "
        "negative. Softmax is asked for. Give cat a score that is clearly higher than all "
        "others."),
    Symptom("points-away-from-cat", lambda query, keys: _ranking(query, keys)[-1] == CAT,
        "Your query, {found}, gives cat the lowest score of all: it points away from cat's key. "
        "Turn it round."),
    Symptom("cat-and-chases-tie",
        lambda query, keys: _apart(query, keys) < 0.02 and not _third_wins(query, keys),
        "With your query, {found}, cat and chases get about the same. Turn it away from chases: "
        "in which component is that key large, and cat's is not?"),
    Symptom("chases-wins", lambda query, keys: _ranking(query, keys)[0] == CHASES,
        "With your query, {found}, chases gets most. Compare its key with cat's: which component "
        "of the query helps cat, and which helps chases?"),
    Symptom("another-token-wins", _third_wins,
        'With your query, {found}, one of the two "the" gets more than cat. Compare its key with '
        "cat's: which component of the query helps cat alone?"),
    Symptom("nearly-there", lambda query, keys: 0.85 < _cat(query, keys) <= 0.9,
        "You are nearly there: the direction is right, and cat gets most by far. Make your query "
        "a little longer."),
    Symptom("equal-components",
        lambda query, keys: bool((query == query[0]).all()) and _cat(query, keys) <= 0.85,
        "Your query, {found}, asks for both components alike, and cat wins too narrowly. Compare "
        "the keys: in which component does cat stand out? Ask for more of that one."),
    Symptom("length-one",
        lambda query, keys: abs(query.norm().item() - 1) < 1e-3 and _cat(query, keys) <= 0.85,
        "Cat wins, but your query has the length 1, so the scores are close together. A query "
        "need not be normalised: make it longer."),
    Symptom("shares-that-add-to-one",
        lambda query, keys: abs(query.sum().item() - 1) < 1e-3 and _cat(query, keys) <= 0.85,
        "Cat wins, but too narrowly. The numbers of your query add to 1, as if they were shares. "
        "They are a direction and a length: any size is allowed."),
    Symptom("short-of-chases",
        lambda query, keys: _ranking(query, keys)[1] == CHASES and _cat(query, keys) <= 0.85,
        "Cat wins with your query, {found}, but chases comes close. Turn it away from the key of "
        "chases, or make it longer: that widens every lead."),
    Symptom("short-of-the", lambda query, keys: _cat(query, keys) <= 0.85,
        'Cat wins with your query, {found}, but the last "the" comes close. A longer query '
        'widens every lead. You can also turn it to where cat has something and "the" has '
        "nothing."),
)

QUERY_SPLIT = (
    *_QUERY_FORM,
    Symptom("points-away-from-both",
        lambda query, keys: _apart(query, keys) <= 0.05 and _third_wins(query, keys),
        "Cat and chases get the same with your query, {found}, but next to nothing: it points "
        "away from both keys. Turn it round."),
    Symptom("even-but-short",
        lambda query, keys: _apart(query, keys) <= 0.05 and _lesser(query, keys) < 0.4,
        'Cat and chases get about the same with your query, {found}, but the two "the" still get '
        "too much. Make the query longer, in the same direction."),
    Symptom("between-the-keys",
        lambda query, keys: (_cosine(query, keys[CAT] + keys[CHASES]) > 0.9999
                             and _apart(query, keys) > 0.05),
        "Your query points to the sum of the two keys. They are not equally long, so that is not "
        "fair to both. Ask for equal scores: work out both scores, and set them equal."),
    Symptom("nearly-even", lambda query, keys: 0.05 < _apart(query, keys) <= 0.1,
        "You are close: cat and chases are only a little too far apart. Turn your query slightly "
        "towards the key of the one that gets less."),
    Symptom("slightly-off-and-long",
        lambda query, keys: (abs(_cosine(query, keys[CAT] - keys[CHASES])) < 0.03
                             and _apart(query, keys) > 0.05),
        "Your direction is nearly right, but the query is long, and softmax makes much of a "
        "small difference in scores. Make the two scores equal, or the query shorter."),
    Symptom("equal-components",
        lambda query, keys: bool((query == query[0]).all()) and _apart(query, keys) > 0.05,
        "Equal numbers in the query do not give equal weights: your query, {found}, meets two "
        "different keys. Work out both scores, and set them equal."),
    Symptom("cat-wins",
        lambda query, keys: _ranking(query, keys)[0] == CAT and _apart(query, keys) > 0.05,
        "With your query, {found}, cat gets clearly more than chases. Turn it towards the key of "
        "chases: which component is large there?"),
    Symptom("chases-wins",
        lambda query, keys: _ranking(query, keys)[0] == CHASES and _apart(query, keys) > 0.05,
        "With your query, {found}, chases gets clearly more than cat. Turn it towards the key of "
        "cat: which component is large there?"),
    Symptom("another-token-wins", _third_wins,
        'With your query, {found}, one of the two "the" gets most. Point it to where the keys of '
        "cat and chases are: both have positive numbers."),
)
