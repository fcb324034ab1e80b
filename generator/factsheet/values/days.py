"""The names of months, and a day in words."""

from datetime import date

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip


def day_words(on: date) -> str:
    """`7 December 2024`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"
