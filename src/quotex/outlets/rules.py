"""Which role an outlet has, judged by the words around its mention.

A rule looks at a Setting and answers with a role or None. RULES lists them; the first that answers
decides. None of them needs a parse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quotex.wordlists import words

__all__ = ["CLEAR", "RULES", "Setting", "makes_outlet", "role_of"]

TOLD, REPORTED, CITED, POSTED = "told", "reported", "cited", "posted"

NEAR = 6
"""How many words before its governor still say what a mention is about."""

INTO = frozenset({"in", "at", "on", "during", "to", "for", "with", "after", "by", "via", "from"})
ONTO = frozenset({"on", "via", "to", "in", "over", "through", "from", "using", "across", "onto"})
TALKING = frozenset({"to", "with", "on", "for", "in", "into", "of", "at"})
ON_AIR = frozenset({"broadcaster", "programme", "media", "title"})
PIECES = frozenset(
    {"op-ed", "op", "oped", "column", "essay", "blog", "editorial", "commentary", "opinion"}
)
"""What is written under one's own name."""
WRITTEN = frozenset({"column", "essay", "letter", "op-ed"})
"""What is published under one's own name elsewhere than it was written."""
REPORTS = frozenset(
    {"article", "investigation", "poll", "polls", "report", "reports", "story", "survey", "surveys"}
)
"""What an outlet itself puts out."""
SHOWS = frozenset({"podcast", "program", "programme", "show"})
SPOKEN = ("outlet_venues", "outlet_appearing", "outlet_speech")
INTO_TALK = INTO | {"into", "following", "before", "since", "of", "through", "amid"}


@dataclass(frozen=True, slots=True)
class Setting:
    """An outlet mention and the words around it, in lower case."""

    kind: str | None
    """Kind of the outlet, None if unknown."""
    governor: str
    """The word that governs the mention, "to" in "according to the Post"; empty if none."""
    before: tuple[str, ...] = ()
    """The words before the governor, the nearest first; the speaker's name is left empty."""
    after: tuple[str, ...] = ()
    """The nouns behind the mention."""
    cued: bool = False
    """A reporting word is among the words before."""
    bracketed: bool = False
    """The mention stands alone in brackets or behind a dash at the end of a paragraph."""
    verb: str = ""
    """The word behind the mention and its people, without helping verbs and adverbs."""


Rule = Callable[[Setting], "str | None"]


def nearest(before: tuple[str, ...], *lists: str) -> str | None:
    """The first of the lists that has the word nearest to the governor, or None."""
    for word in before[:NEAR]:
        for name in lists:
            if word in words(name):
                return name
    return None


def bracketed_credit(setting: Setting) -> str | None:
    """An outlet in brackets behind the quote reported it: "…" [Reuters]."""
    return REPORTED if setting.bracketed else None


def cited_source(setting: Setting) -> str | None:
    """An outlet that another one has it from: according to the Post, citing Interfax."""
    return CITED if setting.governor in words("outlet_citing") else None


def told_outlet(setting: Setting) -> str | None:
    """The speaker told it to the outlet: she told TASS; he tells the Post."""
    told = setting.governor in words("outlet_tell") and setting.kind != "platform"
    return TOLD if told else None


def according_to(setting: Setting) -> str | None:
    """The outlet vouches for it: according to Axios; as per Axios; via Axios."""
    if setting.governor == "to" and setting.before[:1] == ("according",):
        posted = setting.kind == "platform" and any(
            w in words("outlet_posts") for w in setting.after
        )
        return POSTED if posted else REPORTED
    if setting.governor in {"per", "via"} and setting.kind != "platform":
        return REPORTED
    return None


def post_noun(setting: Setting) -> str | None:
    """A post is published on its platform: in a Facebook post; on her Twitter account."""
    into = INTO | {"", "of"} | words("outlet_posting", "outlet_tell")
    if setting.kind != "platform" or setting.governor not in into:
        return None
    near = nearest(setting.before, "outlet_posts", "outlet_speech")
    if setting.governor in {"to", "of"} and setting.before and not near:
        return None
    return POSTED if any(word in words("outlet_posts") for word in setting.after[:2]) else None


def piece_noun(setting: Setting) -> str | None:
    """A piece under one's own name is published in its outlet: in a New York Times op-ed."""
    written = setting.governor in INTO or setting.governor in words("outlet_writing")
    if not written or "board" in setting.after[:3]:
        return None
    return POSTED if not PIECES.isdisjoint(setting.after[:2]) else None


def talk_noun(setting: Setting) -> str | None:
    """One speaks to an outlet in its interview or at its event: in an ITV interview."""
    if setting.kind == "platform" or setting.governor not in INTO_TALK:
        return None
    if "debate" in setting.after[:2] and setting.governor in {"at", "during", "in"}:
        return TOLD if setting.cued or not setting.before else None
    return TOLD if any(w in words("outlet_venues") for w in setting.after[:3]) else None


