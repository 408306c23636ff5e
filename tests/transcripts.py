"""Figures of the importer: `make transcripts`. Reads the labelled corpora, prints their tables, fails below the gate.

The project's own corpus (tests/data/transcripts) is always measured; a larger one beside the checkout where it is there.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent / "interviews" / "transcripts"))

import scorer  # found through the line above

ROOT = Path(__file__).resolve().parent.parent
CORPORA = [ROOT / "tests" / "data" / "transcripts", ROOT.parent / "shared" / "transcripts" / "dev"]
AT_LEAST = {"F1": 0.97, "speaker": 0.97, "role": 0.97, "intro": 0.95, "meta": 0.95, "dir": 0.95, "emph": 0.95}
AT_MOST = {"gain": 0.002, "silent": 0.005, "asked": 0.20}


def measure(corpus: Path) -> list[str]:
    """Prints the corpus's table; gives what falls short."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "interviews.transcripts", str(corpus), folder], cwd=ROOT, check=False
        )
        if done.returncode:
            return [f"{corpus.name}: the importer stopped with {done.returncode}"]
        table = scorer.score_folder(corpus, Path(folder))
    print(scorer.as_text(table))
    means = table["ALL"]
    short = [f"{name} {means[name]:.3f} < {least}" for name, least in AT_LEAST.items() if means[name] < least]
    short += [f"{name} {means[name]:.3f} > {most}" for name, most in AT_MOST.items() if means[name] > most]
    short += [f"loss {row['loss']:.3f} in {name}" for name, row in table.items() if row["loss"] > 0]
    return [f"{corpus.name}: {line}" for line in short]


def main() -> int:
    present = [corpus for corpus in CORPORA if corpus.is_dir()]
    short = [line for corpus in present for line in measure(corpus)]
    print("\n".join(short) or f"transcripts: {len(present)} corpora, every gate held")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
