"""Whether somebody without the rule is taken for somebody with it: by an exam, or by the coach."""
