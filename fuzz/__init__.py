"""Any input at all: the promises of quotex, the worst inputs known, and targets for a fuzzer.

`python -m fuzz` runs them; docs/robustness.md says what came of it.
"""
