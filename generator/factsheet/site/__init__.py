"""What knows a site engine: plug-in for MkDocs and ProperDocs, parts of the theme, search, preview.

In: what was built. Out: the site. Nothing else imports this room."""
