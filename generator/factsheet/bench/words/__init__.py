"""Words that translators write: catalogues of the tool, texts of a site."""
