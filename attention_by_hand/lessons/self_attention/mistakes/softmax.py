"""Slips in the softmax weights and in their output."""

import math

import numpy as np

from attention_by_hand.lesson import Mistake
from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.lessons.self_attention.facts import RIVAL, WINNER
from attention_by_hand.lessons.self_attention.mistakes.common import (
    by_word,
    divided_in_place,
    renamed,
    rounded,
    then_zero,
    with_again,
)
from attention_by_hand.lessons.self_attention.mistakes.output import COLLECTING

# fmt: off

SOFTMAX_WEIGHTS = (
    Mistake("exponentials-not-divided", lambda scores: np.exp(scores),
        "You have the exponentials, and they add to {total}. Half the way is done. Divide each "
        "of them by what they add to."),
    Mistake("no-exponentials", lambda scores: reference.normalise(scores),
        "You have the weights of step 2 once more: {found}. The exponential is missing. Replace "
        "each score by its exponential first, then divide."),
    Mistake("scores-above-exponentials-below", lambda scores: scores / np.exp(scores).sum(),
        "Your weights add to {total}, not 1. You divided by the exponentials, but above the line "
        "there are still plain scores. Take the exponential in both places."),
    Mistake("exponentials-above-scores-below", lambda scores: np.exp(scores) / scores.sum(),
        "Your weights add to {total}, not 1. You divided exponentials by the sum of the plain "
        "scores. The sum below the line is over exponentials as well."),
    Mistake("exponential-of-the-sum", lambda scores: np.exp(scores - scores.sum()),
        "Your weights are tiny and add to {total}. You took the exponential of the sum. Turn it "
        "round: take the exponential of each score, and then add those up."),
    Mistake("softmax-of-weights", lambda weights: reference.softmax(weights),
        "Your weights add to 1 but are nearly equal: {found}. You took exponentials of the "
        "weights of step 2. Start from the scores."),
    Mistake("exponentials-of-weights", lambda weights: np.exp(weights),
        "You divided first and took exponentials after that: your weights add to {total}. It "
        "goes the other way round: exponentials of the scores, and then the division."),
    Mistake("divided-by-itself", lambda scores: np.ones_like(scores),
        "Each of your weights is 1. Softmax of a single number is always 1, and so is a number "
        "divided by itself. Take all scores together, in one tensor."),
    Mistake("softmax-twice", lambda scores: reference.softmax(reference.softmax(scores)),
        "Your weights add to 1 but are nearly equal: {found}. You took softmax of what had been "
        "through softmax already. Once is enough."),
    Mistake("scaled-by-the-root",
        lambda scores, query: reference.softmax(scores / math.sqrt(len(query))),
        "You divided the scores by a square root before the softmax: {found}. Real models do "
        "that, but nothing is scaled in this notebook. Leave it out."),
    Mistake("scaled-by-the-largest", lambda scores: reference.softmax(scores / scores.max()),
        "You divided the scores by the largest one before the softmax: {found}. Their "
        "differences got small, so your weights are nearly equal. Take the scores as they are."),
    Mistake("powers-of-two", lambda scores: reference.normalise(2**scores),
        "Your weights add to 1, but they come from powers of two: {found}. The exponential has "
        "the base e, and `torch.exp` uses it."),
    Mistake("rounded-e-one-decimal", lambda scores: reference.normalise(2.7**scores),
        "You took a rounded number for e: {found}. High powers show the difference. "
        "`torch.exp` and `math.exp` know all its digits."),
    Mistake("divided-while-the-sum-changes", lambda scores: divided_in_place(np.exp(scores)),
        "Your weights add to {total}. You divide inside the list that you are adding up, so the "
        "sum changes with each step. Work the sum out once, before the loop."),
    Mistake("largest-taken-away-above-only",
        lambda scores: np.exp(scores - scores.max()) / np.exp(scores).sum(),
        "Your weights are tiny and add to {total}, not 1. You took the largest score away above "
        "the line and not below it. Make the exponentials once, then divide by their sum."),
    Mistake("powers-of-ten", lambda scores: reference.normalise(10**scores),
        "Your weights add to 1, but they come from powers of ten: {found}. The exponential has "
        "the base e, and `torch.exp` uses it."),
    Mistake("one-less-each", lambda scores: reference.normalise(np.expm1(scores)),
        "Your exponentials are each too small by 1: {found}. `expm1` takes 1 away from the "
        "exponential. Softmax takes the exponential itself: use `torch.exp`."),
    Mistake("rounded-exponentials", lambda scores: reference.normalise(np.exp(scores).round()),
        "You rounded the exponentials before you shared them out. The small ones lose most of "
        "what they are: with other vectors your weights are off. Keep all digits, and round when "
        "you print."),
    Mistake("powers-of-three", lambda scores: reference.normalise(3**scores),
        "Your weights add to 1, but they come from powers of three: {found}. The exponential has "
        "the base e, a little less than three, and `torch.exp` knows all its digits."),
    Mistake("even-shares", lambda scores: np.full_like(scores, 1 / len(scores)),
        "Your tokens all get the same: {found}. Did softmax look at one score at a time? Print "
        "the shape that you give it, and make sure that all scores are shared out together."),
    Mistake("behind-the-weights",
        lambda weights, scores: np.concatenate([weights, reference.softmax(scores)]),
        "The weights of step 2 stand before those of softmax: {found}. Your list is not emptied "
        "in between. Begin with a new list, inside your function if you have one."),
    Mistake("score-to-the-power-of-e", lambda scores: reference.normalise(scores**math.e),
        "You raised each score to the power e: {found}. Base and exponent have changed places. "
        "It is e that is raised to the power of the score."),
    Mistake("squared", lambda scores: reference.normalise(scores**2),
        "Your weights are shares of squared scores: {found}. Softmax takes the exponential of "
        "each score, not its square."),
    Mistake("logarithms-instead", lambda scores: reference.normalise(np.log(scores)),
        "You took logarithms of the scores: {found}. They make differences smaller. The "
        "exponential makes them larger, and that is what you want here."),
    Mistake("log-softmax", lambda scores: np.log(reference.softmax(scores)),
        "Your weights are all negative: {found}. That is the logarithm of softmax. Leave the "
        "logarithm out: weights are positive and add to 1."),
    Mistake("sigmoid", lambda scores: 1 / (1 + np.exp(-scores)),
        "You squeezed each score between 0 and 1 by itself, and your weights add to {total}. In "
        "softmax the tokens share: each exponential is divided by the sum of all."),
    Mistake("negative-scores", lambda scores: reference.softmax(-scores),
        "The worst match got the largest weight: {found}. There is a minus in your exponent. "
        "Take it away."),
    Mistake("divided-by-the-largest", lambda scores: np.exp(scores - scores.max()),
        "Your largest weight is 1, and all add to {total}. Taking away the maximum is a good "
        "habit, but it does not replace the division by the sum. Do that as well."),
    Mistake("divided-by-the-number-of-tokens", lambda scores: np.exp(scores) / len(scores),
        "You divided the exponentials by how many there are, and your weights add to {total}, "
        "not 1. Divide by what they add to."),
    Mistake("divided-by-the-others",
        lambda scores: np.exp(scores) / (np.exp(scores).sum() - np.exp(scores)),
        "You divided each exponential by the sum of the others, and your weights add to {total}, "
        "not 1. Each one belongs to the sum as well."),
    Mistake("divided-by-the-sum-so-far", lambda scores: np.exp(scores) / np.exp(scores).cumsum(0),
        "Your first weight is 1, and all of them add to {total}. You divided by the sum as far "
        "as the loop had come. Add up all exponentials first."),
    Mistake("own-score-left-out-of-the-sum",
        lambda scores: np.exp(scores) / np.exp(scores[:-1]).sum(),
        "The sum that you divide by leaves out the last token, so your weights add to {total}. A "
        "token counts itself as well."),
    Mistake("one-weight-per-word",
        lambda scores, tokens: by_word(reference.softmax(scores), tokens, -1),
        "A word that stands twice has the same weight twice: {found}. It is one word, but each "
        "position has a score of its own. Go through your scores by position, not by word."),
    Mistake("first-weight-per-word",
        lambda scores, tokens: by_word(reference.softmax(scores), tokens, 0),
        "A word that stands twice has its first weight twice: {found}. It is one word, but each "
        "position has a score of its own. Go through your scores by position, not by word."),
    Mistake("scores-times-exponentials",
        lambda scores: reference.normalise(scores * np.exp(scores)),
        "Your weights are shares of scores times exponentials: {found}. In softmax the "
        "exponential takes the place of the score. Leave the score itself, or its weight, out."),
    Mistake("exponential-of-the-winner-twice",
        lambda scores, tokens: reference.softmax(with_again(scores, tokens, WINNER, RIVAL)),
        "You took the score of {winner} for {rival} as well. On the handout the two are equal and "
        "hide it, other vectors show it. Look at your indices."),
    Mistake("exponential-of-the-rival-twice",
        lambda scores, tokens: reference.softmax(with_again(scores, tokens, RIVAL, WINNER)),
        "You took the score of {rival} for {winner} as well. On the handout the two are equal and "
        "hide it, other vectors show it. Look at your indices."),
    Mistake("one-added-to-the-sum", lambda scores: np.exp(scores) / (1 + np.exp(scores).sum()),
        "Your weights add to a little less than 1: the sum that you divide by holds a 1 besides "
        "the exponentials. Large scores hide it, small ones show it. Add up the exponentials "
        "alone."),
    Mistake("own-position-zero", lambda scores: then_zero(reference.softmax(scores[:-1])),
        "You gave the last token a weight of 0: {found}. Nothing is masked here. The token that "
        "asks looks at itself as well."),
    Mistake("own-position-missing", lambda scores: reference.softmax(scores[:-1]),
        "There is one weight too few: {found}. You left out the last token. The token that asks "
        "looks at itself as well."),
    Mistake("overwritten-in-the-loop", lambda scores: reference.softmax(scores)[-1],
        "You have one number, {found}: the weight of the last token. Each turn of the loop "
        "replaces the one before. Keep them all."),
    Mistake("sum-only", lambda scores: np.exp(scores).sum(),
        "You have one number, {found}: the sum of the exponentials. Now divide each exponential "
        "by it, so that you get one weight for each token."),
    Mistake("winner-takes-all", lambda scores: (scores == scores.max()).astype(float),
        "You gave everything to the best match: {found}. Softmax is softer than that: every "
        "token keeps a little. Use exponentials, and divide by their sum."),
    Mistake("in-percent", lambda scores: 100 * reference.softmax(scores),
        "Your weights are percentages: they add to {total}. The whole should be 1. Leave the "
        "hundred out."),
    Mistake("rounded-to-two-decimals", lambda scores: rounded(reference.softmax(scores), 2),
        "You rounded your weights to two decimals: {found}. Small weights get lost by that. Keep "
        "all digits, and round when you print."),
    Mistake("reversed", lambda scores: reference.softmax(scores)[::-1],
        "Your weights run from the last token to the first: {found}. Keep the order of the "
        "scores."),
    Mistake("rounded-to-three-decimals", lambda scores: rounded(reference.softmax(scores), 3),
        "You rounded your weights to three decimals: {found}. Small weights lose most of their "
        "digits by that. Keep all of them, and round when you print."),
)

