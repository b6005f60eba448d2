"""`python -m drillgrok`."""

from drillgrok.cli.app import main

main()
