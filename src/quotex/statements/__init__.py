"""What is reported, with which cue, and by whose mention.

component   the spaCy component `quotex_statements`: units in, statements out
units       sentences that no quotation runs across
cues        which words report, and the phrase that says whose words
clauses     where a reporting clause begins and ends
content     which stretches of a unit a clause reports
orphans     quotations without a reporting clause
speech      quotations that are nobody's words
edges       marks and punctuation at the edges of content
"""

from quotex.statements.component import find_statements, make_statements

__all__ = ["find_statements", "make_statements"]
