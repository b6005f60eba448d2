"""The words every room shares: small frozen values and closed sets of names. Standard library only."""
