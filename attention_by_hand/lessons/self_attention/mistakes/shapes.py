"""Slips in the shapes of one head."""

from attention_by_hand.lesson import Mistake
from attention_by_hand.lessons.self_attention.facts import HEAD, HEADS, KV_HEADS, TEXT, WIDTH
from attention_by_hand.lessons.self_attention.mistakes.common import shape, sizes

# fmt: off

KEYS_SHAPE = (
    Mistake("transposed", sizes(HEAD, TEXT),
        "You have the right numbers the other way round: {found}. The tokens come first, one row "
        "for each, as in `keys` above."),
    Mistake("model-width", sizes(TEXT, WIDTH),
        "In {found} you gave each key the whole width of the model. The width is shared out "
        "evenly among the heads, and you look at one of them."),
    Mistake("model-width-transposed", sizes(WIDTH, TEXT),
        "In {found} the width of the model comes first. Put the tokens first, and mind that the "
        "width is shared out among the heads. You look at one of them."),
    Mistake("number-of-heads-as-length", sizes(TEXT, HEADS),
        "In {found} you took the number of heads for the length of a key. Divide the width by "
        "that number instead."),
    Mistake("heads-instead-of-tokens", sizes(HEADS, HEAD),
        "In {found} you have one row for each head. You look at a single head: how many rows "
        "does it need, when each token has a key?"),
    Mistake("both-key-value-heads", sizes(TEXT, KV_HEADS * HEAD),
        "In {found} the keys of two heads lie side by side, as the real model keeps them. You "
        "look at one head: take its share alone."),
    Mistake("shape-of-scores", sizes(TEXT, TEXT),
        "You gave {found}, one number for each pair of tokens. That is how scores look. A key "
        "belongs to one token: how many numbers does it hold?"),
    Mistake("length-twice", sizes(HEAD, HEAD),
        "You have the length of a key twice: {found}. One of the two sizes should count the "
        "tokens. There is one row for each."),
    Mistake("handout-sizes", lambda keys: shape(*keys.shape),
        "You gave the shape of `keys` on the handout, {found}. The model has a longer text and "
        "longer keys: put in its numbers."),
    Mistake("handout-length", lambda keys: shape(TEXT, keys.shape[1]),
        "Your tokens are right in {found}, but the keys are as short as on the handout. In the "
        "model, a head's share of the width is their length."),
    Mistake("handout-tokens", lambda keys: shape(len(keys), HEAD),
        "Your length of a key is right in {found}, but the tokens are those of the handout. How "
        "long is the text now?"),
    Mistake("projection-matrix", sizes(WIDTH, HEAD),
        "You gave {found}, the shape of the matrix that makes keys out of tokens. The keys "
        "themselves have one row for each token of the text."),
    Mistake("longer-text", sizes(2 * TEXT, HEAD),
        "In your {found} the text is twice as long: that is what the question further down asks "
        "about. Here it has as many tokens as the table says."),
    Mistake("all-heads", sizes(HEADS, TEXT, HEAD),
        "You gave {found}, the keys of all heads. Leave out the first axis: you look at one "
        "head."),
    Mistake("heads-in-the-middle", sizes(TEXT, HEADS, HEAD),
        "You gave {found}, the keys of all heads. Leave out the axis in the middle: you look at "
        "one head."),
    Mistake("batch-axis", sizes(1, TEXT, HEAD),
        "You gave {found}, with an axis for the batch. Leave it out: two numbers are asked for."),
    Mistake("batch-and-heads", sizes(1, HEADS, TEXT, HEAD),
        "You gave {found}, with axes for the batch and the heads. Leave both out: two numbers "
        "are asked for."),
    Mistake("tokens-only", sizes(TEXT),
        "You gave one number, {found}, the number of tokens. Each token has a key of several "
        "numbers: add how many."),
    Mistake("one-key", sizes(HEAD),
        "You gave the length of one key, {found}. All keys are asked for: put the number of "
        "tokens in front."),
    Mistake("count-of-numbers", sizes(TEXT * HEAD),
        "You multiplied, and {found} is how many numbers the keys hold. A shape keeps the two "
        "sizes apart: rows first, then columns."),
)

