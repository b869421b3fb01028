"""Runs an application and writes what it drew as JSON: ``nightly_drawn.py APP``."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

app = Path(sys.argv[1])
sys.path.insert(0, str(app.parent))
page = AppTest.from_file(str(app), default_timeout=120)
began = time.monotonic()
page.run()
print(
    json.dumps(
        {
            "exceptions": [exception.value for exception in page.exception],
            "warnings": [warning.value for warning in page.warning],
            "metrics": [[metric.label, metric.value, metric.delta] for metric in page.metric],
            "tables": [table.value.to_csv() for table in page.dataframe],
            "words": [part.value for part in (*page.markdown, *page.caption)],
            "seconds": time.monotonic() - began,
        }
    )
)
