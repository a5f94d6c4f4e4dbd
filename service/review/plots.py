"""Where the lines and marks of a plot lie, in units of its SVG view box; colours and widths are the style sheet's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 240
LEFT, TOP, RIGHT, BOTTOM = 46, 12, 348, 200
"""The area that is drawn in; around it stand the numbers."""
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Ends of the axis across."""
PARTS = 5


@dataclass(frozen=True, slots=True)
class Tick:
    """A number beside an axis: where, and which."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class LinePlot:
    """Shares against shares: `line` as `<polyline points>`, a dot for each point, one of them chosen."""

    line: str
    dots: Sequence[tuple[float, float]]
    chosen: tuple[float, float]
    across: Sequence[Tick]
    up: Sequence[Tick]


def line_plot(points: Sequence[tuple[float, float]], chosen: int) -> LinePlot:
    """(across, up) of each point, both in [0, 1]. The axis across ends at the first of STEPS that takes them all."""
    end = next(step for step in STEPS if step >= min(1.0, max(x for x, _ in points)))
    dots = [(_across(x / end), _up(y)) for x, y in points]
    return LinePlot(
        line=" ".join(f"{x:.1f},{y:.1f}" for x, y in dots),
        dots=dots,
        chosen=dots[chosen],
        across=[Tick(_across(n / PARTS), _percent(end * n / PARTS)) for n in range(PARTS + 1)],
        up=[Tick(_up(n / PARTS), _percent(n / PARTS)) for n in range(PARTS + 1)],
    )


def _across(share: float) -> float:
    return LEFT + (RIGHT - LEFT) * share


def _up(share: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * share


def _percent(share: float) -> str:
    """Without a point where there is nothing behind it: 0.002 is "0.2 %", 0.4 is "40 %"."""
    return f"{100 * share:.3g} %"
