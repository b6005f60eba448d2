"""One file a verb: wiring. Plain values in; a value or a DrillgrokError out. Only these rooms know everyone."""
