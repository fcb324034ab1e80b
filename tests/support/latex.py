"""What LaTeX prints of a text, by a reader of LaTeX that is not ours."""

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

MISSED = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}  # that reader does


def of_latex(text: str) -> str:
    """A text as it is printed."""
    context = get_default_latex_context_db()
    specs = [MacroTextSpec(name, sign) for name, sign in MISSED.items()]
    context.add_context_category("signs", macros=specs, prepend=True)
    return str(LatexNodes2Text(latex_context=context, math_mode="verbatim").latex_to_text(text))
