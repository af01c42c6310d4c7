"""NRRD files of one plane, whose first axis lies along rows of the picture, and of colours, which are no volume; writes
files/plane-*.nrrd, files/rgb.nrrd and files-nrrd.json.

    pip install numpy SimpleITK==2.5.7 pynrrd==1.1.3
"""

import hashlib
import json
import pathlib

import nrrd
import numpy as np
import SimpleITK

here = pathlib.Path(__file__).parent
y, x = np.mgrid[:11, :17]
values = 31 * x - 400 + 7 * y * x
cases = []


def written_by_itk(path, data):
    SimpleITK.WriteImage(SimpleITK.GetImageFromArray(data), str(path))


def written_by_pynrrd(path, data):
    nrrd.write(str(path), data, index_order="C")


for name, write, data in (
    ("plane-itk", written_by_itk, values.astype("i2")),
    ("plane-one-slice", written_by_itk, values.astype("f4")[None]),
    ("plane-pynrrd", written_by_pynrrd, values.astype("i8")),
):
    path = here / "files" / f"{name}.nrrd"
    write(path, data)
    programs = {
        "itk": SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(path))),
        "pynrrd": nrrd.read(str(path), index_order="C")[0],
    }
    sha256 = {
        program: hashlib.sha256(np.ascontiguousarray(read, "<f8").tobytes()).hexdigest() for program, read in programs.items()
    }
    # The plane of the body is the same picture where axes lead to the left and back.
    for select in ("", "axial=0"):
        cases.append({"file": path.name, **({"select": select} if select else {}), "shape": [1, 11, 17], "sha256": sha256})
colours = SimpleITK.GetImageFromArray(np.stack([values, values, values], axis=-1).astype("u1"), isVector=True)
SimpleITK.WriteImage(colours, str(here / "files" / "rgb.nrrd"))
versions = {"numpy": np.__version__, "itk": SimpleITK.Version_VersionString(), "pynrrd": nrrd.__version__}
lines = ",\n".join(json.dumps(case) for case in cases)
(here / "files-nrrd.json").write_text(f'{{\n"versions": {json.dumps(versions)},\n"volumes": [\n{lines}\n]\n}}\n')
