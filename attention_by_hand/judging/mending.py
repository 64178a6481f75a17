"""Small slips of Python, put right: what the cell would give shows what it knows of its step."""

import ast
from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import ClassVar

from attention_by_hand.judging.parting import last_set, statements

METHODS = frozenset(
    {"item", "tolist", "numpy", "sum", "mean", "exp", "float", "flatten", "squeeze", "detach"}
)
MODULES = frozenset({"torch", "np", "numpy", "math"})
MAKERS = frozenset({"tensor", "as_tensor", "array"})


class Mend(ast.NodeTransformer):
    """Puts one kind of slip right, wherever it is.

    share: which of the lesson's shares it earns. hint: what is said about it.
    """

    share: ClassVar[str]
    hint: ClassVar[str]

    def put_right(self, source: str, carried: Collection[str]) -> str:
        """The cell with the slip put right; the very same one where it has none.

        carried: the answers that later steps are computed from.
        """
        try:
            body = deepcopy([*statements(source)])
            before = ast.unparse(ast.Module(body, []))
            after = ast.unparse(
                ast.fix_missing_locations(
                    self._knowing(source, carried).visit(ast.Module(body, []))
                )
            )
        except (RecursionError, ValueError):
            return source
        return source if after == before else after

    def _knowing(self, _source: str, _carried: Collection[str]) -> "Mend":
        return self


class PowerSign(Mend):
    """`a ^ b` for a power."""

    share = "power_sign"
    hint = "In Python, the sign `^` is no power. Look up how Python writes one."

    def visit_BitXor(self, _node: ast.BitXor) -> ast.AST:
        """Every such sign."""
        return ast.Pow()


class NotCalled(Mend):
    """`x.item` for `x.item()`."""

    share = "not_called"
    hint = (
        "A method without parentheses, as in `.item`, is the method itself, and not what it gives "
        "back. Write `()` behind its name."
    )

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """What is called already is left alone."""
        if isinstance(node.func, ast.Attribute):
            node.func.value = self.visit(node.func.value)
            node.args = [self.visit(one) for one in node.args]
            node.keywords = [self.visit(one) for one in node.keywords]
            return node
        return self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Called without arguments, where a method of that name can be."""
        self.generic_visit(node)
        is_of_a_module = isinstance(node.value, ast.Name) and node.value.id in MODULES
        is_method = node.attr in METHODS and isinstance(node.ctx, ast.Load) and not is_of_a_module
        return ast.Call(node, [], []) if is_method else node


class NothingReturned(Mend):
    """A function that computes, or prints, and gives nothing back."""

    share = "nothing_returned"
    hint = (
        "Your function gives nothing back, so its caller gets `None`. What is printed is only "
        "shown: a function hands over its result with `return`."
    )

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """With what it prints or sets last given back."""
        self.generic_visit(node)
        found = [one for one in ast.walk(node) if isinstance(one, ast.Return | ast.Yield)]
        result = _result(node.body)
        if result and not any(one.value for one in found):
            node.body.append(ast.Return(result))
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """What is printed there, in place of what `print` gives back."""
        printed = _printed(node.value)
        return ast.Return(printed) if printed else node


class SideBySide(Mend):
    """`torch.tensor(1, 2)` for `torch.tensor([1, 2])`."""

    share = "side_by_side"
    hint = "`torch.tensor` takes one thing, so write square brackets around the numbers."

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Its numbers, put into a list."""
        self.generic_visit(node)
        is_maker = isinstance(node.func, ast.Attribute) and node.func.attr in MAKERS
        if is_maker and len(node.args) > 1 and all(map(_is_number, node.args)):
            node.args = [ast.List(node.args, ast.Load())]
        return node


class Braces(Mend):
    """`{50, 64}` for `[50, 64]`."""

    share = "braces"
    hint = (
        "Curly brackets make a set, which has no order and holds each number once. Write square "
        "brackets."
    )

    def visit_Set(self, node: ast.Set) -> ast.AST:
        """A list of the same."""
        self.generic_visit(node)
        return ast.List(node.elts, ast.Load())


class NoTensor(Mend):
    """A list where only a tensor will do: `torch.exp(numbers)`, `numbers / 2`."""

    share = "no_tensor"
    hint = (
        "This cell computes with all numbers at once. A list cannot do that, and `math.exp` takes "
        "a single number. `torch.tensor(…)` makes a tensor from a list, and torch has an `exp` "
        "for tensors."
    )

    def __init__(self, names: Collection[str] = ()) -> None:
        self.names = names

    def _knowing(self, source: str, carried: Collection[str]) -> "NoTensor":
        return NoTensor([name for name in carried if not last_set(source, frozenset({name}))])

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """The answer of an earlier step, as a tensor."""
        is_read = node.id in self.names and isinstance(node.ctx, ast.Load)
        return _tensor(node) if is_read else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """The function of all numbers, for that of one."""
        self.generic_visit(node)
        if ast.unparse(node.func) == "math.exp" and len(node.args) == 1:
            return _call("torch.exp", _tensor(node.args[0]))
        return node


MENDS: tuple[Mend, ...] = (
    PowerSign(),
    NotCalled(),
    NothingReturned(),
    SideBySide(),
    Braces(),
    NoTensor(),
)


def _tensor(node: ast.expr) -> ast.expr:
    return ast.Call(ast.Attribute(_call("torch.as_tensor", node), "float", ast.Load()), [], [])


def _call(function: str, argument: ast.expr) -> ast.expr:
    return ast.Call(ast.parse(function, mode="eval").body, [argument], [])


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return _is_number(node.operand)
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _result(body: list[ast.stmt]) -> ast.expr | None:
    """What a function would give back: what it prints or only computes last, else what it sets."""
    last = body[-1]
    if isinstance(last, ast.Expr) and not isinstance(last.value, ast.Constant):
        if printed := _printed(last.value):
            return printed
        if not _appended(last):
            return last.value
    found = [name for one in body for node in ast.walk(one) for name in _set_by(node)]
    return ast.Name(found[-1], ast.Load()) if found else None


def _printed(value: ast.expr | None) -> ast.expr | None:
    """The one thing that is printed, where this is such a call."""
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "print" and len(value.args) == 1:
        return value.args[0]
    return None


def _set_by(node: ast.AST) -> Iterator[str]:
    """The name that a statement sets, or adds something to."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AugAssign):
        targets = [node.target]
    yield from (target.id for target in targets if isinstance(target, ast.Name))
    if name := _appended(node):
        yield name


def _appended(node: ast.AST) -> str | None:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        if isinstance(called, ast.Attribute) and called.attr == "append":
            return called.value.id if isinstance(called.value, ast.Name) else None
    return None
