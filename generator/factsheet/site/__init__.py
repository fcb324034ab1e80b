"""What knows a site engine: the plug-in for MkDocs and ProperDocs, the theme, search, preview.

In: what was built. Out: the site, or what lets an engine print it
(`files_door`), or files that open from a disk (`offline`), or a preview (`serving`), or what a
host sends with a built site (`hosting`).
The command imports it when it runs; the engine imports the plug-in.
"""

__all__ = ["files_door", "hosting", "offline", "serving"]
