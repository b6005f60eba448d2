"""What followed the coach's claims, answer by answer. How a claim is scored is for coaching; nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from drillgrok.coaching.claims import Claim, Sequel, measure_of
from drillgrok.model.log import Response

CLAIMS_KEPT = 512

Made = tuple[str, Claim]
"""A claim with the kind of the verdict that made it."""
Followed = tuple[str, Sequel]
"""The same with what followed so far."""


@dataclass(slots=True)
class Sequels:
    """The claims up to response `number`; grows in place. What follows a claim begins with the answer after it."""

    number: int = 0
    followed: list[Followed] = field(default_factory=list)
    """Claims made before response `number` whose horizon is not reached."""
    over: list[Followed] = field(default_factory=list)
    """The last of the others, in the order in which they ended."""
    made: list[Made] = field(default_factory=list)
    """Claims made at response `number` or later, by number."""

    def copy(self) -> Sequels:
        """Another one that grows by itself."""
        return replace(
            self,
            followed=[(kind, replace(sequel)) for kind, sequel in self.followed],
            over=list(self.over),
            made=list(self.made),
        )

    def expect(self, claims: Iterable[Made]) -> None:
        """The coach's claims, all or those from response `number` on, in place of the ones it knew of."""
        self.made = [(kind, claim) for kind, claim in claims if claim.number >= self.number]

    def take(self, _session_id: str, response: Response) -> None:
        """One more row of the log."""
        while self.made and self.made[0][1].number < response.seq:
            kind, claim = self.made.pop(0)
            self.followed.append((kind, Sequel(claim)))
        self.number = response.seq
        if self.followed and response.is_evidence:
            self._follow(response)

    def _follow(self, response: Response) -> None:
        measure = measure_of(response)
        for _, sequel in self.followed:
            sequel.take(response, measure)
        if any(sequel.over for _, sequel in self.followed):
            self.over = [*self.over, *(one for one in self.followed if one[1].over)][-CLAIMS_KEPT:]
            self.followed = [one for one in self.followed if not one[1].over]

    @property
    def all(self) -> tuple[Followed, ...]:
        """The last claims by number, those made just now among them."""
        just_made = ((kind, Sequel(claim)) for kind, claim in self.made if claim.number == self.number)
        found = sorted([*self.over, *self.followed, *just_made], key=lambda one: one[1].claim.number)
        return tuple(found[-CLAIMS_KEPT:])
