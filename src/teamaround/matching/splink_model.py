"""A release as Splink's settings: the same levels as SQL, with the same m and u and frequencies."""

from __future__ import annotations

from typing import Any

from teamaround.matching.comparisons import COMPARED, Compared, Level
from teamaround.matching.dialects import DUCKDB, Dialect
from teamaround.matching.release import Release


def settings(
    release: Release | None, *, children: int, with_frequencies: bool = True, said: Dialect = DUCKDB
) -> dict[str, Any]:
    """Splink's settings for linking an index of so many children to other records.

    Without a release nothing is trained yet: Splink then begins from its own guesses.
    """
    chance = release.chance(children) if release else 0.5 / max(children, 1)
    return {
        "link_type": "link_only",
        "unique_id_column_name": "nth",
        "source_dataset_column_name": "side",
        "probability_two_random_records_match": chance,
        "blocking_rules_to_generate_predictions": [],
        "comparisons": [_comparison(each, release, with_frequencies, said) for each in COMPARED],
        "retain_matching_columns": True,  # Splink hands out the levels reached only with these
        "retain_intermediate_calculation_columns": False,
        "additional_columns_to_retain": [],
        "em_convergence": 0.0005,
        "max_iterations": 30,
    }


def _comparison(
    compared: Compared, release: Release | None, with_frequencies: bool, dialect: Dialect
) -> dict[str, Any]:
    learnt = release.default[compared.name] if release else None
    levels: list[dict[str, Any]] = [
        {"sql_condition": compared.missing.sql(dialect), "label_for_charts": "missing", "is_null_level": True}
    ]
    for place, level in enumerate(compared.levels):
        said = {"sql_condition": level.condition.sql(dialect), "label_for_charts": level.name}
        levels.append(said | (_frequency(level) if with_frequencies else {}))
        if learnt:
            levels[-1] |= {"m_probability": learnt.m[place], "u_probability": learnt.u[place]}
    levels.append({"sql_condition": "ELSE", "label_for_charts": "differs"})
    if learnt:
        levels[-1] |= {"m_probability": learnt.m[-1], "u_probability": learnt.u[-1]}
    return {"output_column_name": compared.name, "comparison_levels": levels}


def _frequency(level: Level) -> dict[str, Any]:
    if not level.frequency:
        return {}
    return {"tf_adjustment_column": level.frequency, "tf_adjustment_weight": 1.0}
