"""Slips in the weights."""

import math

import numpy as np

from attention_by_hand.lesson import Mistake
from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.lessons.self_attention.mistakes.common import (
    by_word,
    divided_in_place,
    largest_first,
    rest_for_the_last,
    rounded,
    rounded_by_python,
    then_zero,
)

# fmt: off

WEIGHTS = (
    Mistake("not-divided", lambda scores: scores.copy(),
        "Your weights are the scores as they were. They add to {total}, not 1. Divide each score "
        "by what all scores add to."),
    Mistake("divided-by-the-largest", lambda scores: scores / scores.max(),
        "You divided by the largest score, so the best match gets 1 and your weights add to "
        "{total}. To get shares of a whole, divide by the whole: all scores together."),
    Mistake("divided-by-the-number-of-tokens", lambda scores: scores / len(scores),
        "You divided by how many scores there are, and your weights add to {total}, not 1. "
        "Divide by what the scores add to."),
    Mistake("divided-by-the-length", lambda scores: scores / np.linalg.norm(scores),
        "Your weights add to {total}, not 1, but their squares do add to 1: you divided by the "
        "length of the scores as a vector. Divide by their plain sum."),
    Mistake("divided-by-the-last", lambda scores: scores / scores[-1],
        "You divided each score by the last one, and your weights add to {total}, not 1. Divide "
        "by all scores together."),
    Mistake("divided-before-adding", lambda scores: scores / scores[0] + scores[1:].sum(),
        "Your weights add to {total}, not 1. Python divides before it adds: only the first score "
        "is below the line, and the others are added afterwards. How do you keep a sum together?"),
    Mistake("divided-by-itself", lambda scores: scores / scores,
        "Each of your weights is 1, because you divided each score by itself. What is shared out "
        "is the sum of all scores: divide by that."),
    Mistake("divided-by-the-others", lambda scores: scores / (scores.sum() - scores),
        "You divided each score by the sum of the others, and your weights add to {total}, not "
        "1. A share is part of the whole, so the score itself belongs to the sum."),
    Mistake("divided-by-the-sum-so-far", lambda scores: scores / scores.cumsum(0),
        "Your first weight is 1, and all of them add to {total}. You divided by the sum as far "
        "as the loop had come. Add up all scores first, and divide after that."),
    Mistake("divided-by-the-sum-from-here-on",
        lambda scores: scores / scores[::-1].cumsum(0)[::-1],
        "Your last weight is 1, and all of them add to {total}. The sum below the line gets "
        "shorter from token to token. It is the same for all: the sum of all scores."),
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
    Mistake("mean-subtracted", lambda scores: scores - scores.sum() / scores.size,
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
    Mistake("rounded-to-one-decimal", lambda scores: rounded(scores / scores.sum(), 1),
        "You rounded your weights to one decimal, and they add to {total}. Rounding early makes "
        "every later number worse. Keep all digits, and round when you print."),
    Mistake("rounded-to-two-decimals", lambda scores: rounded(scores / scores.sum(), 2),
        "You rounded your weights to two decimals: {found}. That is fine on paper, but in code "
        "every later number gets worse. Keep all digits, and round when you print."),
    Mistake("softmax-already", lambda scores: reference.softmax(scores),
        "Your weights add to 1, but you used softmax, which comes in step 4. Here, share out the "
        "scores by plain division, as on paper."),
    Mistake("exponentials-already", lambda scores: np.exp(scores),
        "Your weights are exponentials of the scores: {found}. Exponentials come in step 4. "
        "Here, divide each score by what all scores add to."),
    Mistake("squared", lambda scores: reference.normalise(scores**2),
        "Your weights add to 1, but they are shares of squared scores. Take the scores as they "
        "are, and divide by their sum."),
    Mistake("even-shares", lambda scores: np.full_like(scores, 1 / len(scores)),
        "Your tokens all get the same: {found}. Then the scores play no part. A token with a "
        "higher score should get more: divide each score by the sum of all."),
    Mistake("winner-takes-all", lambda scores: (scores == scores.max()).astype(float),
        "You gave everything to the best match and nothing to the rest: {found}. Every token "
        "keeps its share: divide each score by the sum of all."),
    Mistake("running-sum", lambda scores: reference.normalise(scores).cumsum(0),
        "Your weights grow up to 1 at the last token: {found}. Each one holds those before it. "
        "Divide the single score by the whole, not the sum so far."),
    Mistake("reversed", lambda scores: reference.normalise(scores)[::-1],
        "Your weights run from the last token to the first: {found}. Keep the order of the "
        "scores, so that each token gets its own weight."),
    Mistake("own-position-missing", lambda scores: reference.normalise(scores[:-1]),
        "There is one weight too few: {found}. You shared out among the tokens before the last. "
        "The last one looks at itself as well: give it its share."),
    Mistake("last-weight-missing", lambda scores: reference.normalise(scores)[:-1],
        "There is one weight too few: {found}. Yours are divided by the right sum, but the last "
        "token got none. How far does your loop go?"),
    Mistake("own-position-zero", lambda scores: then_zero(reference.normalise(scores[:-1])),
        "You gave the last token a weight of 0 and shared out among the rest: {found}. The token "
        "that asks looks at itself as well."),
    Mistake("overwritten-in-the-loop", lambda scores: reference.normalise(scores)[-1],
        "You have one number, {found}: the weight of the last token. Each turn of the loop "
        "replaces the one before. Keep them all in a list."),
    Mistake("sum-only", lambda scores: scores.sum(),
        "You have one number, {found}, the sum of the scores. Now divide each of the scores by "
        "it, so that you get one weight for each token."),
    Mistake("sum-by-sum", lambda scores: scores.sum() / scores.sum(),
        "You have one number, {found}: you divided the sum by itself. Divide each single score "
        "by the sum, so that you get one weight for each token."),
    Mistake("rounded-to-three-decimals", lambda scores: rounded(reference.normalise(scores), 3),
        "You rounded your weights to three decimals, and went on with them: {found}. What is cut "
        "off is lost for the next step. Keep all digits, and round when you print."),
    Mistake("divided-while-the-sum-changes", lambda scores: divided_in_place(scores),
        "Your weights add to {total}. You divide inside the list that you are adding up, so the "
        "sum changes with each step. Work the sum out once, before the loop."),
    Mistake("one-weight-per-word",
        lambda scores, tokens: by_word(reference.normalise(scores), tokens, -1),
        "A word that stands twice has the same weight twice: {found}. It is one word, but each "
        "position has a score of its own. Go through your scores by position, not by word."),
    Mistake("first-weight-per-word",
        lambda scores, tokens: by_word(reference.normalise(scores), tokens, 0),
        "A word that stands twice has its first weight twice: {found}. It is one word, but each "
        "position has a score of its own. Go through your scores by position, not by word."),
    Mistake("divided-by-the-sum-on-paper",
        lambda scores, by_hand_scores: scores / by_hand_scores.sum(),
        "You divided by the sum that you had on paper. With other vectors the scores add to "
        "something else. Divide by what the scores of this notebook add to."),
    Mistake("stretched-and-divided",
        lambda scores: reference.normalise(scores - scores.min()),
        "You stretched the scores before you divided: {found}. The smallest one became 0, so its "
        "token gets nothing. Divide the scores as they are by their sum."),
    Mistake("rounded-and-shared-again",
        lambda scores: reference.normalise(rounded_by_python(reference.normalise(scores), 2)),
        "You rounded your weights to two decimals, and then made them add to 1 again: {found}. "
        "Unrounded, they add to 1 by themselves. Keep all digits, and round when you print."),
    Mistake("rounded-and-the-rest-for-the-last",
        lambda scores: rest_for_the_last(rounded_by_python(reference.normalise(scores), 2)),
        "You rounded your weights to two decimals, and gave the last token what was left: "
        "{found}. Unrounded, they add to 1 by themselves. Keep all digits, and round when you "
        "print."),
    Mistake("largest-first",
        lambda scores: largest_first(reference.normalise(scores)),
        "Your weights are right, but you sorted them, the largest first: {found}. Keep the order "
        "of the sentence, so that each token gets its own weight."),
    Mistake("smallest-first", lambda scores: np.sort(reference.normalise(scores)),
        "Your weights are right, but you sorted them, the smallest first: {found}. Keep the order "
        "of the sentence, so that each token gets its own weight."),
)
