# Grades a course in an ordinary container: see docs/where-it-runs.md.
#
#   python -m pip wheel --no-deps --wheel-dir dist .
#   docker build --tag attention-by-hand .
#   docker run --rm --user "$(id -u)" --volume "$PWD/course:/course" attention-by-hand grade
FROM python:3.12-slim

COPY constraints.txt dist/attention_by_hand-*.whl /tmp/
# Give the address of PyTorch's wheels for processors to get an image of a third of the size.
ARG PIP_EXTRA_INDEX_URL
RUN pip install --no-cache-dir --constraint /tmp/constraints.txt /tmp/attention_by_hand-*.whl \
    && rm /tmp/attention_by_hand-*.whl /tmp/constraints.txt

# nbgrader and matplotlib write settings to HOME, whoever the user is.
ENV HOME=/tmp
USER 1000
WORKDIR /course
ENTRYPOINT ["attention-by-hand"]
CMD ["grade"]