SCORES_SHAPE = (
    Mistake("one-query", sizes(TEXT),
        "You gave {found}: the scores of one query, as on the handout. Now every token asks, so "
        "there is one such row for each query."),
    Mistake("one-query-as-a-row", sizes(1, TEXT),
        "You gave {found}, a single row of scores. Now every token asks, so there is one such "
        "row for each query."),
    Mistake("one-query-as-a-column", sizes(TEXT, 1),
        "You gave {found}, a single score for each query. Each query meets every key: how many "
        "scores does it get?"),
    Mistake("shape-of-keys", sizes(TEXT, HEAD),
        "You gave {found}, which is how keys look. A score is one number for a query and a key. "
        "The components are added up, so their number is gone."),
    Mistake("shape-of-keys-transposed", sizes(HEAD, TEXT),
        "You gave {found}, which is how keys look when they are turned round. In a score the "
        "components are added up, so their number is gone. What is left?"),
    Mistake("components-with-components", sizes(HEAD, HEAD),
        "In {found} every component meets every component: you turned the product round. What "
        "meets in the scores are queries and keys: how many are there of each?"),
    Mistake("not-added-up", sizes(TEXT, TEXT, HEAD),
        "You gave {found}: a vector for each pair of query and key. A score is one number, "
        "because the products are added up. Which axis goes?"),
    Mistake("model-width", sizes(TEXT, WIDTH),
        "In {found} you have the width of the model. A score is one number for a query and a "
        "key, so no width is left in its shape. What do rows and columns count?"),
    Mistake("heads-instead-of-keys", sizes(TEXT, HEADS),
        "In {found} you have one column for each head. You look at one head, and a row holds the "
        "scores of one query. With how many keys?"),
    Mistake("heads-with-heads", sizes(HEADS, HEADS),
        "In {found} you let heads meet heads. They work side by side and do not meet. Inside one "
        "head, queries meet keys: how many are there of each?"),
    Mistake("handout-sizes", lambda keys: shape(len(keys), len(keys)),
        "You have the right idea, but {found} counts the tokens of the handout. How long is the "
        "text now?"),
    Mistake("handout-scores", lambda keys: shape(len(keys)),
        "You gave {found}, the scores on the handout: one query, and its few tokens. The text is "
        "longer now, and every token asks."),
    Mistake("handout-keys", lambda keys: shape(*keys.shape),
        "You gave the shape of `keys` on the handout, {found}. Scores are one number for each "
        "query and key, and the text is longer now."),
    Mistake("longer-text", sizes(2 * TEXT, 2 * TEXT),
        "In your {found} the text is twice as long: that is what the question further down asks "
        "about. Here it has as many tokens as the table says."),
    Mistake("own-key-left-out", sizes(TEXT, TEXT - 1),
        "In your {found} each query meets all keys but one. A token meets its own key as well, as "
        "on the handout: how many scores are there in a row?"),
    Mistake("handout-columns", lambda keys: shape(TEXT, len(keys)),
        "Your rows are right in {found}, but each of them is as short as on the handout. Every "
        "query meets the keys of the whole text: how many are there now?"),
    Mistake("handout-rows", lambda keys: shape(len(keys), TEXT),
        "Your columns are right in {found}, but the rows are those of the handout. Every token of "
        "the text asks: how many queries are there now?"),
    Mistake("all-heads", sizes(HEADS, TEXT, TEXT),
        "You gave {found}, the scores of all heads. Leave out the first axis: you look at one "
        "head."),
    Mistake("batch-axis", sizes(1, TEXT, TEXT),
        "You gave {found}, with an axis for the batch. Leave it out: two numbers are asked for."),
    Mistake("batch-and-heads", sizes(1, HEADS, TEXT, TEXT),
        "You gave {found}, with axes for the batch and the heads. Leave both out: two numbers "
        "are asked for."),
    Mistake("count-of-numbers", sizes(TEXT * TEXT),
        "You multiplied, and {found} is how many scores there are. A shape keeps the two sizes "
        "apart: rows first, then columns."),
)

