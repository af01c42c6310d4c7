"""Small DICOM files in what hospitals have: made here, compressed by dcmtk, GDCM and OpenJPEG, and decoded by two
independent programs. Writes files/*.dcm and files.json beside itself; dcmcjpeg and its kin are on PATH.

    pip install pydicom==3.0.2 pylibjpeg[all]==2.1.0 python-gdcm==3.2.6; apt-get install dcmtk
"""

import hashlib
import json
import os
import pathlib
import subprocess
import tempfile

import gdcm
import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate, generate_frames
from pydicom.pixels import get_decoder
from pydicom.uid import JPEG2000, CTImageStorage, ExplicitVRLittleEndian, JPEG2000Lossless, RLELossless

here = pathlib.Path(__file__).parent
out = here / "files"
out.mkdir(exist_ok=True)
scratch = pathlib.Path(tempfile.mkdtemp())
rng = np.random.default_rng(12)
rows, columns = 43, 70
y, x = np.mgrid[:rows, :columns]
smooth = np.sin(x / 5) + np.cos(y / 4) + 0.15 * rng.normal(size=x.shape)
smooth = (smooth - smooth.min()) / (smooth.max() - smooth.min())


def dataset(samples, stored, *, signed=False, photometric="MONOCHROME2", allocated=None, frames=1, **attributes):
    """A data set of samples [H, W], [N, H, W] or [H, W, 3]."""
    allocated = allocated or (8 if stored <= 8 else 16 if stored <= 16 else 32)
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = "1.2.826.0.1.3680043.8.498.1"
    ds = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    ds.SOPClassUID, ds.SOPInstanceUID = CTImageStorage, meta.MediaStorageSOPInstanceUID
    ds.StudyInstanceUID = ds.SeriesInstanceUID = ds.FrameOfReferenceUID = "1.2.826.0.1.3680043.8.498.2"
    ds.Modality, ds.PatientID, ds.PatientName = "CT", "made", "Made^By^Script"
    colour = samples.ndim == 3 and frames == 1
    ds.SamplesPerPixel = 3 if colour else 1
    if colour:
        ds.PlanarConfiguration = 0
    ds.PhotometricInterpretation = photometric
    ds.Rows, ds.Columns = samples.shape[:2] if colour else samples.shape[-2:]
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = allocated, stored, stored - 1, int(signed)
    if frames > 1:
        ds.NumberOfFrames = frames
    for key, value in attributes.items():
        setattr(ds, key, value)
    words = samples.astype("<i8").astype({8: "u1", 16: "<u2", 32: "<u4"}[allocated]).tobytes()
    ds.PixelData = words + b"\0" * (len(words) % 2)
    ds["PixelData"].VR = "OB" if allocated == 8 else "OW"
    return ds


def grey(stored, signed=False):
    return np.round(smooth * (2**stored - 1)) - (2 ** (stored - 1) if signed else 0)


def sources():
    yield "u8", dataset(grey(8), 8)
    yield "u12", dataset(grey(12), 12, RescaleSlope="1", RescaleIntercept="-1024", WindowCenter="40", WindowWidth="400")
    yield "s12", dataset(grey(12, True), 12, signed=True, PixelPaddingValue=-2000)
    yield "u16", dataset(grey(16), 16)
    yield "s16", dataset(grey(16, True), 16, signed=True, RescaleSlope="0.25", RescaleIntercept="3")
    yield "m1", dataset(grey(10), 10, photometric="MONOCHROME1")
    yield "frames", dataset(np.stack([grey(12), grey(12)[::-1], grey(12)[:, ::-1]]), 12, frames=3)
    colour = np.stack([smooth, smooth[::-1], smooth[:, ::-1]], axis=-1)
    yield "rgb", dataset(np.round(colour * 255), 8, photometric="RGB")


