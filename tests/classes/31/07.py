# 07: retired-Fortran-code EE (DO loops, fixed arrays): WEIGHTS = SCORES taken for a copy, RESHAPE with columns first in mind
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2.0, 9.0, 9.0, 4.0]
by_hand_weights = [2.0/24.0, 9.0/24.0, 9.0/24.0, 4.0/24.0]
# The numbers of the output.
by_hand_output = [54.0/24.0, 27.0/24.0]
# %% scores
def DOT_PRODUCT(A, B):
    S = 0.0
    for J in range(len(A)):
        S = S + A[J].item() * B[J].item()
    return S

scores = [0.0] * 4
I = 0
for token, key in zip(tokens, keys):
    scores[I] = DOT_PRODUCT(query, key)
    I = I + 1
# END DO
# %% weights
# Four numbers, one share for each token.
TOTAL = sum(scores)
weights = scores
for I in range(4):
    weights[I] = weights[I] / TOTAL
# END DO
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# OUTPUT = MATMUL(V, W) with V(2,4), one column per token
V = values.reshape(2, 4)
output = V @ torch.tensor(weights)
# %% after output
# component 0: on paper 2.25, in code 1.667 ??  MATMUL must be different here, use plain loops from now on
# %% softmax
# Four weights made with exponentials, and the output that they give.
EX = [0.0] * 4
DENOM = 0.0
for I in range(4):
    EX[I] = math.exp(scores[I])
    DENOM = DENOM + EX[I]
# END DO
softmax_weights = [0.0] * 4
softmax_output = [0.0] * 2
for I in range(4):
    softmax_weights[I] = EX[I] / DENOM
    for J in range(2):
        softmax_output[J] = softmax_output[J] + softmax_weights[I] * values[I, J].item()
# END DO
# the check says scores are not those from paper, but they were at step 1!
# %% softmax-reflection
# With softmax the weights are nearer together, 0.21 0.28 0.28 0.23. Cat and chases got less and the two "the" got more.
# I had expected the opposite. Perhaps the exponential of small numbers is nearly linear, 1 + x.
# %% experiment
# My prediction: negative query turns the order around, the first "the" wins
my_query = torch.tensor([-2.0, -3.0])
# Then: compute_attention(my_query, keys, values, tokens)
W1, O1 = compute_attention(my_query, keys, values, tokens)
# My prediction: 0.5 of the query: flatter
W2, O2 = compute_attention(0.5 * query, keys, values, tokens)
# %% experiment-reflection
# The negative query turned the order around, as predicted: the score of the first "the" is -2, the largest. Here the weights are much sharper than in my step 4, this surprised me.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 2.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# KEYS(100,64) and OUTPUT(100,64) twice, SCORES(100,100) four times. Storage goes with N**2.
