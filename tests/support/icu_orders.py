"""Ask ICU for the order of letters and names, by PyICU, which nothing else here needs.

python tests/support/icu_orders.py root     generator/factsheet/language/orders.txt
python tests/support/icu_orders.py names    tests/language/orders.yml: the same names in ICU's order
python tests/support/icu_orders.py compare  how often our order of random names is another one
"""

import random
import re
import sys
import unicodedata
from pathlib import Path

import icu
import yaml

ROOT = Path(__file__).parents[2]
ORDERS = ROOT / "generator/factsheet/language/orders.txt"
NAMES = ROOT / "tests/language/orders.yml"
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "GEORGIAN", "ARMENIAN", "HEBREW", "ARABIC", "ETHIOPIC",
           "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM",
           "SINHALA")  # fmt: skip
HEAD = f"""# Made by tests/support/icu_orders.py from ICU {icu.ICU_VERSION}, whose data are CLDR's; see orders.md.
# marks, signs and scripts: in the order of CLDR's root; letters that only marks tell apart stand together
# both: letters that count as two; then each language that does otherwise, by CLDR's rules for it
"""
# rules that ask for more than we do; a language whose rules are left out is ordered as the root
LEFT_OUT = re.compile(r"alternate|import|Contractions \[[^И]|backwards")
LONGEST = 520
KINDS = ("Ll", "Lo", "Lm", "Mc", "Mn")  # the signs of vowels are letters, too


def collator(code: str, strength: int = icu.Collator.TERTIARY) -> icu.Collator:
    out = icu.RuleBasedCollator.createInstance(icu.Locale(code))
    out.setStrength(strength)
    return out


WHOLE, FIRST = collator("root"), collator("root", icu.Collator.PRIMARY)
SECOND = collator("root", icu.Collator.SECONDARY)


def letters(script: str) -> list[str]:
    """The small letters of a script that are not made of others, in groups that are one letter."""
    found = []
    for number in range(0x80 if script != "LATIN" else 0x61, 0xA700):
        char = chr(number)
        name, parts = unicodedata.name(char, ""), unicodedata.normalize("NFKD", char)
        if unicodedata.category(char) not in KINDS or char.lower() != char:
            continue
        ours = name.startswith(script) or (script == "LATIN" and name.startswith("MODIFIER LETTER"))
        whole = parts == char or FIRST.getSortKey(char) != FIRST.getSortKey(parts[0])
        composed = len(unicodedata.normalize("NFD", char)) == len(parts) or parts == char
        if ours and whole and composed and FIRST.compare(char, "9") > 0 and not two(char):
            found.append(char)
    found.sort(key=WHOLE.getSortKey)
    groups: dict[bytes, str] = {}
    for char in found:
        groups[FIRST.getSortKey(char)] = groups.get(FIRST.getSortKey(char), "") + char
    return list(groups.values())


def two(char: str) -> str:
    """The two letters that one counts as; empty for all others."""
    if unicodedata.normalize("NFKD", char) != char or ord(char) > 0x250:
        return ""
    pairs = (a + b for a in "aeiostdhlnjz" for b in "aehijosz")
    return next((pair for pair in pairs if FIRST.compare(char, pair) == 0), "")


def signs() -> str:
    ranges = ((0x20, 0x7F), (0xA0, 0x100), (0x2B0, 0x300), (0x589, 0x590), (0x600, 0x620), (0x66A, 0x66E),
              (0x6D4, 0x6D5), (0x2010, 0x2070), (0x20A0, 0x20C0), (0x2116, 0x2123))  # fmt: skip
    found = [chr(n) for first, end in ranges for n in range(first, end)]
    found = [
        one
        for one in found
        if unicodedata.category(one)[0] in "PSZ"
        and one not in "\u2028\u2029"  # which no file may have
        and unicodedata.normalize("NFKD", one) == one
        and FIRST.compare("", one) < 0 < FIRST.compare("0", one)
    ]
    return "".join(sorted(found, key=WHOLE.getSortKey))


def marks() -> str:
    ranges = ((0x300, 0x370), (0x591, 0x5C8), (0x610, 0x61B), (0x64B, 0x660), (0x670, 0x671))
    found = [chr(n) for first, end in ranges for n in range(first, end)]
    found = [
        one
        for one in found
        if unicodedata.combining(one)
        and unicodedata.normalize("NFD", one) == one
        and SECOND.compare("a", "a" + one)
    ]
    return "".join(sorted(found, key=lambda one: SECOND.getSortKey("a" + one)))


def rules() -> dict[str, str]:
    out = {}
    for code in sorted(icu.Collator.getAvailableLocales()):
        said = unicodedata.normalize("NFC", collator(code).getRules())
        said = re.sub(r"\[(normalization|suppress)[^]]*\]+", "", said)
        said = re.sub(
            r"(<<<|=)(?=[<=&]|$)", "", re.sub("[\ufb50-\ufdff\ufe70-\ufefc\u200e]", "", said)
        )
        said = re.sub(r"(&[^&<=]*)+(?=&|$)|&'[^']* [^&]*", "", said).replace("\u00a0", " ")
        if imported := re.fullmatch(r"\[import (\w+)\]", said):
            out[code] = imported[1]
        elif said and "_" not in code and len(said) < LONGEST and not LEFT_OUT.search(said):
            out[code] = said
    return out


def root() -> None:
    said = {"marks": marks(), "signs": signs()}
    said |= {script: " ".join(letters(script)) for script in SCRIPTS}
    both = [chr(n) for n in range(0xC0, 0x250) if chr(n).islower() and two(chr(n))]
    said["both"] = " ".join(f"{one}={two(one)}" for one in both)
    rows = [f"{key}\t{value}\n" for key, value in (said | rules()).items()]
    ORDERS.write_text(HEAD + "".join(rows), encoding="utf-8")


def names() -> None:
    found = yaml.load(NAMES.read_text(encoding="utf-8"), yaml.BaseLoader)
    comment = "".join(line for line in NAMES.open(encoding="utf-8") if line[:1] == "#")
    for code, some in found.items():
        some.sort(key=lambda name: (collator(code).getSortKey(name), name))
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=100)
    NAMES.write_text(comment + text, encoding="utf-8")


def compare() -> None:
    from factsheet.language import order, speaking, speech

    picked = random.Random(1)
    codes = [*(code for code in rules() if "_" not in code), "en", "de", "fr"]
    for code in codes:
        alphabet = icu.LocaleData(code).getExemplarSet()
        some = [str(one) for one in alphabet]
        some += [one.upper() for one in some if len(one) == 1] + list(" -'.1aeoz") + ["é", "ö"]
        theirs, wrong = collator(code), []
        with speaking(speech(code)):
            for _ in range(4000):
                start = "".join(picked.choices(some, k=picked.randrange(3)))
                one, other = (
                    start + "".join(picked.choices(some, k=picked.randrange(1, 4))) for _ in "ab"
                )
                a, b = order(one)[:-1], order(other)[:-1]
                if (a > b) - (a < b) != theirs.compare(one, other):
                    wrong.append((one, other))
        print(f"{code}: {len(wrong)} of 4,000", *wrong[:4])


if __name__ == "__main__":
    {"root": root, "names": names, "compare": compare}[sys.argv[1]]()
