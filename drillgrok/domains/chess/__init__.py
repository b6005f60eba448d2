"""Chess positions: drawn as boards, answered by moves. All chess rules come from python-chess."""

from drillgrok.domains.chess.ways import judge_move, show_board

__all__ = ["judge_move", "show_board"]
