"""What the tables of trust come down to, in sentences that are written with them so that no figure is told twice by hand."""

from typing import Any

from stance.report import Options

BAR = 0.03


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def calibration(report: dict[str, dict[str, Any]]) -> str:
    """
    Say where the calibration error is under the bar.

    :param report: Figures by task and set.
    :return: A list of three points.
    """
    sets = {name: one for found in report.values() for name, one in found.items()}
    over = {name: one for name, one in sets.items() if one["error"] > BAR}
    chance = [name for name, one in over.items() if one["error"] <= one["floor_high"]]
    return "\n".join(
        (
            f"- ECE at or under the bar of {BAR}: {_listed([name for name in sets if name not in over])}.",
            f"- Over it, but no more than chance explains: {_listed(chance)}.",
            f"- Over it by more than that: {_listed([name for name in over if name not in chance])}.",
        )
    )


def thresholds(report: dict[str, dict[str, Any]]) -> str:
    """
    Say what the default threshold answers.

    :param report: Figures by task and set.
    :return: A list, one point a set.
    """
    default = Options().min_confidence
    return "\n".join(
        f"- `{name}`: at the default of {default}, {100 * one['answered']:.1f} % of decisions are answered and "
        f"{100 * one['right']:.1f} % of those are right."
        for sets in report.values()
        for name, found in sets.items()
        for one in found["thresholds"]
        if one["threshold"] == default
    )


def conformal(report: dict[str, dict[str, Any]]) -> str:
    """
    Say whether the promise holds.

    :param report: Figures by task, set and method.
    :return: Two sentences.
    """
    cells = [(name, method, one) for sets in report.values() for name, found in sets.items() for method, one in found.items()]
    broken = [f"{method.upper()} on `{name}`" for name, method, one in cells if not one["kept"]]
    held = f"The promise is kept in {len(cells) - len(broken)} of {len(cells)} cases" + (
        f", and not by {' and '.join(broken)}." if broken else "."
    )
    labels = [(value, label, method, name) for name, method, one in cells for label, value in one["by_label"].items()]
    value, label, method, name = min(labels)
    return (
        f"{held} Where the right label is {label}, {method.upper()} on `{name}` holds it in only {100 * value:.1f} % of the sets."
    )
