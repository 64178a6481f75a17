"""Slips on paper."""

from attention_by_hand.lesson import Mistake
from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.lessons.self_attention.mistakes.common import (
    on_paper,
    rounded,
    scored_by_word,
    with_commas,
    with_sum,
)
from attention_by_hand.lessons.self_attention.mistakes.output import OUTPUT
from attention_by_hand.lessons.self_attention.mistakes.scores import SCORES
from attention_by_hand.lessons.self_attention.mistakes.weights import WEIGHTS

# fmt: off

BY_HAND_SCORES = (
    on_paper(SCORES, "values-instead-of-keys",
        "Your scores, {found}, come from the value column. A token is found by its key: go "
        "through the key column with the query."),
    Mistake("own-key-or-first-component", lambda query, keys: keys[:, 0] * query[0],
        "In your scores, {found}, the second component of the query plays no part. Did you leave "
        "it out, or take the key of the last token for the query? Use both components of the "
        "query."),
    on_paper(SCORES, "second-component-only",
        "In your scores, {found}, the first component of the query plays no part. Multiply first "
        "with first, second with second, and add the two."),
    on_paper(SCORES, "components-crossed",
        "In your scores, {found}, the first component of one vector meets the second of the "
        "other. Multiply first with first, second with second, and add the two."),
    on_paper(SCORES, "subtracted-instead-of-added",
        "Your products are right, but you took one from the other: {found}. Add the two products "
        "of each token."),
    on_paper(SCORES, "products-multiplied",
        "You multiplied the two products of each token: {found}. Add them instead."),
    on_paper(SCORES, "largest-product-only",
        "You kept one product for each token: {found}. There are two, and a score is both of "
        "them added."),
    on_paper(SCORES, "product-of-sums",
        "You added first and multiplied after that: {found}. It goes the other way round: "
        "multiply first with first and second with second, then add."),
    on_paper(SCORES, "added-instead-of-multiplied",
        "You added the numbers of query and key: {found}. Multiply them in pairs, first with "
        "first and second with second, and add the two products."),
    on_paper(SCORES, "difference",
        "You took the key from the query: {found}. Multiply them in pairs, first with first and "
        "second with second, and add the two products."),
    on_paper(SCORES, "distance",
        "Your scores are distances between query and key: {found}. A score is a dot product: "
        "multiply in pairs, and add."),
    on_paper(SCORES, "not-added-up",
        "You typed two products for each token. A score is one number: add the two."),
    on_paper(SCORES, "keys-added-up",
        "Your scores are the numbers of each key added up: {found}. The query is missing. "
        "Multiply with it in pairs before you add."),
    on_paper(SCORES, "keys-with-themselves",
        "You multiplied each key with itself: {found}. Multiply it with the query."),
    on_paper(SCORES, "keys-with-values",
        "You multiplied each key with the value beside it: {found}. Multiply it with the query. "
        "Values have their turn in the last column."),
    on_paper(SCORES, "scaled-by-the-root",
        "You divided by a square root: {found}. Real models do that, but nothing is scaled on "
        "this handout."),
    on_paper(SCORES, "mean-instead-of-sum",
        "You took the mean of the two products: {found}. Add them, and do not divide."),
    on_paper(SCORES, "own-position-missing",
        "There is one score too few: {found}. The last token looks at itself as well: fill in "
        "your last row."),
    on_paper(SCORES, "own-position-zero",
        "You gave the last token no score: {found}. It looks at itself as well, so work out its "
        "row like any other."),
    Mistake("upper-row-copied-to-the-lower",
        lambda query, keys, tokens: scored_by_word(query, keys, tokens, 0),
        "A word that stands twice has the same score twice: {found}. It is one word, but its "
        "keys differ. Look at the lower of your two rows again."),
    on_paper(SCORES, "one-score-per-word",
        "A word that stands twice has the same score twice: {found}. It is one word, but its "
        "keys differ. Look at the upper of your two rows again."),
    on_paper(SCORES, "reversed",
        "Your scores run the wrong way, the last one first: {found}. Copy the column from top to "
        "bottom, in the order of the sentence."),
    on_paper(SCORES, "running-sum",
        "Your scores grow from row to row: {found}. Each one holds those above. Start again from "
        "zero in each row."),
    Mistake("sum-row-typed-in", lambda query, keys: with_sum(keys @ query),
        "Your list has one number too many: {found}. The last one is the sum row, which belongs "
        "to no token. Leave it out."),
    on_paper(SCORES, "divided-already",
        "Your scores add to {total}: you typed the weight column. The score column stands to the "
        "left of it."),
)

