"""`python -m drillgrok`."""

from drillgrok.cli.entry import main

main()
