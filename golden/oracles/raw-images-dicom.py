"""Chest X-rays of MIMIC-CXR's DICOM layout made into images by pydicom and Pillow; writes small files to
raw-images-dicom/ and raw-images-dicom.json: pixels of every 37th row and column, and SHA-256 of 8-bit ones.

    pip install numpy pillow pydicom
"""

import csv
import hashlib
import json
import pathlib
import shutil

import numpy as np
import pydicom
from PIL import Image
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.pixels import apply_modality_lut, apply_voi_lut
from pydicom.uid import DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian

here = pathlib.Path(__file__).with_suffix("")
shutil.rmtree(here, ignore_errors=True)

CASES = [
    # interpretation, window centre and width (None: no window), rescale slope and intercept
    ("MONOCHROME2", (2047, 3000), None),
    ("MONOCHROME1", (1900, 2500), (2, -10)),
    ("MONOCHROME2", None, None),
]


def write(n, interpretation, window, rescale):
    y, x = np.mgrid[:70, : 56 + 4 * n]
    values = (1800 + 1500 * np.sin(x / (7 + n)) * np.cos(y / 9) + 10 * ((x + y) % 13)).clip(0, 4095).astype(np.uint16)
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = DigitalXRayImageStorageForPresentation
    meta.MediaStorageSOPInstanceUID = f"1.2.3.{n}"
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    image = f"0000000{n}-0d-1300000{n}"
    path = here / "mimic-cxr-dicom/files/p13" / f"p1300000{n // 2}" / f"s5100000{n}" / f"{image}.dcm"
    path.parent.mkdir(parents=True, exist_ok=True)
    d = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    d.SOPClassUID, d.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    d.Modality, d.PatientID = "DX", f"1300000{n // 2}"
    d.PhotometricInterpretation, d.SamplesPerPixel = interpretation, 1
    d.Rows, d.Columns = values.shape
    d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation = 16, 12, 11, 0
    if window:
        d.WindowCenter, d.WindowWidth = window
    if rescale:
        d.RescaleSlope, d.RescaleIntercept = rescale
    d.PixelData = values.tobytes()
    d.save_as(path, enforce_file_format=True)
    return path, image


def shown(path, rescale):
    """In [0, 1], black first."""
    d = pydicom.dcmread(path)
    modality = apply_modality_lut(d.pixel_array, d)
    low, high = 0, 2**d.BitsStored - 1
    if rescale:
        low, high = (value * rescale[0] + rescale[1] for value in (low, high))
    values = apply_voi_lut(modality, d) if "WindowCenter" in d else modality
    unit = (np.asarray(values, float) - low) / (high - low)
    return 1 - unit if d.PhotometricInterpretation == "MONOCHROME1" else unit


def square(image):
    side = min(image.size)
    left, top = ((size - side) // 2 for size in image.size)
    return image.crop((left, top, left + side, top + side))


images = {"described": {}, "released": {}}
rows = []
for n, (interpretation, window, rescale) in enumerate(CASES):
    path, image = write(n, interpretation, window, rescale)
    rows.append(image)
    name = f"p{path.parts[-3][1:]}_{image}"
    unit = shown(path, rescale)
    hr = square(Image.fromarray(unit.astype(np.float32))).resize((256, 256), Image.Resampling.BICUBIC)
    images["described"][name] = {"subject": path.parts[-3][1:], "some": np.asarray(hr, float)[::37, ::37].ravel().tolist()}
    # A hair's breadth above, as what is a whole number of steps may come out just below.
    eight = square(Image.fromarray(np.floor(unit * 255 + 1e-9).astype(np.uint8)))
    eight = eight.resize((256, 256), Image.Resampling.LANCZOS)
    images["released"][name] = {
        "subject": path.parts[-3][1:],
        "hr": hashlib.sha256(np.asarray(eight).tobytes()).hexdigest(),
    }
tables = here / "mimic-cxr-dicom"
for file, column, value in (("split", "split", "validate"), ("metadata", "ViewPosition", "PA")):
    with open(tables / f"mimic-cxr-2.0.0-{file}.csv", "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["dicom_id", column])
        writer.writerows([image, value] for image in rows)
versions = {"numpy": np.__version__, "pydicom": pydicom.__version__}
here.with_suffix(".json").write_text(json.dumps({"versions": versions, "mimic-cxr-dicom": images}, indent=1) + "\n")
