"""A correction stays made, whichever copy of the page is read last."""

import pytest

from reportedly.ledger import Ledger
from reportedly.read import Limits
from reportedly.resolve import shipped
from reportedly.run import add
from reportedly.run.resolving import resolve
from tests.conftest import Plain

PAGE = """<html><head><link rel="canonical" href="https://post.example/zeta">
<meta property="article:published_time" content="2025-06-01">{modified}</head>
<body><article><h1>Acme buys a plant</h1>
<p>Acme Corp will buy {whose} plant in Lyon, the company said on Sunday.</p>{note}</article></body></html>"""
CORRECTED = PAGE.format(
    modified='<meta property="article:modified_time" content="2025-06-05">',
    whose="the Brio Cells",
    note="<p>Correction, June 5: an earlier version of this article named another owner of the plant.</p>",
)
OLD = "", '<meta property="article:modified_time" content="2025-06-01">'


@pytest.mark.parametrize("stated", OLD)
@pytest.mark.parametrize("old_first", [True, False])
def test_an_older_copy_of_a_corrected_page_does_not_undo_the_correction(tmp_path, stated, old_first):
    pages = [PAGE.format(modified=stated, whose="the Zeta Motors", note=""), CORRECTED]
    with Ledger(tmp_path / "l.db", writing=True) as ledger:
        for n, page in enumerate(pages if old_first else reversed(pages)):
            (tmp_path / f"{n}.html").write_text(page)
            assert [o.error for o in add([str(tmp_path / f"{n}.html")], ledger, Plain(), Limits())] == [None]
            resolve(ledger, shipped())
        older, newer = ledger.history("https://post.example/zeta")
        assert "Brio Cells" in ledger.report("https://post.example/zeta").report.text
        assert (newer.revision.silent, len(newer.revision.notes)) == (False, 1)
        with ledger.derived() as derived:
            assert (derived.left(), bool(list(derived.feeding(older.head.version_id)))) == (0, False)
            assert list(derived.feeding(newer.head.version_id))
