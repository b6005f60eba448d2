"""`python -m tools.pictures`: writes every picture that is not as the program would draw it now."""

from __future__ import annotations

from tools.pictures.made import FOLDER, pictures


def main() -> None:
    """Say which files were written."""
    FOLDER.mkdir(exist_ok=True)
    for picture in pictures():
        path = FOLDER / picture.name
        kept = path.read_bytes() if path.exists() else b""
        if picture.is_stale(kept):
            path.write_bytes(picture.text.encode() if picture.data is None else picture.data())
            print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
