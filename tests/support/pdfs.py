"""A small PDF with text, made by hand: pages of lines."""


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF whose pages have these lines, one below the other."""
    things = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]  # fmt: skip
    kids = []
    for lines in pages:
        shown = " ".join(f"({_typed(line)}) Tj T*" for line in lines)
        drawn = f"BT /F1 12 Tf 50 750 Td 14 TL {shown} ET"
        things.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        box = "/MediaBox [0 0 600 800]"
        things.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {len(things)} 0 R {font} >>")
        kids.append(f"{len(things)} 0 R")
    things[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out, places = "%PDF-1.4\n", []
    for number, thing in enumerate(things, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{thing}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(things) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {len(things) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def _typed(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
