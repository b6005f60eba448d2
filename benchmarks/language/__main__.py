"""`python -m benchmarks.language`: write every list under decks/language again, and check each against its oracle."""

from benchmarks.language.lists import MAKERS, lists
from benchmarks.language.oracle import agreement
from benchmarks.language.told import FOLDER

if __name__ == "__main__":
    print("| list | items | exceptions | disagreements |\n|---|---|---|---|")
    for name, text in lists().items():
        (FOLDER / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    for name in MAKERS:
        found = agreement(name)
        print(f"| {name} | {found.items:,} | {found.exceptions} | {'; '.join(found.wrong) or 'none'} |")
