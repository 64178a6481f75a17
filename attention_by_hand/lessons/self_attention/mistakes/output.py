"""Slips in the output."""

import numpy as np

from attention_by_hand.lesson import Mistake
from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.lessons.self_attention.facts import RIVAL, WINNER
from attention_by_hand.lessons.self_attention.mistakes.common import (
    by_word,
    largest_first,
    rounded_by_python,
    terms,
    with_again,
)

# fmt: off

# Slips in the weighted sum, with whatever weights.
COLLECTING = (
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
    Mistake("weights-reversed", lambda weights, values: weights[::-1] @ values,
        "Your weights met the values in the wrong order, the first weight the last value. The "
        "handout's numbers may hide this, other vectors do not. Pair them by position."),
    Mistake("weights-sorted-largest-first",
        lambda weights, values: largest_first(weights) @ values,
        "You sorted the weights before they met the values, the largest first: {found}. Each "
        "weight belongs to the value of its own token. Keep the order of the sentence."),
    Mistake("weights-sorted-smallest-first",
        lambda weights, values: np.sort(weights) @ values,
        "You sorted the weights before they met the values, the smallest first: {found}. Each "
        "weight belongs to the value of its own token. Keep the order of the sentence."),
    Mistake("weight-of-the-winner-twice",
        lambda weights, values, tokens: with_again(weights, tokens, WINNER, RIVAL) @ values,
        "In your sum {rival} has the weight of {winner}. On the handout the two are equal and "
        "hide it, other vectors show it. Look at your indices."),
    Mistake("weight-of-the-rival-twice",
        lambda weights, values, tokens: with_again(weights, tokens, RIVAL, WINNER) @ values,
        "In your sum {winner} has the weight of {rival}. On the handout the two are equal and "
        "hide it, other vectors show it. Look at your indices."),
    Mistake("overwritten-in-the-loop", lambda weights, values: weights[-1] * values[-1],
        "Your output, {found}, is the last token's value times its weight: each turn of the loop "
        "replaces what was there. Add to it instead."),
    Mistake("first-term-only", lambda weights, values: weights[0] * values[0],
        "Your output, {found}, is the first token's value times its weight, and no more. The "
        "loop seems to end after one turn. Let all tokens add theirs."),
    Mistake("never-updated", lambda values: np.zeros_like(values[0]),
        "Your output is still {found}, as it was at the start, whatever the vectors are. Inside "
        "the loop, the sum has to be stored again each time you add something."),
    Mistake("not-added-up", lambda weights, values: terms(weights, values),
        "You have one row for each token: its value times its weight. That is the last column of "
        "your handout. Now add up the rows, to get one vector."),
    Mistake("running-sums", lambda weights, values: terms(weights, values).cumsum(0),
        "You kept the sum after every token, so you have one row for each. The output is what "
        "you have in the end, when all tokens are in."),
    Mistake("added-across", lambda weights, values: terms(weights, values).sum(1),
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
    Mistake("components-swapped", lambda weights, values: (weights @ values)[::-1],
        "The two components of your output, {found}, have changed places. Keep them in the order "
        "of the values."),
    Mistake("first-component-twice",
        lambda weights, values: np.full(values.shape[1], (weights @ values)[0]),
        "Both components of your output are the same, {found}: both come from the first "
        "components of the values. Compare the two halves of your code."),
    Mistake("values-poured-into-rows",
        lambda weights, values: values.reshape(values.shape[1], len(values)) @ weights,
        "Your values were torn apart before they met the weights: {found}. `reshape` and `view` "
        "pour the numbers into new rows one after the other. Rows and columns should change "
        "places."),
    Mistake("second-component-twice",
        lambda weights, values: np.full(values.shape[1], (weights @ values)[1]),
        "Both components of your output are the same, {found}: both come from the second "
        "components of the values. Compare the two halves of your code."),
    Mistake("own-position-missing", lambda weights, values: weights[:-1] @ values[:-1],
        "You left out the last token. A value of zero hides this on the handout, other vectors "
        "show it. The token that asks adds its own value, too."),
    Mistake("first-position-missing", lambda weights, values: weights[1:] @ values[1:],
        "You left out the first token. A value of zero hides this on the handout, other vectors "
        "show it. Where does your loop start?"),
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
    Mistake("largest-term-only", lambda weights, values: terms(weights, values).max(0),
        "In each component you kept the largest product: {found}. All tokens take part: add up "
        "instead of choosing."),
    Mistake("last-weight-for-every-value", lambda weights, values: weights[-1] * values.sum(0),
        "You gave every value the weight of the last token: {found}. Let your loop go through "
        "weights and values together, one pair in each turn."),
    Mistake("divided-by-its-own-sum", lambda weights, values: reference.normalise(weights @ values),
        "The components of your output add to {total}: you made shares of them. Only weights are "
        "shares. Leave the sum of the weighted values as it is."),
    Mistake("keys-times-values", lambda weights, keys, values: weights @ (keys * values),
        "You collected keys times values: {found}. The keys have done their work in the scores. "
        "Collect the values alone."),
    Mistake("weight-of-the-word",
        lambda weights, values, tokens: by_word(weights, tokens, -1) @ values,
        "A word that stands twice has the same weight twice in your sum: {found}. The handout's "
        "numbers may hide this, other vectors do not. Pair your weights and values by position."),
    Mistake("weight-of-the-first-such-word",
        lambda weights, values, tokens: by_word(weights, tokens, 0) @ values,
        "A word that stands twice has its first weight twice in your sum: {found}. The handout's "
        "numbers may hide this, other vectors do not. Pair your weights and values by position."),
    Mistake("added-across-and-cut",
        lambda weights, values: terms(weights, values).sum(1)[1 : 1 + values.shape[1]],
        "You added up along each token's row and kept the middle numbers: {found}. The output "
        "has a place for each component: add over the tokens, down the columns of your table."),
    Mistake("value-of-the-first-such-word",
        lambda weights, values, tokens: weights @ by_word(values, tokens, 0),
        "A word that stands twice passes on its first value twice in your sum. The handout's "
        "numbers may hide this, other vectors do not. Go through the values by position."),
    Mistake("value-of-the-word",
        lambda weights, values, tokens: weights @ by_word(values, tokens, -1),
        "A word that stands twice passes on the same value twice in your sum. The handout's "
        "numbers may hide this, other vectors do not. Go through the values by position."),
    Mistake("first-and-last-missing", lambda weights, values: weights[1:-1] @ values[1:-1],
        "You left out the first token and the last. Values of zero hide this on the handout, "
        "other vectors show it. Let every token add its value."),
    Mistake("started-at-the-first-value", lambda weights, values: values[0] + weights @ values,
        "The first token's value is in your sum twice, once with its weight and once without. A "
        "value of zero hides this on the handout, other vectors do not. Start from zeros."),
    Mistake("first-value-without-its-weight",
        lambda weights, values: values[0] + weights[1:] @ values[1:],
        "The first token's value is in your sum without its weight. A value of zero hides this on "
        "the handout, other vectors do not. Start from zeros, and let every token add its part."),
    Mistake("weights-filled-in-row-by-row",
        lambda weights, values: (np.tile(weights, values.shape[1]).reshape(values.shape) * values)
        .sum(0),
        "Your weights do not stand beside their own values: {found}. They were filled into a "
        "table row by row, or taken in turn. Each row of the values needs one weight."),
    Mistake("rounded-weights-one-decimal",
        lambda weights, values: rounded_by_python(weights, 1) @ values,
        "You rounded the weights to one decimal on the way: {found}. Keep all digits, and round "
        "when you print."),
    Mistake("rounded-weights-two-decimals",
        lambda weights, values: rounded_by_python(weights, 2) @ values,
        "You rounded the weights to two decimals on the way: {found}. Keep all digits, and round "
        "when you print."),
    Mistake("rounded-to-one-decimal",
        lambda weights, values: rounded_by_python(weights @ values, 1),
        "You rounded your output to one decimal: {found}. Keep all digits, and round when you "
        "print."),
    Mistake("rounded-to-two-decimals",
        lambda weights, values: rounded_by_python(weights @ values, 2),
        "You rounded your output to two decimals: {found}. Keep all digits, and round when you "
        "print."),
)

OUTPUT = (
    *COLLECTING,
    Mistake("weights-on-paper", lambda by_hand_weights, values: by_hand_weights @ values,
        "You collected the values with the weights that you typed from paper. With another query "
        "they stay as they are. Use the `weights` that your code has computed."),
    Mistake("scores-instead-of-weights", lambda scores, values: scores @ values,
        "Your output, {found}, lies far outside of the values: you multiplied with the scores, "
        "which do not add to 1. Use the weights of step 2."),
    Mistake("softmax-already", lambda scores, values: reference.softmax(scores) @ values,
        "You collected the values with softmax weights: {found}. They come in step 4. Use your "
        "`weights` here."),
    Mistake("softmax-of-weights", lambda weights, values: reference.softmax(weights) @ values,
        "You took softmax of weights that were shares already: {found}. That makes them nearly "
        "equal. Use your `weights` as they are."),
    Mistake("query-instead-of-values", lambda weights, query: weights.sum() * query,
        "Your output, {found}, is the query again: you multiplied your weights with the query in "
        "each turn. What is collected are the values."),
    Mistake("rounded-to-three-decimals",
        lambda weights, values: rounded_by_python(weights @ values, 3),
        "You rounded your output to three decimals: {found}. Keep all digits, and round when you "
        "print."),
)
