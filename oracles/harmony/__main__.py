"""`python -m oracles.harmony`: every item of every harmony deck, plain and turned round, beside music21."""

from oracles.harmony.agreement import verify_all

if __name__ == "__main__":
    print("| deck | items | checked | wrong |\n|---|---|---|---|")
    for found in verify_all():
        print(f"| {found.deck} | {found.items:,} | {found.checked:,} | {len(found.wrong)} |")
        for case in found.wrong[:5]:
            print(f"  {case}")
