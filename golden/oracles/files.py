"""Small files of what hospitals and labs have: DICOM made here and compressed by dcmtk, GDCM and OpenJPEG, pictures,
volumes in every orientation, each decoded by two independent programs where there are two. Writes files/* and
files.json beside itself; dcmcjpeg and its kin are on PATH.

    pip install pydicom==3.0.2 pylibjpeg[all]==2.1.0 python-gdcm==3.2.6 pillow==13.0.0 tifffile==2026.3.3 \
        imagecodecs==2026.3.6 nibabel==5.4.2 SimpleITK==2.5.7 pynrrd==1.1.3
    apt-get install dcmtk
"""

import hashlib
import json
import pathlib
import struct
import subprocess
import tempfile
import zlib

import gdcm
import imagecodecs
import nibabel
import nrrd
import numpy as np
import PIL
import pydicom
import SimpleITK
import tifffile
from PIL import Image
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


def pictures():
    """Every case with what each program reads, in [0, 1] for integers."""
    cases = []
    deep = np.round(smooth * 65535).astype("u2")
    eight = np.round(smooth * 255).astype("u1")
    colour = np.stack([eight, eight[::-1], eight[:, ::-1]], axis=-1)
    floats = (smooth * 3 - 1).astype("f4")

    def planes(image):
        image = np.asarray(image)
        if image.dtype == bool:
            image = image.astype("u1") * 255
        values = image.astype("f8") / {"u1": 255, "u2": 65535}.get(image.dtype.str[1:], 1)
        return values[None] if values.ndim == 2 else values.transpose(2, 0, 1)

    def add(name, *readings):
        programs = {program: planes(read) for program, read in readings}
        cases.append({
            "file": name,
            "shape": list(next(iter(programs.values())).shape),
            "sha256": {p: hashlib.sha256(np.ascontiguousarray(v, "<f8").tobytes()).hexdigest() for p, v in programs.items()},
        })

    for kind, image in (("u8", eight), ("u16", deep), ("f32", floats), ("rgb", colour), ("rgb16", colour.astype("u2") * 257)):
        photometric = "rgb" if image.ndim == 3 else "minisblack"
        for way, options in {
            "plain": {}, "lzw": {"compression": "lzw", "predictor": True}, "zlib": {"compression": "zlib"},
            "packbits": {"compression": "packbits"}, "tiled": {"tile": (32, 32)}, "big": {"byteorder": ">"},
        }.items():
            name = f"{kind}-{way}.tif"
            tifffile.imwrite(out / name, image, photometric=photometric, **options)
            add(name, ("tifffile", tifffile.imread(out / name)), *([("pillow", Image.open(out / name))] if kind != "rgb16" else []))
    tifffile.imwrite(out / "white.tif", eight, photometric="miniswhite")
    add("white.tif", ("tifffile", 255 - tifffile.imread(out / "white.tif")))
    for kind, image in (("u8", eight), ("rgb", colour)):
        for way, options in {"plain": {}, "progressive": {"progressive": True}, "420": {"subsampling": 2, "quality": 95}}.items():
            name = f"{kind}-{way}.jpg"
            Image.fromarray(image).save(out / name, **options)
            add(name, ("pillow", Image.open(out / name)), ("imagecodecs", imagecodecs.jpeg8_decode((out / name).read_bytes())))
        for way, options in {"lossless": {"lossless": True, "exact": True}, "lossy": {"quality": 70}}.items():
            name = f"{kind}-{way}.webp"
            Image.fromarray(image).save(out / name, **options)
            add(name, ("pillow", Image.open(out / name).convert("RGB")), ("imagecodecs", imagecodecs.webp_decode((out / name).read_bytes())))
        Image.fromarray(image).save(out / f"{kind}.bmp")
        add(f"{kind}.bmp", ("pillow", Image.open(out / f"{kind}.bmp")), ("imagecodecs", imagecodecs.bmp_decode((out / f"{kind}.bmp").read_bytes())))
    two = Image.fromarray(eight > 127)
    two.save(out / "bits1.bmp")
    add("bits1.bmp", ("pillow", Image.open(out / "bits1.bmp").convert("L")))
    Image.fromarray(colour).quantize(40).save(out / "palette.bmp")
    add("palette.bmp", ("pillow", Image.open(out / "palette.bmp").convert("RGB")))
    for bits in (1, 2, 4):
        name = f"bits{bits}-interlaced.png"
        samples = np.round(smooth * (2**bits - 1)).astype("u1")
        (out / name).write_bytes(interlaced_png(samples, bits))
        add(name, ("numpy", (samples * (255 // (2**bits - 1))).astype("u1")), ("pillow", Image.open(out / name).convert("L")))
    return cases


def interlaced_png(samples, bits):
    """A grey PNG in Adam7 order, which neither Pillow nor libpng's tools write at these depths."""
    raw_rows = b""
    for y0, x0, dy, dx in ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)):
        for line in samples[y0::dy, x0::dx]:
            bitstring = "".join(f"{value:0{bits}b}" for value in line)
            bitstring += "0" * (-len(bitstring) % 8)
            raw_rows += b"\0" + bytes(int(bitstring[i : i + 8], 2) for i in range(0, len(bitstring), 8))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], bits, 0, 0, 0, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw_rows)) + chunk(b"IEND", b"")


