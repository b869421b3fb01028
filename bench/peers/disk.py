"""What the events of sealed files take elsewhere, for `footfall bench sql`.

    python disk.py FOLDER FILE...

Writes them to FOLDER as plain Parquet, in the order in which they came, and into a table of ClickHouse (chdb), and prints a
line for each form, of three fields divided by tabs: its name, its rows, and its bytes on the disk.
"""

import sys
from pathlib import Path

import duckdb
from chdb.session import Session

TABLE = """
CREATE TABLE {name} ENGINE = MergeTree ORDER BY (ifNull(user_id, ifNull(anonymous_id, '')), timestamp, sequence)
SETTINGS default_compression_codec = '{codec}', allow_nullable_key = 1 AS
SELECT * REPLACE (toLowCardinality(type) AS type, toLowCardinality(event) AS event, toLowCardinality(source) AS source)
FROM file('{files}', Parquet)
"""


def main() -> None:
    folder, files = Path(sys.argv[1]), sys.argv[2:]
    connection = duckdb.connect()
    for codec in ("snappy", "zstd"):
        file = folder / f"plain-{codec}.parquet"
        connection.execute(f"COPY (FROM read_parquet(?) ORDER BY sequence) TO '{file}' (COMPRESSION {codec})", [files])
        rows = connection.execute(f"SELECT count(*) FROM '{file}'").fetchone()
        said(f"Parquet, {codec}, as they came", rows[0] if rows else 0, file.stat().st_size)
        file.unlink()
    session = Session(str(folder / "clickhouse"))
    session.query("CREATE DATABASE bench")
    session.query("USE bench")
    for codec in ("LZ4", "ZSTD(3)"):
        name = f"events_{codec[:3].lower()}"
        session.query(TABLE.format(name=name, codec=codec, files=pattern(files)))
        session.query(f"OPTIMIZE TABLE {name} FINAL")
        parts = f"SELECT sum(rows), sum(bytes_on_disk) FROM system.parts WHERE active AND table = '{name}'"
        rows, size = session.query(parts, "CSV").bytes().decode().split(",")
        said(f"ClickHouse, {codec}", int(rows), int(size))


def pattern(files: list[str]) -> str:
    """A pattern of ClickHouse that means these files of one folder."""
    names = [Path(file).name for file in files]
    return str(Path(files[0]).parent / (names[0] if len(names) == 1 else f"{{{','.join(names)}}}"))


def said(name: str, rows: int, size: int) -> None:
    print(name, rows, size, sep="\t", flush=True)


if __name__ == "__main__":
    main()
