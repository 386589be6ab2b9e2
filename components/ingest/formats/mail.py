"""E-mail messages (.eml) to paragraphs: the body once, attachments named and left out.

Where the body says next to nothing, the message or the page attached to it is the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message

from components.ingest.boilerplate import without_mail_lines
from components.ingest.characters import clean
from components.ingest.dates import stated_date, stated_time
from components.ingest.decode import decode
from components.ingest.lines import paragraphs
from components.ingest.mail_headers import decoded, header, message_of, sender
from components.ingest.records import NOTHING, Extract, Proposal, Unreadable, found
from components.ingest.webpage import html_paragraphs

#: Largest message, in bytes: parsing takes many times its size in memory.
MAX_MESSAGE = 20_000_000

_ENCRYPTED = (
    "This message is encrypted. Open it in your mail program, copy its text and paste it instead."
)
_NO_BODY = "There is no text in this message."
_FORWARDED = "a forwarded message"
_NOTE = "The forwarded message was read without the note above it: “{note}”."
_REPLY = re.compile(r"^(?:(?:re|fwd?|fw|aw|wg|tr|отв|пересл)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_MOST_PARTS = 500
#: Most words of a note (“See below.”) above a forwarded text, and how often messages may nest.
_NOTE_WORDS, _MOST_NESTED = 25, 3


@dataclass(frozen=True, slots=True)
class _Parts:
    """Plain text and HTML source of the body, names of attachments, and the texts among these."""

    plain: str
    html: str
    attached: tuple[str, ...]
    messages: tuple[Message, ...]
    pages: tuple[tuple[str, str], ...]


def read_mail(data: bytes, max_characters: int) -> Extract:
    """Paragraphs of a message's body, with its subject, sender and date; else of what it forwards.

    Raises Unreadable when the message is encrypted or has no text.
    """
    return _read(parsed(data), 0)


def _read(message: Message, depth: int) -> Extract:
    if message.get_content_type() == "multipart/encrypted":
        raise Unreadable(_ENCRYPTED)
    parts = _parts(message)
    lines = tuple(without_mail_lines(_body(parts.plain, parts.html)))
    if _n_words(" ".join(lines)) <= _NOTE_WORDS:
        if inner := _forwarded(parts, lines, depth):
            return inner
        if not lines and parts.pages:
            name, html = parts.pages[0]
            lines = tuple(without_mail_lines(html_paragraphs(html)))
            parts = replace(parts, attached=_without(parts.attached, name))
    attached = parts.attached
    if not lines:
        names = f" Attached: {', '.join(attached)}. Save them and upload those." if attached else ""
        raise Unreadable(_NO_BODY + names)
    title = subject_of(message)
    return Extract(
        paragraphs=lines,
        title=title,
        date=_date(message),
        time=_time(message),
        source=_sender(message),
        warnings=_left_out(attached),
        headed=title.value is not None,
    )


def _forwarded(parts: _Parts, note: Sequence[str], depth: int) -> Extract | None:
    """The only message attached, where it says more than the note above it."""
    if len(parts.messages) != 1 or depth == _MOST_NESTED:
        return None
    try:
        inner = _read(parts.messages[0], depth + 1)
    except Unreadable:
        return None
    if _n_words(" ".join(inner.paragraphs)) <= _n_words(" ".join(note)):
        return None
    others = _left_out(_without(parts.attached, _FORWARDED))
    said = (_NOTE.format(note=" ".join(note)),) if note else ()
    return replace(inner, warnings=(*said, *others, *inner.warnings))


def _without(names: Sequence[str], name: str) -> tuple[str, ...]:
    """Names without the first that is name."""
    at = names.index(name) if name in names else len(names)
    return (*names[:at], *names[at + 1 :])


def parsed(data: bytes) -> Message:
    """The message in data; the parser takes whatever comes, up to a size.

    Raises Unreadable beyond MAX_MESSAGE.
    """
    if len(data) > MAX_MESSAGE:
        raise Unreadable(
            f"The message is too large: {len(data) / 1e6:,.1f} MB, and the limit is "
            f"{MAX_MESSAGE / 1e6:,.0f} MB. Save it without its attachments and pictures."
        )
    return message_of(data.lstrip(b"\xef\xbb\xbf\r\n"))


def subject_of(message: Message) -> Proposal:
    """The subject without the marks of replies and forwards."""
    subject = _REPLY.sub("", header(message, "Subject"))
    return found(subject, "the e-mail's subject") if subject else NOTHING


def text_of(part: Message) -> str:
    """A part's characters, in the encoding that it states where the bytes fit it."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset()
    return decode(payload, charset).text


