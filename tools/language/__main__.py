"""`python -m tools.language`: write every list under decks/language again, and check each against its oracle."""

from oracles.language.oracle import agreement
from oracles.language.told import FOLDER
from tools.language.lists import MAKERS, lists

if __name__ == "__main__":
    print("| list | items | exceptions | disagreements |\n|---|---|---|---|")
    for name, text in lists().items():
        (FOLDER / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    for name in MAKERS:
        found = agreement(name)
        print(f"| {name} | {found.items:,} | {found.exceptions} | {'; '.join(found.wrong) or 'none'} |")
