"""The bench in the browser: forms beside the pages of the preview, made from the kinds."""
