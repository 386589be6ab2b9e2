"""Formats of one article each: Rich Text, OpenDocument, e-books, old Word files, mail, archives."""
