"""The bench: where facts are looked at and mended.

In: a project. Out: what names what in it.
"""

__all__: list[str] = []
