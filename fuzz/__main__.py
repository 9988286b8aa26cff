"""Fuzz quotex: `python -m fuzz [TARGET ...] [--seconds N]`, from the root of the repository.

Atheris (`pip install -e ".[fuzz]"`) changes the seeds again and again, guided by which lines of
quotex they reach, until the time is over or a promise is broken. Each target has a process of its
own. The last line of a target is a row for the table in docs/robustness.md.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

NAMES = ("marks", "text", "html", "inputs", "outputs")
SLOW = 60
"""Seconds after which an input counts as a failure."""
MEMORY = 4096
"""MiB that a target may take."""


def main() -> int:
    """Fuzz each target in turn; return the exit status, 1 if one of them failed."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz quotex.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--seconds", type=int, default=60, help="for each target; 60 by default")
    parser.add_argument("--corpus", type=Path, help="folder that keeps what reached new lines")
    parser.add_argument("--input", type=Path, help="run a target once, on an input that was saved")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    targets = options.targets or list(NAMES)
    if unknown := set(targets) - set(NAMES):
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    if options.inside:
        fuzz(targets[0], options.seconds, options.corpus)
    if options.input:
        from fuzz.targets import TARGETS

        TARGETS[targets[0]][0](options.input.read_bytes())
        return 0
    return 1 if [name for name in targets if not fuzzed(name, options)] else 0


def fuzzed(target: str, options: argparse.Namespace) -> bool:
    """Fuzz one target in a process of its own; False if an input broke it."""
    with TemporaryDirectory() as folder:
        corpus = options.corpus / target if options.corpus else Path(folder)
        corpus.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [
                *(sys.executable, "-m", "fuzz", target, "--inside"),
                *("--seconds", str(options.seconds), "--corpus", str(corpus)),
            ],
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
        )
    executed = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    reached = re.findall(r"cov: (\d+)", done.stderr)
    if done.returncode or not executed or not reached:
        sys.stderr.write(done.stderr)
        print(f"| {target} | FAILED, see above; the input was saved as crash-... |")
        return False
    print(f"| {target} | {int(executed[1]):,} | {options.seconds} s | {int(reached[-1]):,} |")
    return True


def fuzz(target: str, seconds: int, corpus: Path) -> None:
    """Fuzz a target in this process, which atheris ends."""
    try:
        import atheris
    except ImportError:
        sys.exit('python -m fuzz needs atheris; run: pip install -e ".[fuzz]"')
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with atheris.instrument_imports(include=["quotex"]):
        from fuzz.seeds import seeds_for
        from fuzz.targets import TARGETS
    run, longest = TARGETS[target]
    for number, seed in enumerate(seeds_for(target, longest)):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    settings = [f"-max_total_time={seconds}", f"-max_len={longest}", "-print_final_stats=1"]
    limits = [f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}"]
    atheris.Setup(["fuzz", str(corpus), *settings, *limits], run)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
