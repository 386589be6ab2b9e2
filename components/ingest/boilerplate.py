"""Lines that belong to the site, the mailing list or the paper and not to the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LISTING = re.compile(
    r"(?:more (?:must-reads|from|on|stories|news|in)|most (?:read|popular|viewed)"
    r"|read (?:more|also|next)|related|recommended|you (?:may|might) also like|see also"
    r"|trending|editors?['’]s? picks?"
    r"|top stories|latest (?:news|stories|headlines)|also (?:on|in|read)|popular (?:now|stories)"
    r"|up next|don['’]t miss)\b.{0,60}$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:©|copyright\b|\(c\) \d{4}).{0,300}$"
    r"|.{0,200}\ball rights reserved\b.{0,100}$"
    r"|(?:write to|contact) .{1,80}@\S+$"
    r"|(?:follow|like|find) (?:us|the|\w+ \w+|@\w+) .{0,80}"
    r"\b(?:facebook|twitter|instagram|telegram|x)\b.{0,60}$"
    r"|(?:sign up|subscribe|get our|want weekly)\b.{0,160}$"
    r"|.{0,60}\bcommitted to publishing a diversity of letters\b.{0,300}$"
    r"|(?:share|print|e-?mail|tweet|advertisement|comments?|back to top)\b.{0,20}$",
    re.IGNORECASE,
)
_SITE = re.compile(
    # Adverts
    r"(?:(?:story|article) continues (?:below|after) (?:this |the )?ad(?:vert(?:isement)?)?s?"
    r"|(?:skip |close )?(?:past )?advertisements?|advertising|sponsored(?: content)?|promoted"
    r"|scroll to continue(?: with content)?|continue reading(?: below)?)[.:]?"
    # Cookies
    r"|(?:we|(?:this|our) (?:web ?)?(?:site|page)|by (?:using|clicking|continuing))\b.{0,120}"
    r"\bcookies?\b.{0,300}"
    r"|(?:accept|reject|manage|allow)(?: all)? cookies\.?|cookie (?:settings|policy|notice|preferences)"
    r"|(?:мы используем|этот сайт использует|сайт использует).{0,40}\b(?:cookie|куки).{0,300}"
    # Other articles
    r"|(?:\(|\[)?(?:read|see|watch|listen) (?:also|more|next)(?: on (?:this|the) (?:story|topic))?"
    r"\s*[:|–—>»-].{0,200}"
    r"|(?:also read|more on this(?: story)?|related(?: (?:stories|articles|topics|content|news))?"
    r"|recommended(?: stories)?|don['’]t miss|читайте также|смотрите также|по теме)\s*[:|–—>»].{0,200}"
    r"|(?:related (?:stories|articles|topics|content)|most (?:read|popular|viewed)|читайте также)"
    # Whose it is
    r"|(?:©|\(c\)\s*(?=\d{4})|copyright (?=©|\(c\)|\d{4}|by\b)).{0,300}"
    r"|.{0,120}\ball rights reserved\b.{0,160}"
    r"|this material may not be (?:published|reproduced).{0,200}"
    # Sharing
    r"|share(?: this)?(?: (?:article|story|page|post|on (?:facebook|twitter|x|linkedin|whatsapp)))?"
    r"|(?:click|tap) here to (?:subscribe|sign up|read more|join).{0,100}"
    r"|(?:sign up|subscribe) (?:for|to) (?:our|the|my) .{0,60}\bnewsletters?\b.{0,60}"
    r"|our standards: .{0,80}|(?:sign up|register|subscribe) (?:here|now|today|for free)\b.{0,80}"
    r"|follow (?:us|me) on .{1,80}|print this (?:page|article)|back to top"
    # Pages of paper
    r"|[-–—]\s*\d{1,3}\s*[-–—]|page \d{1,4}(?: of \d{1,4})?",
    re.IGNORECASE,
)
_MAILING = re.compile(
    r"(?:(?:click here to )?(?:view|read|open|see) (?:this |it |the )?(?:e-?mail |message |newsletter |version )?"
    r"(?:online|in (?:your|a|the) (?:web )?browser|on the web)"
    r"|(?:having )?trouble (?:viewing|reading) this|is this e-?mail not displaying"
    r"|you (?:are |have |['’]re )?(?:receiv(?:ing|ed)|getting|got) this (?:e-?mail|message|newsletter|bulletin)?"
    r"|you(?:['’]re| are)(?: currently)? subscribed|this (?:e-?mail|message|newsletter) was sent (?:to|by)"
    r"|(?:to |click (?:here )?to |if you (?:no longer )?wish to )?unsubscribe\b"
    r"|(?:manage|update|change) (?:your |my )?(?:subscriptions?|preferences|profile|e-?mail)"
    r"|forward (?:this|to a friend)|add us to your address book|sent from my \w+"
    r"|to (?:stop|change) (?:receiving|your)|subscriber (?:services|preferences)"
    r"|privacy policy\b.{0,80}$)",
    re.IGNORECASE,
)
_HAS_WORD = re.compile(r"\w")
#: Longer lines say more than any of these.
_LONGEST_LINE = 450
_ENDS_SENTENCE = re.compile("[.!?…][\"'”’»)\\]]*$")
_LONGEST_LISTING = 25


def without_tail(paragraphs: Sequence[str]) -> Sequence[str]:
    """Paragraphs without the site's own lines at their end; the first two always stay."""
    end = len(paragraphs)
    while end > 2 and _CLOSING.match(paragraphs[end - 1]):
        end -= 1
    start = max(2, end - _LONGEST_LISTING)
    for index in range(start, end):
        rest = paragraphs[index + 1 : end]
        if _LISTING.match(paragraphs[index]) and all(_is_teaser(line) for line in rest):
            return without_tail(paragraphs[:index])
    return paragraphs[:end]


def _is_teaser(line: str) -> bool:
    """A headline or an invitation: short, and no statement that ends in a full stop."""
    return len(line) <= 160 and (not _ENDS_SENTENCE.search(line) or line.endswith("?"))


def without_site_lines(paragraphs: Sequence[str]) -> Sequence[str]:
    """Paragraphs without lines that are no part of any article, wherever they stand.

    Only whole lines go that say nothing else: adverts, cookie notices, “read also”, copyright and
    page numbers. Where nothing would be left, all stay.
    """
    kept = [line for line in paragraphs if len(line) > _LONGEST_LINE or not _SITE.fullmatch(line)]
    return kept if any(map(_HAS_WORD.search, kept)) else paragraphs


def without_mail_lines(paragraphs: Sequence[str]) -> Sequence[str]:
    """Paragraphs without what mailing lists add: ways to unsubscribe, to view it elsewhere …"""
    kept: list[str] = []
    for index, line in enumerate(paragraphs):
        if len(line) > _LONGEST_LINE or not _MAILING.match(line):
            kept.append(line)
        elif kept and sum(map(len, paragraphs[index:])) < 800 and index >= len(paragraphs) // 2:
            # What follows the first of them at the end is the sender's address and the like.
            break
    return without_tail(kept) if kept else paragraphs
