"""What spaCy's components say of many texts: as `nlp.pipe` has it, in less than half the time.

`running.py` lists which component is run in which way.
"""

from quotex.parsing.running import parsed

__all__ = ["parsed"]
