"""`python -m tools.javascript`: writes what draws the charts of a page, Vega-Lite with all it needs, to
drillgrok/charts/web/vega.js. Making it takes longer than making a page, so it is made once; after an update of
vl-convert, and then vega.LICENSE beside it has to name what came in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import vl_convert

import drillgrok

_NAMED: Final = "globalThis.vegaEmbed = vegaEmbed;"
"""All that page.js asks of it."""


def bundle() -> str:
    """The script, with the versions in its first line."""
    versions = f"vega {vl_convert.get_vega_version()}, vega-embed {vl_convert.get_vega_embed_version()}"
    script: str = vl_convert.javascript_bundle(_NAMED)
    return f"/*! {versions}; licences in vega.LICENSE */\n{script}\n"


if __name__ == "__main__":
    target = Path(drillgrok.__file__).with_name("charts") / "web" / "vega.js"
    target.write_text(bundle(), encoding="utf-8", newline="\n")
    print(f"Written to {target}.")
