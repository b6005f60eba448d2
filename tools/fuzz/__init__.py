"""Damaged deck files, lists, packs and imports: each must end in a deck or in one clean error."""