OUTPUT_SHAPE = (
    Mistake("shape-of-scores", sizes(TEXT, TEXT),
        "You gave {found}, which is how scores and weights look. The weights mix values: an "
        "output is as long as one value of this head."),
    Mistake("transposed", sizes(HEAD, TEXT),
        "You have the right numbers the other way round: {found}. The tokens come first, one row "
        "for each."),
    Mistake("one-output", sizes(HEAD),
        "You gave {found}: the output of one query, as on the handout. Now every token asks, so "
        "there is one such row for each query."),
    Mistake("one-output-as-a-row", sizes(1, HEAD),
        "You gave {found}, a single output. Now every token asks, so there is one such row for "
        "each query."),
    Mistake("one-number-for-each-token", sizes(TEXT),
        "You gave {found}, a single number for each token. An output is a mixture of values: it "
        "is as long as one value of this head."),
    Mistake("one-column", sizes(TEXT, 1),
        "You gave {found}, a single number in each row. An output is a mixture of values: it is "
        "as long as one value of this head."),
    Mistake("model-width", sizes(TEXT, WIDTH),
        "You gave {found}, which is what all heads give together. You look at one head: how much "
        "of the width is its share?"),
    Mistake("batch-and-model-width", sizes(1, TEXT, WIDTH),
        "You gave {found}, which is what all heads give together, with an axis for the batch. "
        "You look at one head: leave the batch out, and take the head's share of the width."),
    Mistake("both-key-value-heads", sizes(TEXT, KV_HEADS * HEAD),
        "In {found} you count two heads side by side, as the real model keeps its values. You "
        "look at one head: how much of the width is its share?"),
    Mistake("number-of-heads-as-length", sizes(TEXT, HEADS),
        "In {found} you took the number of heads for the length of an output. Divide the width "
        "by that number instead."),
    Mistake("length-twice", sizes(HEAD, HEAD),
        "You have the length of a value twice: {found}. One of the two sizes should count the "
        "queries. There is one output for each."),
    Mistake("not-added-up", sizes(TEXT, TEXT, HEAD),
        "You gave {found}: a weighted value for each pair of tokens. They are added up for each "
        "query. Which axis goes?"),
    Mistake("handout-sizes", lambda values: shape(*values.shape),
        "You have the right idea, but {found} has the sizes of the handout. The model has a "
        "longer text and longer values: put in its numbers."),
    Mistake("handout-output", lambda values: shape(values.shape[1]),
        "You gave {found}, the length of the output on the handout. Values are longer in the "
        "model, and every token asks."),
    Mistake("longer-text", sizes(2 * TEXT, HEAD),
        "In your {found} the text is twice as long: that is what the question further down asks "
        "about. Here it has as many tokens as the table says."),
    Mistake("all-heads", sizes(HEADS, TEXT, HEAD),
        "You gave {found}, the outputs of all heads. Leave out the first axis: you look at one "
        "head."),
    Mistake("batch-axis", sizes(1, TEXT, HEAD),
        "You gave {found}, with an axis for the batch. Leave it out: two numbers are asked for."),
    Mistake("batch-and-heads", sizes(1, HEADS, TEXT, HEAD),
        "You gave {found}, with axes for the batch and the heads. Leave both out: two numbers "
        "are asked for."),
    Mistake("count-of-numbers", sizes(TEXT * HEAD),
        "You multiplied, and {found} is how many numbers the outputs hold. A shape keeps the two "
        "sizes apart: rows first, then columns."),
)
