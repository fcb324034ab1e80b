"""English: every word that a page, the theme or the script prints. Keys are grouped by where they stand.

`{name}` is the place of a value. Two forms are for one and for more, by `count`.
"""

Message = str | tuple[str, str]

MESSAGES: dict[str, Message] = {
    # rows of things
    "list.and.between": ", ",
    "list.and.last": " and ",
    "list.or.between": ", ",
    "list.or.last": " or ",
    "list.comma.between": ", ",
    "list.comma.last": ", ",
    "list.dot.between": " · ",
    "list.dot.last": " · ",
    "list.semicolon.between": "; ",
    "list.semicolon.last": "; ",
    "list.semicolon-and.between": "; ",
    "list.semicolon-and.last": ", and ",
}