def volumes():
    """Slices of the body's planes, as radiologists see them, from nibabel's closest canonical axes and from ITK's."""
    cases = []
    block = rng.integers(-500, 1500, (7, 6, 5)).astype("i2")

    def add(name, path, by):
        readings = {}
        for program, canonical in by.items():
            c = canonical.astype("f8")
            readings[program] = {
                "axial": [c[::-1, ::-1, k].T for k in range(c.shape[2])],
                "coronal": [c[::-1, k, ::-1].T for k in range(c.shape[1])],
                "sagittal": [c[k, ::-1, ::-1].T for k in range(c.shape[0])],
            }
        for plane in ("axial", "coronal", "sagittal"):
            for at in (1, 3):
                first = next(iter(readings.values()))[plane][at]
                cases.append({
                    "file": name, "select": f"{path}{plane}={at}", "shape": [1, *first.shape],
                    "sha256": {p: hashlib.sha256(np.ascontiguousarray(r[plane][at], "<f8").tobytes()).hexdigest() for p, r in readings.items()},
                })

    def by_nibabel(path, index=None):
        image = nibabel.load(path)
        if index is not None:
            image = image.slicer[..., index]
        return np.asarray(nibabel.as_closest_canonical(image).dataobj)

    def by_itk(path):
        image = SimpleITK.DICOMOrient(SimpleITK.ReadImage(str(path)), "RAS")
        return SimpleITK.GetArrayFromImage(image).transpose(2, 1, 0)

    turn = nibabel.eulerangles.euler2mat(0.3, -0.2, 0.25)
    for code in ("RAS", "LAS", "LPS", "PIR", "SLA"):
        orientation = nibabel.orientations.axcodes2ornt(code)
        flips = nibabel.orientations.inv_ornt_aff(orientation, block.shape)
        for how, spin in (("", np.eye(3)), ("-oblique", turn)):
            affine = np.eye(4)
            affine[:3, :3] = spin @ flips[:3, :3] @ np.diag([1.0, 1.5, 2.5])
            path = out / f"{code}{how}.nii.gz"
            image = nibabel.Nifti1Image(block, affine)
            image.set_qform(affine, code=1)
            nibabel.save(image, path)
            add(path.name, "", {"nibabel": by_nibabel(path), "itk": by_itk(path)})
    series = nibabel.Nifti1Image(np.stack([block, block[::-1] + 1], axis=-1), np.diag([-1, 1, 2, 1]))
    series.header["sform_code"] = 0
    series.set_qform(series.affine, code=1)
    nibabel.save(series, out / "series.nii")
    add("series.nii", "volume=1,", {"nibabel": by_nibabel(out / "series.nii", 1)})
    nibabel.save(nibabel.Nifti1Pair(block, np.diag([1, -1, 2, 1])), out / "pair.hdr")
    add("pair.hdr", "", {"nibabel": by_nibabel(out / "pair.hdr"), "itk": by_itk(out / "pair.hdr")})
    nibabel.save(nibabel.freesurfer.MGHImage(block.astype("f4"), affine.astype("f4")), out / "oblique.mgz")
    add("oblique.mgz", "", {"nibabel": by_nibabel(out / "oblique.mgz")})
    for encoding in ("raw", "gzip"):
        name = f"{encoding}.nrrd"
        directions = np.array([[0, 1.5, 0], [0, 0, -2], [-1, 0, 0]])
        nrrd.write(str(out / name), block, {"space": "left-posterior-superior", "space directions": directions, "space origin": [0, 0, 0], "encoding": encoding}, index_order="F")
        data, header = nrrd.read(str(out / name), index_order="F")
        lps = header["space directions"] * [-1, -1, 1]
        affine_nrrd = np.eye(4)
        affine_nrrd[:3, :3] = lps.T
        pynrrd = np.asarray(nibabel.as_closest_canonical(nibabel.Nifti1Image(data, affine_nrrd)).dataobj)
        add(name, "", {"pynrrd": pynrrd, "itk": by_itk(out / name)})
    return cases


if __name__ == "__main__":
    for old in out.iterdir():
        old.unlink()
    make()
    parts = {"dicom": [describe(path) for path in sorted(out.glob("*.dcm"))], "pictures": pictures(), "volumes": volumes()}
    versions = {"pydicom": pydicom.__version__, "gdcm": gdcm.Version.GetVersion(), "numpy": np.__version__, "pillow": PIL.__version__}
    versions |= {"tifffile": tifffile.__version__, "imagecodecs": imagecodecs.__version__, "nibabel": nibabel.__version__}
    versions |= {"itk": SimpleITK.Version_VersionString(), "pynrrd": nrrd.__version__}
    versions["dcmtk"] = subprocess.run(("dcmdump", "--version"), capture_output=True, text=True, check=False).stdout.split()[2]
    text = ",\n".join(f'"{part}": [\n' + ",\n".join(json.dumps(case) for case in cases) + "\n]" for part, cases in parts.items())
    (here / "files.json").write_text(f'{{\n"versions": {json.dumps(versions)},\n{text}\n}}\n')
    print({part: len(cases) for part, cases in parts.items()}, sum(path.stat().st_size for path in out.iterdir()), "bytes")
