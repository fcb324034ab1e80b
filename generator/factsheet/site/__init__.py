"""What knows a site engine: the plug-in for MkDocs and ProperDocs, the theme's parts, the search, the preview.

In: what was built. Out: the site. Nothing else imports this room."""
