"""Slips in the scores."""

import math

import numpy as np

from attention_by_hand.lesson import Mistake
from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.lessons.self_attention.mistakes.common import (
    directions,
    largest_first,
    rounded_by_python,
    scored_by_word,
    then_zero,
)

# fmt: off

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
    Mistake("all-scores-in-each-turn", lambda query, keys: np.tile(keys @ query, (len(keys), 1)),
        "Every turn of your loop puts all scores into the list, so you have a whole table. "
        "Inside the loop use the one key of this turn, or leave the loop out."),
    Mistake("every-key-with-every-key", lambda keys: keys @ keys.T,
        "You compared every key with every key, so you have a whole table. Here one token looks "
        "at all others: compare the query with each key."),
    Mistake("keys-copied", lambda keys: keys.copy(),
        "Your scores are the keys themselves. Compare the query with each key: one number for "
        "each token says how well the two match."),
    Mistake("appended-twice", lambda query, keys: np.tile(keys @ query, 2),
        "Your list holds every score twice: {found}. Does the loop run twice without `scores` "
        "being emptied in between?"),
    Mistake("zero-in-front", lambda query, keys: then_zero((keys @ query)[::-1])[::-1],
        "Your list begins with a zero that belongs to no token: {found}. Start with an empty "
        "list, so that only the scores are in it."),
    Mistake("own-position-missing", lambda query, keys: keys[:-1] @ query,
        "There is one score too few: {found}. You left out the last token, the one that asks. It "
        "looks at itself as well, so it needs a score like every other token."),
    Mistake("first-position-missing", lambda query, keys: keys[1:] @ query,
        "There is one score too few: {found}. You left out the first token. Positions are "
        "counted from zero in Python: where does your loop start?"),
    Mistake("own-position-zero", lambda query, keys: then_zero(keys[:-1] @ query),
        "You gave the last token a score of zero: {found}. The token that asks looks at itself "
        "as well. Compare the query with its key like with any other."),
    Mistake("one-score-per-word",
        lambda query, keys, tokens: scored_by_word(query, keys, tokens, -1),
        "A word that stands twice has the same score twice: {found}. It is one word, but each "
        "position has a key of its own. Go through your tokens by position, not by word."),
    Mistake("last-key-for-every-token", lambda query, keys: np.full(len(keys), keys[-1] @ query),
        "All your scores are the same, the one of the last token: {found}. Does your loop use "
        "the key of its own turn, or the same key each time?"),
    Mistake("first-key-for-every-token", lambda query, keys: np.full(len(keys), keys[0] @ query),
        "All your scores are the same, the one of the first token: {found}. Does your loop use "
        "the key of its own turn, or the same key each time?"),
    Mistake("reversed", lambda query, keys: (keys @ query)[::-1],
        "Your scores run from the last token to the first: {found}. Keep the order of the "
        "sentence, by putting each new score at the end of the list."),
    Mistake("smallest-first", lambda query, keys: np.sort(keys @ query),
        "Your scores are sorted, the smallest first: {found}. Then nobody knows which token a "
        "score belongs to. Keep the order of the sentence."),
    Mistake("largest-first", lambda query, keys: largest_first(keys @ query),
        "Your scores are sorted, the largest first: {found}. Then nobody knows which token a "
        "score belongs to. Keep the order of the sentence."),
    Mistake("running-sum", lambda query, keys: (keys @ query).cumsum(0),
        "Your scores grow from token to token: {found}. Each one holds all those before it. "
        "Start again from zero for every token."),
    Mistake("first-component-of-the-key-twice", lambda query, keys: keys[:, 0] * query.sum(),
        "Both of your products take the first component of the key: {found}. The second component "
        "of the query belongs to the second one of the key. Look at your indices."),
    Mistake("second-component-of-the-key-twice", lambda query, keys: keys[:, 1] * query.sum(),
        "Both of your products take the second component of the key: {found}. The first component "
        "of the query belongs to the first one of the key. Look at your indices."),
    Mistake("first-component-of-the-query-twice", lambda query, keys: keys.sum(1) * query[0],
        "Both of your products take the first component of the query: {found}. The second "
        "component of the key belongs to the second one of the query. Look at your indices."),
    Mistake("second-component-of-the-query-twice", lambda query, keys: keys.sum(1) * query[1],
        "Both of your products take the second component of the query: {found}. The first "
        "component of the key belongs to the first one of the query. Look at your indices."),
    Mistake("query-multiplied-on", lambda query, keys: (query * keys.cumprod(0)).sum(1),
        "Your loop puts its product into the query, so that the next token meets something else: "
        "{found}. Give the product a name of its own."),
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
    Mistake("query-with-itself", lambda query, keys: np.full(len(keys), query @ query),
        "All your scores are the same: {found}. You multiplied the query with itself. One of the "
        "two vectors has to be the key of the token."),
    Mistake("keys-added-up", lambda keys: keys.sum(1),
        "Each of your scores is the sum of a key's components: {found}. The query is missing. "
        "Multiply with it component by component before you add."),
    Mistake("lengths-of-keys", lambda keys: np.linalg.norm(keys, axis=1),
        "Each of your scores is the length of a key: {found}. The query is missing, so nothing "
        "is compared. How well do query and key match?"),
    Mistake("first-component-only", lambda query, keys: keys[:, 0] * query[0],
        "Your scores hold the product of the first components alone: {found}. The second "
        "components count as well: multiply those, too, and add."),
    Mistake("second-component-only", lambda query, keys: keys[:, 1] * query[1],
        "Your scores hold the product of the second components alone: {found}. The first "
        "components count as well: add the two products."),
    Mistake("components-crossed", lambda query, keys: keys[:, ::-1] @ query,
        "The first component of one vector met the second of the other: {found}. Multiply first "
        "with first and second with second. Are the components of your query in order?"),
    Mistake("keys-poured-into-rows",
        lambda query, keys: query @ keys.reshape(keys.shape[1], len(keys)),
        "Your keys were torn apart before they met the query: {found}. `reshape` and `view` pour "
        "the numbers into new rows one after the other. Rows and columns should change places."),
    Mistake("subtracted-instead-of-added",
        lambda query, keys: keys[:, 0] * query[0] - keys[:, 1] * query[1],
        "Your products are right, but you took one from the other: {found}. A dot product adds "
        "them. Look at the sign between the two."),
    Mistake("products-multiplied", lambda query, keys: (keys * query).prod(1),
        "You multiplied the products of the components with one another: {found}. A dot product "
        "adds them up."),
    Mistake("largest-product-only", lambda query, keys: (keys * query).max(1),
        "For each token you kept the largest product: {found}. All components count: add the "
        "products of one token."),
    Mistake("one-score-for-the-same-words",
        lambda query, keys, tokens: keys[
            [len(tokens) - 1 - tokens[::-1].index(word) for word in dict.fromkeys(tokens)]] @ query,
        "There is one score for each different word, {found}: a word that stands twice got one "
        "place. Each position has a key of its own. Go through your tokens by position."),
    Mistake("product-of-sums", lambda query, keys: keys.sum(1) * query.sum(),
        "You added first and multiplied after that: {found}. It goes the other way round: "
        "multiply component by component, then add the products."),
    Mistake("added-instead-of-multiplied", lambda query, keys: (keys + query).sum(1),
        "You added the query and the key: {found}. Then the order of components no longer "
        "matters. Multiply them component by component, and add the products."),
    Mistake("difference", lambda query, keys: (query - keys).sum(1),
        "You took the key from the query: {found}. A score does not measure a difference. "
        "Multiply component by component, and add the products."),
    Mistake("distance", lambda query, keys: np.linalg.norm(keys - query, axis=1),
        "Your scores are the distances from the query to the keys: {found}. The better the "
        "match, the smaller they get. The dot product grows with the match: use that."),
    Mistake("squared-distance", lambda query, keys: ((keys - query) ** 2).sum(1),
        "Your scores are squared distances from the query to the keys: {found}. The better the "
        "match, the smaller they get. The dot product grows with the match: use that."),
    Mistake("cosine", lambda query, keys: directions(keys) @ directions(query),
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
    Mistake("squared", lambda query, keys: (keys @ query) ** 2,
        "Your scores are squares of dot products: {found}. Leave the dot product as it is, once "
        "the products are added."),
    Mistake("negative", lambda query, keys: -(keys @ query),
        "Your scores have the wrong sign: {found}. A good match should score high. Where does "
        "the minus come from?"),
    Mistake("cut-to-whole-numbers", lambda query, keys: np.trunc(keys @ query),
        "Your scores are fine with the handout's whole numbers, but you cut off what comes after "
        "the point. Other vectors have fractions there: keep them."),
    Mistake("rounded-to-whole-numbers", lambda query, keys: (keys @ query).round(),
        "Your scores are fine with the handout's whole numbers, but you round. Other vectors "
        "give fractions: keep them."),
    Mistake("divided-already", lambda query, keys: reference.normalise(keys @ query),
        "Your scores add to {total}: they are shares of a whole already. That is the next step. "
        "Here, keep the plain dot products."),
    Mistake("exponentials-already", lambda query, keys: np.exp(keys @ query),
        "Your scores are very large: {found}. You took exponentials, which come in step 4. Here, "
        "keep the plain dot products."),
    Mistake("softmax-already", lambda query, keys: reference.softmax(keys @ query),
        "Your scores are what softmax makes of them, {found}. Softmax comes in step 4. Here, "
        "keep the plain dot products."),
    Mistake("first-score-per-word",
        lambda query, keys, tokens: scored_by_word(query, keys, tokens, 0),
        "A word that stands twice has the same score twice: {found}. You looked for the word, and "
        "always found its first position. Go through your tokens by position, not by word."),
    Mistake("total-in-every-place",
        lambda query, keys: np.full(len(keys), (keys @ query).sum()),
        "All your scores are the same, {found}: the sum over all tokens. Does one total go on "
        "growing, or do you multiply with all keys at once? Take one key for each score."),
    Mistake("rounded-to-one-decimal", lambda query, keys: rounded_by_python(keys @ query, 1),
        "You rounded your scores to one decimal. The handout's whole numbers hide it, other "
        "vectors do not. Keep all digits, and round when you print."),
    Mistake("rounded-to-two-decimals", lambda query, keys: rounded_by_python(keys @ query, 2),
        "You rounded your scores to two decimals. The handout's whole numbers hide it, other "
        "vectors do not. Keep all digits, and round when you print."),
    Mistake("divided-by-the-lengths-of-the-keys",
        lambda query, keys: keys @ query / np.linalg.norm(keys, axis=1),
        "You divided each score by the length of its key: {found}. That says how far the query "
        "reaches along the key. Nothing is divided in this step: keep the plain dot products."),
    Mistake("divided-by-the-length-of-the-query",
        lambda query, keys: keys @ query / np.linalg.norm(query),
        "You divided each score by the length of the query: {found}. Nothing is divided in this "
        "step: keep the plain dot products."),
)
