"""What draws the page's charts is made beforehand, of the same Vega as pictures are, and may be passed on."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files

import vl_convert

WEB = files("drillgrok.charts.web")
HEAD = WEB.joinpath("vega.js").read_text(encoding="utf-8").partition("\n")[0]
PAGE_ALONE = "import sys, drillgrok.charts.web.page as page; page._script(); print('vl_convert' in sys.modules)"


def test_it_is_of_the_major_version_that_draws_the_pictures() -> None:
    vega, embed = re.findall(r"(\d+)\.\d+\.\d+", HEAD)
    assert (vega, embed) == tuple(
        version.partition(".")[0] for version in (vl_convert.get_vega_version(), vl_convert.get_vega_embed_version())
    )


def test_a_page_is_made_without_what_makes_pictures() -> None:
    done = subprocess.run([sys.executable, "-c", PAGE_ALONE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_licence_of_every_part_lies_beside_it() -> None:
    licences = WEB.joinpath("vega.LICENSE").read_text(encoding="utf-8")
    lists = re.findall(r"^-{80}\n\n([^\n]+)\n", licences, re.MULTILINE)
    packages = {name for names in lists for name in names.split(", ")}
    assert {"vega", "vega-lite", "vega-embed", "d3-scale", "topojson-client"} <= packages
    assert licences.count("Redistribution and use in source and binary forms") >= 3