SOFTMAX_OUTPUT = (
    *(renamed(mistake, weights="softmax_weights") for mistake in COLLECTING),
    Mistake("plain-weights", lambda weights, values: weights @ values,
        "That is the output of step 3 again: {found}. Collect the values with your softmax "
        "weights this time."),
    Mistake("second-component-with-the-weights",
        lambda weights, softmax_weights, values: np.stack(
            [softmax_weights @ values[:, 0], weights @ values[:, 1]]),
        "The second component of your output still comes from the weights of step 2: {found}. "
        "Compare the two halves of your code: both need the softmax weights."),
    Mistake("first-component-with-the-weights",
        lambda weights, softmax_weights, values: np.stack(
            [weights @ values[:, 0], softmax_weights @ values[:, 1]]),
        "The first component of your output still comes from the weights of step 2: {found}. "
        "Compare the two halves of your code: both need the softmax weights."),
    Mistake("leftover-weight", lambda weights, values: weights[-1] * values.sum(0),
        "You gave every value the same weight, the last one of step 2: {found}. Your loop still "
        "names the variable of step 3. Let it go through the softmax weights and the values."),
    Mistake("softmax-of-weights", lambda weights, values: reference.softmax(weights) @ values,
        "You collected the values with a softmax of the weights of step 2: {found}. Take the "
        "softmax weights that you made from the scores."),
    Mistake("exponentials-not-divided", lambda scores, values: np.exp(scores) @ values,
        "Your output is huge: {found}. You multiplied the values with the exponentials. Use the "
        "softmax weights, which add to 1."),
    Mistake("scores-instead-of-weights", lambda scores, values: scores @ values,
        "Your output, {found}, lies outside of the values: you multiplied them with the scores. "
        "Use the softmax weights, which add to 1."),
    Mistake("both-weights",
        lambda weights, softmax_weights, values: (weights * softmax_weights) @ values,
        "You weighted each value twice, with the weights of step 2 and with softmax: {found}. "
        "Use the softmax weights alone."),
    Mistake("behind-the-output",
        lambda output, softmax_weights, values: np.concatenate([output, softmax_weights @ values]),
        "The output of step 3 stands before the one of softmax: {found}. Your list is not emptied "
        "in between. Begin with a new list, inside your function if you have one."),
    Mistake("softmax-of-the-output", lambda output: reference.softmax(output),
        "You took softmax of the output of step 3: {found}. Softmax makes weights out of scores. "
        "Then collect the values again with these weights."),
    Mistake("exponentials-of-the-output", lambda output: np.exp(output),
        "You took exponentials of the output of step 3: {found}. They belong to the scores. Make "
        "weights first, then collect the values again."),
    Mistake("weights-copied", lambda softmax_weights: softmax_weights.copy(),
        "Your output is the softmax weights once more: {found}. One step is missing: multiply "
        "each value by its weight, and add up."),
    Mistake("added-to-the-output",
        lambda output, softmax_weights, values: output + softmax_weights @ values,
        "Your output, {found}, holds the output of step 3 as well. Start your sum from zeros, and "
        "under a name of its own."),
    Mistake("ready-made-and-scaled",
        lambda query, keys, values: (
            reference.softmax(keys @ query / math.sqrt(len(query))) @ values),
        "Your output, {found}, belongs to scores divided by a square root. A ready-made attention "
        "does that. Here nothing is scaled: collect the values with your softmax weights."),
)
