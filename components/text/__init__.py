"""Text: paragraphs, sentences, quotations and words as exact character spans.

Every span is half-open and counts characters of the article's stored text, so
``text[span.start:span.end]`` is always the words themselves.
"""

from components.text.paragraphs import paragraphs
from components.text.quotations import quotations
from components.text.sentences import sentences
from components.text.spans import Span
from components.text.words import Word, words

__all__ = ["Span", "Word", "paragraphs", "quotations", "sentences", "words"]
