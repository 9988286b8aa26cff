"""How fast quotex is, what memory it takes, and where its time goes: `python -m benchmarks --help`.

Run from a checkout with the extra `bench`. Every command measures through the public interface, so
that it goes on working whatever the inside is. docs/performance.md says what the figures mean.
"""
