"""Tables of scores as pandas, pyarrow and openpyxl write them, and what pandas reads in them.

    python tables.py > tables.json

The files are written to tables/.
"""

import datetime
import json
import sys
from pathlib import Path

import numpy as np
import openpyxl
import pandas
import pyarrow
import pyarrow.parquet

folder = Path(__file__).with_name("tables")
folder.mkdir(exist_ok=True)
n = 40
rng = np.random.default_rng(5)
scores = pandas.DataFrame(
    {
        "id": [f"case_{i:03d}" for i in range(n)],
        "patient": [1000 + i // 4 for i in range(n)],
        "psnr": np.round(26 + rng.normal(size=n), 3),
        "ssim": rng.uniform(0.6, 0.9, n).astype(np.float32),
    }
)

# Parquet: every codec that pyarrow has here, an index of pandas, and encodings other than the usual one.
for codec in ("none", "snappy", "gzip", "zstd", "lz4", "brotli"):
    scores.to_parquet(folder / f"{codec}.parquet", compression=None if codec == "none" else codec)
scores.set_index("id").to_parquet(folder / "index.parquet")
unnamed = scores.drop(columns="id")
unnamed.index = scores["id"].to_list()
unnamed.to_parquet(folder / "unnamed-index.parquet")
table = pyarrow.Table.from_pandas(scores, preserve_index=False)
pyarrow.parquet.write_table(table, folder / "pages-2.parquet", data_page_version="2.0", row_group_size=7)
pyarrow.parquet.write_table(
    table, folder / "deltas.parquet", use_dictionary=False,
    column_encoding={"id": "DELTA_BYTE_ARRAY", "patient": "DELTA_BINARY_PACKED", "psnr": "BYTE_STREAM_SPLIT"},
)
lists = pyarrow.table({"id": ["a", "b"], "psnr": [[1.0, 2.0], [3.0]]})
pyarrow.parquet.write_table(lists, folder / "lists.parquet")
gaps = pandas.DataFrame({"id": ["a", "b", "c"], "psnr": [26.5, None, 27.25]})
gaps.to_parquet(folder / "gaps.parquet")

# Excel: as pandas writes it, and as a hand does.
scores.to_excel(folder / "pandas.xlsx", index=False)
scores.to_excel(folder / "pandas-index.xlsx")
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "scores"
sheet.append(["image", "PSNR (dB)", "accuracy", "date"])
sheet.append([17, 26.5, 0.8231, datetime.datetime(2024, 3, 1)])
sheet.append([None, None, None, None])
sheet.append([18, 27, 0.5, datetime.datetime(2024, 3, 2)])
for row in sheet.iter_rows(min_row=2, min_col=3, max_col=3):
    row[0].number_format = "0.00%"
notes = book.create_sheet("notes")
notes.append(["read twice"])
book.create_sheet("empty")
book.save(folder / "by-hand.xlsx")

plain = lambda frame: {name: [v.item() if hasattr(v, "item") else v for v in own] for name, own in frame.items()}
read = {}
for file in sorted(folder.iterdir()):
    if file.name in ("lists.parquet", "by-hand.xlsx", "gaps.parquet"):
        continue
    frame = pandas.read_parquet(file) if file.suffix == ".parquet" else pandas.read_excel(file)
    if "id" not in frame:
        frame = frame.reset_index(names="id")
    read[file.name] = plain(frame[["id", "patient", "psnr", "ssim"]])
versions = {m.__name__: m.__version__ for m in (np, pandas, pyarrow, openpyxl)}
print(json.dumps({"versions": {"python": sys.version.split()[0], **versions}, "read": read}, separators=(",", ":")))
