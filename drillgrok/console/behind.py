"""Work behind the screen, in one thread, in order. A program that is left does not wait for it: it may be cut off at
any moment, as by a kill."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

_MOMENT_S: Final = 0.3
"""What usually is at work has ended by then."""

Given = ParamSpec("Given")
Made = TypeVar("Made")

_undone: Final[set[Future[Any]]] = set()
"""What is to be done or at work, of all who take work. A thread that only waits for more is none."""


class Behind:
    """Takes work while the screen stays alive."""

    def __init__(self) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="behind the screen")

    def do(self, work: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Future[Made]:
        """Do this when everything before it is done."""
        future = self._thread.submit(work, *args, **kwargs)
        _undone.add(future)
        future.add_done_callback(_undone.discard)
        return future

    def end(self, *, wholly: bool) -> None:
        """Begin nothing more. Where `wholly`, return when nothing is at work; else after a moment, whatever is."""
        self._thread.shutdown(wait=wholly, cancel_futures=True)
        if not wholly:
            from concurrent.futures import wait

            wait(tuple(_undone), timeout=_MOMENT_S)


def is_at_work() -> bool:
    """Whether something goes on behind a screen, also one that was left."""
    return bool(_undone)
