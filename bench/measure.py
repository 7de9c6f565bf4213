"""Time everybody in turns, each just after a run of its own that is not timed."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from bench.peers import Peer


@dataclass
class Times:
    """Seconds of each repetition, and those of the very first call."""

    rows: int
    first: float = 0.0
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Median CPU seconds."""
        return median(self.cpu)

    @property
    def a_row(self) -> float:
        return self.seconds / self.rows

    @property
    def spread(self) -> float:
        """How far apart the repetitions are, as a part of the median."""
        return (max(self.cpu) - min(self.cpu)) / self.seconds


def in_turns(
    peers: Sequence[Peer], repetitions: int, say: Callable[[str], None]
) -> dict[str, Times]:
    """Interleave the peers, so that what else the machine does falls on all of them alike."""
    times = {peer.name: Times(peer.rows) for peer in peers}
    for turn in range(repetitions):
        for peer in peers:
            one = times[peer.name]
            warm = _timed(peer.run)  # memory the system took back meanwhile is paid for here
            if turn == 0:
                one.first = warm[0]
            cpu, wall = _timed(peer.run)
            one.cpu.append(cpu)
            one.wall.append(wall)
        say(f"vuelta {turn + 1} de {repetitions}")
    return times


def _timed(run: Callable[[], Any]) -> tuple[float, float]:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    answer = run()
    spent = time.process_time() - cpu, time.perf_counter() - wall
    del answer  # its memory is not freed inside the time of anybody
    return spent