BY_HAND_WEIGHTS = (
    on_paper(WEIGHTS, "not-divided",
        "Your weights are your scores once more, and they add to {total}, not 1. Divide each "
        "score by the sum row."),
    on_paper(WEIGHTS, "divided-by-the-largest",
        "You divided by the largest score, and your weights add to {total}, not 1. Divide by the "
        "sum row."),
    on_paper(WEIGHTS, "divided-by-the-number-of-tokens",
        "You divided by the number of tokens, and your weights add to {total}, not 1. Divide by "
        "the sum row."),
    on_paper(WEIGHTS, "divided-by-the-length",
        "Your weights add to {total}, not 1: you divided by the length of the scores as a "
        "vector. Divide by the sum row."),
    on_paper(WEIGHTS, "divided-by-itself",
        "Each of your weights is 1: you divided each score by itself. Divide by the sum row."),
    on_paper(WEIGHTS, "divided-by-the-others",
        "You divided each score by the sum of the others, and your weights add to {total}, not "
        "1. Divide by the sum of all."),
    on_paper(WEIGHTS, "own-score-left-out-of-the-sum",
        "Your weights add to {total}, not 1. The last token's score is missing in the sum that "
        "you divided by: every row counts, also where a word comes twice."),
    Mistake("first-score-left-out-of-the-sum",
        lambda by_hand_scores: by_hand_scores / by_hand_scores[1:].sum(),
        "Your weights add to {total}, not 1. The first token's score is missing in the sum that "
        "you divided by: every row counts, also where a word comes twice."),
    on_paper(WEIGHTS, "upside-down",
        "Your fractions are upside down: {found}. The score goes above the line and the sum "
        "below."),
    on_paper(WEIGHTS, "sum-subtracted",
        "You took the sum from each score: {found}. Divide by the sum instead."),
    on_paper(WEIGHTS, "in-percent",
        "You typed percentages, and they add to {total}. Type shares of 1 instead: fractions are "
        "welcome."),
    Mistake("in-percent-with-one-decimal",
        lambda by_hand_scores: rounded(100 * reference.normalise(by_hand_scores), 1),
        "You typed percentages, and they add to {total}. Type shares of 1 instead: fractions are "
        "welcome."),
    Mistake("in-whole-percent",
        lambda by_hand_scores: rounded(100 * reference.normalise(by_hand_scores), 0),
        "You typed percentages, and they add to {total}. Type shares of 1 instead: fractions are "
        "welcome."),
    on_paper(WEIGHTS, "rounded-to-one-decimal",
        "You rounded to one decimal, and your weights add to {total}. Keep two decimals, or type "
        "fractions and let Python divide."),
    on_paper(WEIGHTS, "softmax-already",
        "You used exponentials: {found}. That is softmax, and it comes later, in the notebook. "
        "On paper, divide each score by the sum row."),
    on_paper(WEIGHTS, "even-shares",
        "You gave every token the same: {found}. The scores differ, and the weights should "
        "follow them: divide each score by the sum row."),
    on_paper(WEIGHTS, "own-position-missing",
        "There is one weight too few: {found}. The last token looks at itself as well: fill in "
        "your last row, and count it in the sum."),
    on_paper(WEIGHTS, "own-position-zero",
        "You gave the last token no weight and shared out among the rest: {found}. It looks at "
        "itself as well."),
    on_paper(WEIGHTS, "reversed",
        "Your weights run the wrong way, the last one first: {found}. Copy the column from top to "
        "bottom, in the order of the sentence."),
    Mistake("sum-row-typed-in",
        lambda by_hand_scores: with_sum(reference.normalise(by_hand_scores)),
        "Your list has one number too many: {found}. The last one is the sum row, which belongs "
        "to no token. Leave it out."),
)

