"""The versions that are pinned can be installed with every Python that the project names."""

import tomllib
from importlib.metadata import distribution

from course_help import ROOT
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

NAMED = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
OLDEST = NAMED.removeprefix(">=") + ".0"
PINS = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text().splitlines()
    if line and not line.startswith("#")
]


def test_every_pin_takes_the_oldest_python() -> None:
    assert len(PINS) > 100
    for pin in PINS:
        one = distribution(pin.name)
        assert pin.specifier.contains(one.version), f"{one.version} is installed, not {pin}"
        needs = "".join(one.metadata.get_all("Requires-Python") or [])
        assert SpecifierSet(needs).contains(OLDEST), f"{pin} needs Python {needs}"


def test_the_readme_names_the_oldest_python() -> None:
    says = (ROOT / "README.md").read_text("utf-8")
    assert f"Python {OLDEST.removesuffix('.0')} or later" in says
