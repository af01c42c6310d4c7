"""How DICOM files ask to be shown: windows, VOI tables and padding, by pydicom; writes files/voi-*.dcm and
files-display.json. What is stored with 0 as white is turned around afterwards.

    pip install numpy pydicom==3.0.2
"""

import json
import pathlib

import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.pixels import apply_modality_lut, apply_voi_lut, apply_windowing
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, ImplicitVRLittleEndian

here = pathlib.Path(__file__).parent
y, x = np.mgrid[:16, :20]
ramp = (x + 20 * y) / 319


def dataset(stored, *, signed=False, photometric="MONOCHROME2", implicit=False, **attributes):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = "1.2.826.0.1.3680043.8.498.1"
    ds = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    ds.SOPClassUID, ds.SOPInstanceUID = CTImageStorage, meta.MediaStorageSOPInstanceUID
    ds.PatientID, ds.SamplesPerPixel, ds.PhotometricInterpretation = "made", 1, photometric
    ds.Rows, ds.Columns = ramp.shape
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, stored, stored - 1, int(signed)
    for key, value in attributes.items():
        setattr(ds, key, value)
    values = np.round(ramp * (2**stored - 1)) - (2 ** (stored - 1) if signed else 0)
    ds.PixelData = values.astype("<i4").astype("<u2").tobytes()
    ds["PixelData"].VR = "OW"
    return ds


def table(first, values, bits, vr="US", explanation=None):
    item = Dataset()
    item.add_new(0x00283002, vr, [len(values), first, bits])
    if explanation is not None:
        item.LUTExplanation = explanation
    item.add_new(0x00283006, "US", [int(value) for value in values])
    return item


hounsfield = {"RescaleSlope": "1", "RescaleIntercept": "-1024"}
curve = np.round(1023 * np.linspace(0, 1, 300) ** 2)


def sources():
    yield "linear", dataset(12, Modality="CT", WindowCenter="40", WindowWidth="400", **hounsfield), {}
    yield "exact", dataset(12, Modality="CT", WindowCenter="40", WindowWidth="400", VOILUTFunction="LINEAR_EXACT", **hounsfield), {}
    yield "sigmoid", dataset(12, Modality="CT", WindowCenter="40", WindowWidth="400", VOILUTFunction="SIGMOID", **hounsfield), {}
    several = {"WindowCenter": ["40", "-600"], "WindowWidth": ["400", "1500"], "WindowCenterWidthExplanation": ["ABDOMEN", "LUNG"]}
    yield "several", dataset(12, Modality="CT", **several, **hounsfield), {"index": 1}
    yield "step", dataset(8, Modality="DX", WindowCenter="100.5", WindowWidth="1"), {}
    yield "signed", dataset(12, signed=True, Modality="MR", WindowCenter="-100", WindowWidth="900", RescaleSlope="0.5", RescaleIntercept="3"), {}
    yield "white", dataset(10, photometric="MONOCHROME1", Modality="DX", WindowCenter="300", WindowWidth="501"), {}
    yield "white-exact", dataset(10, photometric="MONOCHROME1", Modality="DX", WindowCenter="300", WindowWidth="501", VOILUTFunction="LINEAR_EXACT"), {}
    yield "white-signed", dataset(10, signed=True, photometric="MONOCHROME1", Modality="DX", WindowCenter="-20", WindowWidth="300", RescaleSlope="2", RescaleIntercept="7"), {}
    both = dataset(10, Modality="DX", WindowCenter="300", WindowWidth="500")
    both.VOILUTSequence = [table(200, curve, 10, explanation="NORMAL"), table(0, curve[::-1], 10)]
    yield "table", both, {}
    yield "table-window", both, {"prefer_lut": False}
    for implicit in (False, True):
        negative = dataset(12, Modality="CT", implicit=implicit, **hounsfield)
        negative.VOILUTSequence = [table(-150, curve, 10, vr="SS")]
        yield f"table-{'implicit' if implicit else 'negative'}", negative, {}
    white = dataset(10, photometric="MONOCHROME1", Modality="DX")
    white.VOILUTSequence = [table(200, curve, 10)]
    yield "table-white", white, {}
    padded = dataset(12, signed=True, Modality="CT", WindowCenter="40", WindowWidth="400", **hounsfield)
    padded.add_new(0x00280120, "SS", -2048)
    padded.add_new(0x00280121, "SS", -1900)
    yield "padded", padded, {}


def shown(ds, options):
    """In [0, 1]: what pydicom gives lies between the ends of the stored bits, or of the table's."""
    hu = apply_modality_lut(ds.pixel_array, ds)
    if "VOILUTSequence" in ds and options.get("prefer_lut", True):
        out = apply_voi_lut(hu, ds) / (2 ** ds.VOILUTSequence[0].LUTDescriptor[2] - 1)
    else:
        low = -(2 ** (ds.BitsStored - 1)) if ds.PixelRepresentation else 0
        ends = [value * float(ds.get("RescaleSlope", 1)) + float(ds.get("RescaleIntercept", 0)) for value in (low, low + 2**ds.BitsStored - 1)]
        out = (apply_windowing(hu, ds, options.get("index", 0)) - ends[0]) / (ends[1] - ends[0])
    return 1 - out if ds.PhotometricInterpretation == "MONOCHROME1" else out


cases = []
for name, ds, options in sources():
    file = f"voi-{name.removesuffix('-window')}.dcm"
    ds.save_as(here / "files" / file, enforce_file_format=True)
    # Without its VR, pydicom takes the first input for unsigned, and has 0 everywhere.
    read = pydicom.dcmread(here / "files" / file.replace("implicit", "negative"))
    nth = options.get("index", 0) + 1 if "index" in options or options.get("prefer_lut") is False else None
    cases.append({"file": file, "nth": nth, "values": [round(float(value), 15) for value in shown(read, options).ravel()[::3]]})
lines = ",\n".join(json.dumps(case) for case in cases)
(here / "files-display.json").write_text(
    f'{{"versions": {json.dumps({"pydicom": pydicom.__version__, "numpy": np.__version__})}, "cases": [\n{lines}\n]}}\n'
)
