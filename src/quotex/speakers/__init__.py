"""Whose words a statement reports: the name, type and role behind each mention.

component     the spaCy component `quotex_speakers`, with the rules in order
resolver      the walk through a document that answers, statement by statement
anaphora      rules for pronouns, and for statements without a mention
rows          rules for several who speak as one, and for "they" behind their names
phrases       rules for phrases that name or describe a person
bodies        rules for organisations and offices
documents     rules for what is written: reports, statements, articles
headlines     rules for the head of an article, where a speaker is named only further down
mentions      what kind of phrase a mention is
names         every naming in the article, with the role and gender beside it
runs          runs of capitalised words, in which all names are
calendar      days and months, which can be somebody's name
persons       what a run names, and where the name in it begins
roles         the title before a name, or the apposition beside it
entities      namings grouped into one person or body each
descriptions  whether "the senator" fits "Sen."
described     what a description such as "the senator" says of each candidate
discourse     who was spoken of last, which a pronoun can point back to
ranking       whom a pronoun or description means: candidates, ranked by trained weights
nouns         nouns for people, their number and gender
"""

from quotex.speakers.component import RULES, SpeakerResolver, make_speakers, ranked

__all__ = ["RULES", "SpeakerResolver", "make_speakers", "ranked"]
