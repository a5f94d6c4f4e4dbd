"""Articles in Parquet files, a row each. pyarrow reads them; it is no requirement, for only this needs its 45 MB."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.errors import InvalidInput
from service.articles.request_schemas import CheckBody

ROWS_AT_ONCE = 256
"""Some megabytes of articles: a file is never in memory as a whole."""
INSTALL = "Parquet files are read by pyarrow, which is not installed here: python -m pip install pyarrow"


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Rows as JSON would hold them, with the columns that an article has; others are left alone.

    Raises InvalidInput for a file that is no Parquet file or has no texts, and where pyarrow is not installed.
    """
    try:
        from pyarrow import ArrowInvalid
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InvalidInput(INSTALL) from None
    try:
        file = ParquetFile(path)
    except ArrowInvalid as error:
        raise InvalidInput(f"{path}: not a Parquet file ({error})") from None
    with file:
        known = [name for name in file.schema_arrow.names if name in CheckBody.model_fields]
        if not {"target", "fields"} & set(known):
            raise InvalidInput(f"{path}: no column is called target or fields, so there is nothing to check in it")
        for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, columns=known):
            for row in batch.to_pylist():
                yield without_nothing(row)


def without_nothing(value: Any) -> Any:
    """A row without the None by which a column is filled up where an article has no such member."""
    if isinstance(value, dict):
        return {name: without_nothing(one) for name, one in value.items() if one is not None}
    return [without_nothing(one) for one in value] if isinstance(value, list) else value