def poll_noun(setting: Setting) -> str | None:
    """An outlet reports what its poll or story says: in a CBS News poll."""
    where = setting.governor in {"in", "on", "from", "by"}
    return REPORTED if where and not REPORTS.isdisjoint(setting.after[:2]) else None


def on_platform(setting: Setting) -> str | None:
    """What stands on a platform was published there: wrote on Twitter; via Telegram."""
    if setting.kind != "platform" or setting.governor not in ONTO or "whose" in setting.before:
        return None
    if setting.governor in {"on", "via"}:
        return POSTED
    near = nearest(setting.before, "outlet_posts", "outlet_writing", "outlet_speech")
    return POSTED if near else None


def platform_user(setting: Setting) -> str | None:
    """Who is called a platform's user wrote there: the Twitter user @lee said."""
    users = {"user", "users", "commenter", "commenters"}
    return POSTED if setting.kind == "platform" and users.intersection(setting.after[:1]) else None


def interviewed_by(setting: Setting) -> str | None:
    """The outlet asked, or was host: interviewed by CNN; at a lunch held by the Journal."""
    if setting.governor != "by" or setting.kind == "platform":
        return None
    if "debate" in setting.before[:3] and not {"at", "during", "in"}.intersection(setting.before):
        return None
    return TOLD if nearest(setting.before, "outlet_venues") else None


def reported_by(setting: Setting) -> str | None:
    """The outlet relayed it: as reported by AFP; in comments carried by IRNA."""
    if setting.governor not in {"by", "in", "on", "to"} or setting.kind == "platform":
        return None
    near = setting.before[: 3 if setting.before[:1] == ("saying",) else 2]
    if setting.before[1:2] == ("on",) and setting.before[0] in words("calendar"):
        near = setting.before[2:4]
    if {"statement", "comment", "comments", "interview"}.intersection(setting.before[:3]):
        near = near if setting.governor == "by" else ()
    published = {"carried", "posted", "printed", "published", "run"}.intersection(near)
    if setting.governor == "by" and published and WRITTEN.intersection(near):
        return POSTED
    relayed = {"leaked", "provided", "quoted", "cited", "reported", "released"}
    if setting.governor == "by":
        return REPORTED if any(word in words("outlet_reporting") for word in near) else None
    return REPORTED if any(word in relayed for word in near) else None


def report_from(setting: Setting) -> str | None:
    """A report of the outlet is the source: a report from CNN; according to a story in the Post."""
    if setting.governor in {"in", "on"} and "according" in setting.before:
        pieces = words("outlet_reporting") & {*setting.before[:1]}
        return REPORTED if pieces else None
    if setting.governor not in {"from", "of"}:
        return None
    nouns = {"report", "reports", "reporting", "footage"}
    return REPORTED if any(word in nouns for word in setting.before[:3]) else None


def commentates_for(setting: Setting) -> str | None:
    """One speaks where one commentates: commentating for SEN Radio; on commentary for the BBC."""
    on_air = setting.kind in ON_AIR and setting.governor in {"for", "on"}
    words_for_it = {"commentary", "commentating", "punditry"}
    return TOLD if on_air and words_for_it.intersection(setting.before[:3]) else None


def written_for(setting: Setting) -> str | None:
    """The speaker wrote it there: wrote in the Guardian; writing for Slate."""
    if setting.governor not in {"in", "for", "on", "at"}:
        return None
    if setting.kind in {"broadcaster", "programme"} and setting.governor != "for":
        return None
    near = nearest(setting.before, "outlet_writing", "outlet_venues", "outlet_speech")
    if setting.governor == "at" and {"argues", "argued", "explains"}.intersection(setting.before):
        return POSTED
    return POSTED if near == "outlet_writing" else None


def talk_with(setting: Setting) -> str | None:
    """One speaks to, with or on an outlet: in an interview with CBS; a statement to the Post."""
    if setting.kind == "platform" or setting.governor not in TALKING:
        return None
    if setting.before[:1] and setting.before[0] in {"broadcast", "aired", "televised", "shown"}:
        return TOLD if "interview" in setting.before[:3] else _broadcast(setting)
    if {"headquarters", "building", "office", "offices"}.intersection(setting.after):
        return None
    if _is_employer(setting):
        return None
    if setting.governor == "to" and not REPORTS.isdisjoint(setting.after[:1]):
        return None
    people = words("outlet_people", "persons", "titles")
    if setting.governor != "on" and not people.isdisjoint(setting.before[:1]):
        return None
    if setting.governor == "to" and (setting.cued or not any(setting.before)):
        return TOLD
    near = nearest(setting.before, "outlet_venues", "outlet_speech")
    if setting.governor == "for" and setting.before[:1] and setting.cued:
        return TOLD if nearest(setting.before[:1], "outlet_speech", "outlet_venues") else None
    if setting.governor in {"at", "for", "of"}:
        return TOLD if near == "outlet_venues" else None
    return TOLD if near else None


