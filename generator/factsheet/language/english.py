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
    # maps
    "map.shapes": "Shapes: Natural Earth 4.1 (public domain), by way of world-atlas, "
    "at the scale 1:50 million.",
    "map.borders.none": "Land and coast are drawn, no borders.",
    "map.borders.drawn": "Borders as Natural Earth draws them, by who is in control, not by law; "
    "this says nothing about whose land it is.",
    "map.day": "{day}. {said}",
    "map.day.then": "{day}, as could be known that evening. {said}",
    "map.state": "{state}: {said}.",
    "map.held-by": "{places} by {who}",
    "map.held-in-parts": "{places} ({who})",
    "map.then.between": ", then ",
    "map.then.last": ", then ",
    "map.or.between": " or ",
    "map.or.last": " or ",
    "map.claimed": "claimed: {who}",
    "map.holder.unknown": "not known then",
    "map.holder.full": "{short} – {name}",
    "map.places": "Where the places lie: {places}.",
    "map.legend.shape": "Shape: how sure it is",
    "map.legend.pattern": "Pattern: who held it",
    "map.legend.size": "Size: how many people live there",
    "map.legend.state": "{state}: {meaning}",
    "map.legend.unknown-then": "no source that had appeared by that evening says who held it",
    "map.legend.dots": "A dot is the middle of a town as its source gives it. "
    "It does not show how far anybody’s control reached. "
    "Numbers of people: the newest that we cite for the town itself.",
    "map.size.smaller": "fewer than {count} people, or number not known",
    "map.size.larger": "{count} people or more",
    "map.table": "The same as a table",
    "map.table.town": "Town and days",
    "map.table.holder": "Who held it",
    "map.table.held": "{state}: {who}",
    "map.where": "Where the places lie",
    "map.where.place": "Place",
    "map.where.point": "Coordinates",
    "map.where.people": "People",
    "map.where.people-unknown": "not known",
    "map.where.stated": "{value} ({more})",
    "map.where.drawn": "{stated} (drawn)",
    "map.not-drawn": "No source we read gives coordinates, so these are not drawn: {places}.",
    "map.not-drawn.then": "No source of that day gives coordinates, so these are not drawn: "
    "{places}.",
    "map.kilometres": "{count} km",
    "map.metres": "{count} m",
    "map.exact": "to about {distance}",
    "map.exact.apart": "north to about {north}, east to about {east}",
}
