"""The course of a training stage, drawn in the terminal."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

HEIGHT, WIDTH = 15, 80


def loss_plot(course: Sequence[tuple[int, float]]) -> str:
    """Mean loss by step as lines of text; "" when there is too little to draw. Raises ModuleNotFoundError.

    plotext is among the packages of requirements-train.txt alone: whoever scores articles does without it.
    """
    if len(course) < 2:
        return ""
    plot = importlib.import_module("plotext")
    plot.clear_figure()
    plot.theme("clear")
    plot.plot_size(WIDTH, HEIGHT)
    plot.plot([step for step, _ in course], [loss for _, loss in course], marker="dot")
    plot.title("loss")
    plot.xlabel("step")
    return str(plot.uncolorize(plot.build()))