def uncompressed_only():
    yield "u32", dataset(grey(32), 32)
    yield "s32", dataset(grey(32, True), 32, signed=True)
    yield "u12in32", dataset(grey(12), 12, allocated=32)
    high = dataset(grey(12) * 16, 12, allocated=16)
    high.HighBit = 15
    yield "highbit", high
    one = dataset(grey(8), 8)
    bits = (smooth > 0.5).astype("u1")
    one.BitsAllocated, one.BitsStored, one.HighBit = 1, 1, 0
    packed = np.packbits(bits.ravel(), bitorder="little").tobytes()
    one.PixelData = packed + b"\0" * (len(packed) % 2)
    yield "bits1", one
    table = dataset(np.round(smooth * 200), 8)
    item = Dataset()
    item.add_new(0x00283002, "US", [201, 0, 16])
    item.ModalityLUTType = "US"
    item.add_new(0x00283006, "US", [i * i for i in range(201)])
    table.ModalityLUTSequence = [item]
    yield "modality_table", table
    palette = dataset(np.round(smooth * 63), 8, photometric="PALETTE COLOR")
    for name, values in (("Red", range(64)), ("Green", range(63, -1, -1)), ("Blue", [9] * 64)):
        setattr(palette, f"{name}PaletteColorLookupTableDescriptor", [64, 0, 16])
        setattr(palette, f"{name}PaletteColorLookupTableData", np.array([v * 1040 for v in values], "<u2").tobytes())
    yield "palette", palette
    colour = np.stack([smooth, smooth[::-1], smooth[:, ::-1]], axis=-1)
    planar = dataset(np.round(colour * 255), 8, photometric="RGB")
    planar.PlanarConfiguration = 1
    data = np.round(colour * 255).astype("u1").transpose(2, 0, 1).tobytes()
    planar.PixelData = data + b"\0" * (len(data) % 2)
    yield "planar", planar
    yield "ybr_full", dataset(np.round(colour * 255), 8, photometric="YBR_FULL")
    sub = np.round(colour * 255).astype("u1")
    pairs = np.stack([sub[:, ::2, 0], sub[:, 1::2, 0], sub[:, ::2, 1], sub[:, ::2, 2]], axis=-1)
    half = dataset(np.round(colour * 255), 8, photometric="YBR_FULL_422")
    half.PixelData = pairs.tobytes()
    yield "ybr_full_422", half
    parametric = dataset(grey(16), 16)
    del parametric.PixelData
    parametric.BitsAllocated = 32
    for key in ("BitsStored", "HighBit", "PixelRepresentation"):
        delattr(parametric, key)
    parametric.FloatPixelData = (smooth * 1e-3).astype("<f4").tobytes()
    yield "float32", parametric


dcmtk = {
    "baseline": ("dcmcjpeg", "+eb"),
    "extended12": ("dcmcjpeg", "+ee"),
    "spectral": ("dcmcjpeg", "+es"),
    "progressive": ("dcmcjpeg", "+ep"),
    "sv1": ("dcmcjpeg", "+e1"),
    **{f"lossless{v}": ("dcmcjpeg", "+el", "+sv", str(v)) for v in (2, 4, 7)},
    "jls": ("dcmcjpls", "+el"),
    "jls_near": ("dcmcjpls", "+en", "+md", "2"),
    "rle": ("dcmcrle",),
    "implicit": ("dcmconv", "+ti"),
    "big": ("dcmconv", "+tb"),
    "deflated": ("dcmconv", "+td"),
    "headerless": ("dcmconv", "+te", "-F"),
}


def run(*command):
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def gdcm_transcode(source, target, syntax):
    reader = gdcm.ImageReader()
    reader.SetFileName(str(source))
    change = gdcm.ImageChangeTransferSyntax()
    if not reader.Read():
        return False
    change.SetTransferSyntax(gdcm.TransferSyntax(syntax))
    change.SetInput(reader.GetImage())
    if not change.Change():
        return False
    writer = gdcm.ImageWriter()
    writer.SetFile(reader.GetFile())
    writer.SetImage(change.GetOutput())
    writer.SetFileName(str(target))
    return writer.Write()


def make():
    for name, ds in sources():
        path = out / f"{name}.dcm"
        ds.save_as(path)
        for kind, (tool, *options) in dcmtk.items():
            run(tool, *options, str(path), str(out / f"{name}-{kind}.dcm"))
        for kind, syntax in (("gdcm_j2k", gdcm.TransferSyntax.JPEG2000Lossless), ("gdcm_lossless", gdcm.TransferSyntax.JPEGLosslessProcess14_1)):
            gdcm_transcode(path, out / f"{name}-{kind}.dcm", syntax)
        for kind, syntax, options in (("j2k", JPEG2000Lossless, {}), ("j2k_lossy", JPEG2000, {"j2k_cr": [8]}), ("pydicom_rle", RLELossless, {})):
            copy = pydicom.dcmread(path)
            copy.compress(syntax, **options)
            copy.save_as(out / f"{name}-{kind}.dcm")
    for name, ds in uncompressed_only():
        path = out / f"{name}.dcm"
        ds.save_as(path)
        run("dcmconv", "+tb", str(path), str(out / f"{name}-big.dcm"))
    # Fill bytes before the end of an image are legal (ISO/IEC 10918-1, B.1.1.2).
    for name in ("u8", "rgb"):
        ds = pydicom.dcmread(out / f"{name}-baseline.dcm")
        frame = next(generate_frames(ds.PixelData, number_of_frames=1))
        at = frame.rfind(b"\xff\xd9")
        ds.PixelData = encapsulate([frame[:at] + b"\xff\xff" + frame[at:].rstrip(b"\0") + (b"\0" if at % 2 else b"")])
        ds.save_as(out / f"{name}-fill.dcm")
    # One frame in several fragments.
    for name in ("u12-j2k", "frames-jls"):
        ds = pydicom.dcmread(out / f"{name}.dcm")
        frames = list(generate_frames(ds.PixelData, number_of_frames=int(ds.get("NumberOfFrames", 1) or 1)))
        ds.PixelData = encapsulate(frames, fragments_per_frame=3)
        ds.save_as(out / f"{name}-fragments.dcm")


