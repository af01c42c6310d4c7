"""TIFF files of integers with a sign or of 32 bits, and of kinds that are refused; writes files/tiff-*.tif and
files-tiff.json.

    pip install numpy pillow==13.0.0 tifffile==2026.3.3
"""

import hashlib
import json
import pathlib

import numpy as np
import PIL
import tifffile
from PIL import Image

here = pathlib.Path(__file__).parent
y, x = np.mgrid[:11, :17]
values = 7919 * y * x - 400_000 + 31 * x
cases = []
for kind, data in {
    "i32": values.astype("<i4"),
    "u32": (values.astype("i8") * 4000 + 1_800_000_000).astype("<u4"),
    "i8": (values % 251 - 125).astype("i1"),
    "i16": values.astype("<i2"),
    "f16": (values / 1000).astype("<f2"),
    "f64": (values / 1000).astype("<f8"),
    "rgb-f32": np.stack([x, y, x + y], axis=-1).astype("<f4"),
}.items():
    path = here / "files" / f"tiff-{kind}.tif"
    tifffile.imwrite(path, data, photometric="rgb" if data.ndim == 3 else "minisblack")
    programs = {"tifffile": tifffile.imread(path)}
    if kind == "i32":
        programs["pillow"] = np.asarray(Image.open(path))
    sha256 = {
        program: hashlib.sha256(np.ascontiguousarray(read, "<f8").tobytes()).hexdigest() for program, read in programs.items()
    }
    refused = kind in ("i16", "f16", "f64", "rgb-f32")
    cases.append({"file": path.name, "shape": [1, 11, 17], **({"refused": True} if refused else {"sha256": sha256})})
versions = {"numpy": np.__version__, "pillow": PIL.__version__, "tifffile": tifffile.__version__}
lines = ",\n".join(json.dumps(case) for case in cases)
(here / "files-tiff.json").write_text(f'{{"versions": {json.dumps(versions)}, "pictures": [\n{lines}\n]}}\n')
