"""A table comes in: read, mapped, compared with what is there, written, taken back."""
