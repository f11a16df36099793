"""The house is kept: pages made from code are current, the package is whole, nothing says what it should not."""

import os
import re
import subprocess
import sys
import tempfile
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

import reportedly
from docs.make import HERE, PAGES
from tests.conftest import ROOT

README = {
    "claims of great wall": ["claims", "--about", "Great Wall", "--min-score", "0.6", "--kind", "partnership"],
    "stories of kestrova": ["stories", "--about", "Kestrova"],
    "story of kestrova": ["story", "s2-aqbb"],
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_made_from_the_code_are_current(page):
    assert (HERE / page).read_text() == PAGES[page](), "run: make docs"


def test_at_most_fifteen_public_names():
    assert len(reportedly.__all__) <= 15
    assert all(hasattr(reportedly, name) for name in reportedly.__all__)


def test_files_stay_under_four_hundred_lines():
    long = {str(p): n for p in (ROOT / "src").rglob("*.py") if (n := len(p.read_text().splitlines())) >= 400}
    assert long == {}


def test_every_module_says_what_it_is_for():
    for path in (ROOT / "src").rglob("*.py"):
        assert path.read_text().startswith('"""'), path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(out),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


def test_the_built_wheel_holds_all_it_needs_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    package = {n for n in names if n.startswith("reportedly/")}
    on_disk = {
        f"reportedly/{p.relative_to(ROOT / 'src' / 'reportedly')}"
        for p in (ROOT / "src" / "reportedly").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert package == on_disk
    assert {n.split("/")[0] for n in names} == {"reportedly", f"reportedly-{version('reportedly')}.dist-info"}
    assert any(n.endswith("licenses/LICENSE") for n in names)


def test_the_wheel_runs_by_itself(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "package")
    command = [
        sys.executable,
        "-c",
        "import reportedly, sys; print(reportedly.__file__); from reportedly.show.cli import main; sys.argv = ['reportedly', 'doctor', '--ledger', 'x.db']; main()",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "package")}, capture_output=True, text=True, check=True
    )
    assert str(tmp_path / "package") in done.stdout
    assert "not made yet" in done.stdout


def example(name: str) -> tuple[str, str, str]:
    """The README before, within and behind the example of that name."""
    before, opened, rest = (ROOT / "README.md").read_text().partition(f"<!-- {name} -->\n```text\n")
    shown, closed, behind = rest.partition("```")
    return before + opened, shown, closed + behind


def printed(folder: Path) -> dict[str, str]:
    """What the program prints of the examples."""
    ledger = str(folder / "l.db")
    examples = sorted(str(p) for p in (ROOT / "examples").iterdir())
    base = [sys.executable, "-m", "reportedly"]
    subprocess.run([*base, "add", "--ledger", ledger, *examples], check=True, capture_output=True)
    found = {}
    for name, arguments in README.items():
        command = [*base, *arguments, "--ledger", ledger]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "COLUMNS": "100"})
        found[name] = "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n") + "\n"
    return found


def test_claims_that_the_readme_names_are_claims_of_the_examples():
    expected = (ROOT / "tests" / "path" / "examples" / "expected.jsonl").read_text()
    named = re.findall(r"\bc1-\w+", (ROOT / "README.md").read_text())
    assert named
    assert [name for name in named if f'"id": "{name}' not in expected] == []


def test_the_readme_shows_what_the_program_prints(tmp_path):
    """The worked examples in the README are real output; `python -m tests.house.test_house` writes them anew."""
    found = printed(tmp_path)
    assert found == {name: example(name)[1] for name in found}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        for name, text in printed(Path(made)).items():
            before, _, behind = example(name)
            (ROOT / "README.md").write_text(before + text + behind)