def _parts(message: Message) -> _Parts:
    """What a message consists of; of the pages attached only the first is kept."""
    plain: list[str] = []
    html: list[str] = []
    attached: list[str] = []
    messages: list[Message] = []
    pages: list[tuple[str, str]] = []
    for part in _walk(message):
        kind = part.get_content_type()
        name = decoded(part.get_filename() or "")
        if kind == "message/rfc822":
            attached.append(_FORWARDED)
            inner = part.get_payload()
            messages += (
                [m for m in inner if isinstance(m, Message)] if isinstance(inner, list) else []
            )
        elif part.get_content_disposition() == "attachment" or (
            name and not kind.startswith("text/")
        ):
            attached.append(name or kind)
            if not pages and (kind == "text/html" or name.lower().endswith((".html", ".htm"))):
                pages.append((name or kind, text_of(part)))
        elif kind == "text/plain":
            plain.append(_unflowed(part))
        elif kind == "text/html":
            html.append(text_of(part))
    return _Parts(
        "\n\n".join(plain), "\n".join(html), tuple(attached), tuple(messages), tuple(pages)
    )


def _walk(message: Message) -> Iterator[Message]:
    """Parts in order, without looking into attached messages."""
    stack: list[Message] = [message]
    for _ in range(_MOST_PARTS):
        if not stack:
            return
        part = stack.pop()
        if part.get_content_maintype() == "multipart":
            inner = part.get_payload()
            if isinstance(inner, list):
                stack += [each for each in reversed(inner) if isinstance(each, Message)]
        else:
            yield part


def _body(plain: str, html: str) -> tuple[str, ...]:
    """One of the two forms of the text: HTML marks paragraphs, but may hold another text."""
    from_html = html_paragraphs(html) if html.strip() else ()
    text = clean(plain)
    if (cut := _SIGNATURE.search(text)) and len(text) - cut.start() < 0.3 * len(text):
        text = text[: cut.start()]
    from_plain = paragraphs(text)
    n_html, n_plain = (_n_words(" ".join(lines)) for lines in (from_html, from_plain))
    # A plain form that is much shorter only says that there is another one.
    return from_html if n_html >= 0.7 * n_plain else from_plain


def _n_words(text: str) -> int:
    return len(_WORD.findall(text))


def _unflowed(part: Message) -> str:
    """Plain text with the lines joined that the mail program broke and marked as broken."""
    text = text_of(part)
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    return re.sub(r"(?<!^--) \r?\n(?=[^\s>])", " ", text, flags=re.MULTILINE)


def _date(message: Message) -> Proposal:
    for name in ("Date", "Sent", "Resent-Date"):
        if day := stated_date(header(message, name)):
            return found(day.isoformat(), "the e-mail's date")
    return NOTHING


def _time(message: Message) -> Proposal:
    moment = stated_time(header(message, "Date"))
    return found(moment, "the e-mail's date") if moment else NOTHING


def _sender(message: Message) -> Proposal:
    name = sender(message)
    return found(name, "the e-mail's sender") if name else NOTHING


def _left_out(attached: Sequence[str]) -> tuple[str, ...]:
    if not attached:
        return ()
    names = ", ".join(attached[:10]) + (" …" if len(attached) > 10 else "")
    what = "An attachment was" if len(attached) == 1 else f"{len(attached)} attachments were"
    return (f"{what} left out: {names}. Save and upload what you need of it.",)
