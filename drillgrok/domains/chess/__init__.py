"""Chess positions: drawn as boards, answered by moves. All chess rules come from python-chess."""