BY_HAND_OUTPUT = (
    on_paper(OUTPUT, "keys-instead-of-values",
        "Your output, {found}, comes from the key column. A token passes on its value: multiply "
        "the value column by the weights."),
    on_paper(OUTPUT, "not-weighted",
        "You added up the value column as it stands: {found}. Multiply each value by its weight "
        "first, then add up the last column."),
    on_paper(OUTPUT, "mean-of-the-values",
        "You took the plain mean of the values: {found}. Multiply each value by its weight, then "
        "add up the last column."),
    on_paper(OUTPUT, "scores-instead-of-weights",
        "Your output, {found}, is far larger than any value: you multiplied by the scores. "
        "Multiply by the weights."),
    on_paper(OUTPUT, "divided-by-the-number-of-tokens",
        "You divided by the number of tokens at the end: {found}. Your weights have done the "
        "sharing already. Add up the last column, and leave it at that."),
    on_paper(OUTPUT, "largest-weight-only",
        "Your output is the value of a single token: {found}. Let every token add its value "
        "times its weight."),
    Mistake("first-half-only",
        lambda by_hand_weights, values: (
            by_hand_weights[: len(values) // 2] @ values[: len(values) // 2]),
        "Your output, {found}, holds the upper rows of the last column alone. Add up the whole "
        "column."),
    Mistake("second-half-only",
        lambda by_hand_weights, values: (
            by_hand_weights[len(values) // 2 :] @ values[len(values) // 2 :]),
        "Your output, {found}, holds the lower rows of the last column alone. Add up the whole "
        "column."),
    on_paper(OUTPUT, "not-added-up",
        "You typed the last column, one row for each token. The output is the sum of these rows: "
        "two numbers."),
    on_paper(OUTPUT, "added-across",
        "You typed one number for each token, {found}. Keep the two components of a value apart, "
        "and add each down the column."),
    on_paper(OUTPUT, "all-added-up",
        "You typed one number, {found}: both components added up. Keep the two apart, each with "
        "a sum of its own."),
    on_paper(OUTPUT, "components-swapped",
        "The two numbers of your output, {found}, have changed places. Copy them in the order of "
        "the value column."),
    on_paper(OUTPUT, "added-instead-of-multiplied",
        "You added weight and value: {found}. Multiply them: a weight says how much of a value "
        "is taken."),
    on_paper(OUTPUT, "keys-times-values",
        "You multiplied with the keys as well: {found}. The keys have done their work in the "
        "scores. Multiply value and weight alone."),
    on_paper(OUTPUT, "softmax-already",
        "You collected the values with softmax weights: {found}. They come later, in the "
        "notebook. Use the weight column."),
    on_paper(OUTPUT, "query-instead-of-values",
        "Your output, {found}, is the query again. What is collected are the values, each times "
        "its weight."),
    Mistake("rounded-to-one-decimal",
        lambda by_hand_weights, values: rounded(by_hand_weights @ values, 1),
        "Your output, {found}, was rounded to one decimal. You were close: type it with two or "
        "more."),
    Mistake("decimal-commas",
        lambda by_hand_weights, values: with_commas(by_hand_weights @ values),
        "Your output holds too many numbers: {found}. In Python, a comma separates two numbers. "
        "Write a point between the whole number and its decimals."),
)
