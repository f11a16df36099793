"""Which words are common in English business news: `python -m training.words`.

In: the reports in training/data. Out: the table of stems that ships beside the resolver, each with its rarity, the
logarithm of reports to reports that hold it.
What a newcomer would get wrong: a name is no word; only what stands in lower case is counted.
"""

import json
import math
import re
from collections import Counter
from pathlib import Path

from reportedly.resolve.forms import fold

DATA = Path(__file__).parent / "data"
TABLE = Path(__file__).parent.parent / "src" / "reportedly" / "resolve" / "common_words.tsv"
LEAST = 6  # reports
_WORD = re.compile(r"(?<!\w)[a-z][^\W\d_A-Z]{3,}")
_STEM = 6


def main() -> None:
    """Write the table."""
    counts: Counter[str] = Counter()
    texts = [
        json.loads(line)["text"]
        for page in sorted(DATA.glob("a*.reports.jsonl"))
        for line in page.read_text("utf-8").splitlines()
    ]
    for text in texts:
        counts.update({fold(word)[:_STEM] for word in _WORD.findall(text)})
    rows = [f"{stem}\t{math.log(len(texts) / n):.2f}" for stem, n in sorted(counts.items()) if n >= LEAST]
    TABLE.write_text("\n".join(["stem\trarity", *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} stems of {len(texts)} reports")


if __name__ == "__main__":
    main()