def raw(ds, index, plugin):
    decoder = get_decoder(ds.file_meta.TransferSyntaxUID)
    options = {"decoding_plugin": plugin} if decoder.is_encapsulated else {}
    return decoder.as_array(ds, index=index, raw=True, **options)


def by_pydicom(path, index, plugin):
    ds = pydicom.dcmread(path, force=True)
    if "TransferSyntaxUID" not in ds.file_meta:
        ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    samples, meta = raw(ds, index, plugin)
    return samples, ds, str(meta["photometric_interpretation"])


def by_dcmtk(path, index):
    plain = scratch / "plain.dcm"
    for tool in (("dcmdjpeg", "+cn"), ("dcmdjpls",), ("dcmdrle",), ("dcmconv",)):
        plain.unlink(missing_ok=True)
        if run(*tool, "+te", str(path), str(plain)):
            ds = pydicom.dcmread(plain)
            if not ds.file_meta.TransferSyntaxUID.is_compressed:
                samples, meta = raw(ds, index, "")
                return samples, ds, str(meta["photometric_interpretation"])
    raise ValueError("dcmtk does not read it")


def final(samples, ds, photometric):
    """The image of stored samples, planes first, by the rules that the harness states."""
    samples = samples.astype("f8")
    signed = ds.get("PixelRepresentation", 0) == 1
    if ds.get("HighBit", 0) >= ds.get("BitsStored", 0) > 0:
        # Pydicom takes the lowest bits, whatever the highest one is.
        words = np.frombuffer(ds.PixelData, "<u2" if ds.original_encoding[1] else ">u2").reshape(samples.shape)
        samples = (words >> (ds.HighBit + 1 - ds.BitsStored)).astype("f8")
    if photometric == "PALETTE COLOR":
        order = "<u2" if ds.original_encoding[1] else ">u2"  # pydicom leaves words of tables as they are
        tables = [np.frombuffer(ds[tag].value, order) for tag in (0x00281201, 0x00281202, 0x00281203)]
        return np.stack([table[samples.astype(int)] for table in tables]).astype("f8")
    if samples.ndim == 3:
        planes = samples.transpose(2, 0, 1)
        if photometric.startswith("YBR_FULL"):
            luma, cb, cr = planes[0], planes[1] - 128, planes[2] - 128
            rgb = np.stack([luma + 1.402 * cr, luma - (0.114 * 1.772 * cb + 0.299 * 1.402 * cr) / 0.587, luma + 1.772 * cb])
            return np.clip(np.floor(rgb + 0.5), 0, 255)
        return planes
    if photometric == "MONOCHROME1":
        samples = (-1 if signed else 2**ds.BitsStored - 1) - samples
    if "ModalityLUTSequence" in ds:
        return np.asarray(ds.ModalityLUTSequence[0].LUTData, "f8")[samples.astype(int)][None]
    return (samples * float(ds.get("RescaleSlope", 1)) + float(ds.get("RescaleIntercept", 0)))[None]


def describe(path):
    ds = pydicom.dcmread(path, force=True)
    frames = int(ds.get("NumberOfFrames", 1) or 1)
    readings = []
    for index in sorted({0, frames - 1}):
        programs = {}
        for name, read in (
            ("pydicom", lambda: by_pydicom(path, index, "")),
            ("pylibjpeg", lambda: by_pydicom(path, index, "pylibjpeg")),
            ("gdcm", lambda: by_pydicom(path, index, "gdcm")),
            ("dcmtk", lambda: by_dcmtk(path, index)),
        ):
            try:
                image = final(*read())
            except Exception:  # noqa: BLE001 what one program does not read is read by others
                continue
            shape = list(image.shape)
            programs[name] = hashlib.sha256(np.ascontiguousarray(image, "<f8").tobytes()).hexdigest()
        if "pylibjpeg" in programs or "gdcm" in programs:
            programs.pop("pydicom", None)  # it has called one of them
        readings.append({"frame": index, "shape": shape, "sha256": programs})
    syntax = str(ds.file_meta.get("TransferSyntaxUID", "none"))
    return {"file": path.name, "transferSyntax": syntax, "frames": frames, "readings": readings}


if __name__ == "__main__":
    for old in out.glob("*.dcm"):
        old.unlink()
    make()
    cases = [describe(path) for path in sorted(out.glob("*.dcm"))]
    versions = {"pydicom": pydicom.__version__, "gdcm": gdcm.Version.GetVersion(), "numpy": np.__version__}
    versions["dcmtk"] = subprocess.run(("dcmdump", "--version"), capture_output=True, text=True, check=False).stdout.split()[2]
    text = ",\n".join(json.dumps(case) for case in cases)
    (here / "files.json").write_text(f'{{\n"versions": {json.dumps(versions)},\n"dicom": [\n{text}\n]\n}}\n')
    print(len(cases), "files", sum(os.path.getsize(path) for path in out.glob("*.dcm")), "bytes")