def _is_employer(setting: Setting) -> bool:
    """Whether an outlet only says whose journalist it is: Ann Lee, a presenter on Sky News."""
    staff = setting.governor == "on" and setting.before[:1]
    met = {"by", "tell", "told", "to", "with"}.intersection(setting.before[1:4])
    return bool(staff) and setting.before[0] in words("outlet_people") and not met


def _broadcast(setting: Setting) -> str | None:
    """An outlet that sends what was said elsewhere reports it: in remarks aired on state TV."""
    spoken = {"address", "footage", "message", "speech", "video"} | words("outlet_speech")
    return (
        REPORTED if setting.governor == "on" and spoken.intersection(setting.before[1:4]) else None
    )


def on_air(setting: Setting) -> str | None:
    """Who is on a broadcaster or programme speaks there: on CNN Sunday; joined Morning Joe."""
    if setting.kind == "programme" and setting.governor in {"joined", "visited", "joins", "during"}:
        return TOLD
    on_air = setting.governor == "on" and setting.kind in ON_AIR and not _is_employer(setting)
    away = {"attack", "attacks", "report", "reports", "comment", "ad", "ads", "story", "based"}
    away |= {"broadcast", "aired", "televised", "featured", "shown", "ran", "running", "live"}
    return TOLD if on_air and not away.intersection(setting.before[:1]) else None


def outlet_asks(setting: Setting) -> str | None:
    """The outlet went to the speaker: when the Standard visited her; the BBC asked him."""
    if setting.kind == "platform" or _is_object(setting.governor):
        return None
    return TOLD if setting.verb in words("outlet_asks") else None


def outlet_quotes(setting: Setting) -> str | None:
    """The outlet passes on another's words: the Post quoted one donor as saying."""
    if setting.kind == "platform" or _is_object(setting.governor):
        return None
    return REPORTED if setting.verb in {"quoted", "quotes", "quote", "quoting"} else None


def outlet_reports(setting: Setting) -> str | None:
    """The outlet is subject of a reporting verb: Reuters reported; as the Post wrote."""
    if setting.kind == "platform" or (setting.governor != "as" and _is_object(setting.governor)):
        return None
    if setting.governor in {"reported", "reports"}:
        return REPORTED
    return REPORTED if setting.verb in words("outlet_says") else None


def _is_object(governor: str) -> bool:
    """Whether the word before an outlet takes it as object, or begins a subordinate clause."""
    return governor in words("outlet_governors") or governor in {"because", "if", "than", "against"}


RULES: tuple[Rule, ...] = (
    bracketed_credit,
    cited_source,
    told_outlet,
    according_to,
    platform_user,
    post_noun,
    piece_noun,
    talk_noun,
    poll_noun,
    on_platform,
    interviewed_by,
    reported_by,
    report_from,
    commentates_for,
    written_for,
    talk_with,
    on_air,
    outlet_asks,
    outlet_quotes,
    outlet_reports,
)

CLEAR: frozenset[Rule] = frozenset(
    {
        bracketed_credit,
        cited_source,
        told_outlet,
        according_to,
        talk_noun,
        talk_with,
        outlet_quotes,
        outlet_reports,
    }
    | {on_air, on_platform, written_for, post_noun, interviewed_by, reported_by}
    | {commentates_for, outlet_asks, platform_user}
)
"""The rules that are clear enough for words that may mean something else: told People."""


def makes_outlet(setting: Setting) -> bool:
    """Whether whatever stands here must be an outlet: in an interview with …, published by …."""
    if setting.kind == "station" and setting.governor in words("outlet_tell"):
        return True
    if setting.kind == "station" and setting.governor in {"on", "to", "with"}:
        return setting.cued or nearest(setting.before, "outlet_venues") is not None
    if setting.kind == "title" and setting.governor == "on":
        begins = words("calendar").issuperset(setting.before[:1])
        show = not SHOWS.isdisjoint(setting.after[:1])
        return (begins and show) or nearest(setting.before[:1], *SPOKEN) is not None
    if setting.kind == "title" and setting.governor == "for":
        return nearest(setting.before[:3], "outlet_writing") is not None
    if setting.kind == "title":
        return setting.governor in words("outlet_tell") and SHOWS.issuperset(setting.after)
    if setting.kind == "compound":
        return setting.governor in words("outlet_tell") and not setting.after
    if "interview" not in setting.before[:3]:
        return False
    published = setting.before[0] in {"broadcast", "aired", "published", "televised"}
    return published or (setting.governor in {"for", "with"} and setting.before[0] == "interview")


def role_of(setting: Setting) -> tuple[str, Rule] | None:
    """The role that the first fitting rule gives, and that rule."""
    for rule in RULES:
        role = rule(setting)
        if role is not None:
            return role, rule
    return None
