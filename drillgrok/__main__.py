"""`python -m drillgrok`."""

from drillgrok.cli import main

main()
