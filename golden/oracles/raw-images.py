"""Published data sets made into images by NumPy, nibabel and Pillow; writes small files of their true layouts to
raw-images/ and raw-images.json. Values are SHA-256 of 8-bit pixels, or pixels of every 37th row and column.

    pip install numpy nibabel pillow
"""

import csv
import gzip
import hashlib
import json
import pathlib
import shutil

import nibabel
import numpy as np
import PIL
from PIL import Image

here = pathlib.Path(__file__).with_suffix("")
shutil.rmtree(here, ignore_errors=True)


def field(height, width, depth, shift):
    """Whole numbers from 0 to 255, [H, W, D]: an uneven blob over a ramp, with steps that no kernel keeps."""
    y, x, z = np.mgrid[:height, :width, :depth]
    blob = 150 * np.exp(-((y - 0.4 * height) ** 2 / height + (x - 0.6 * width - shift) ** 2 / (2 * width)))
    return np.clip(blob + 2 * y + x + z + 40 * ((x // 5 + y // 7 + z) % 2), 0, 255).astype(np.uint8)


def eight_bit(pixels):
    return hashlib.sha256(np.asarray(pixels, np.uint8).tobytes()).hexdigest()


def some(pixels):
    return np.asarray(pixels, float)[::37, ::37].ravel().tolist()


def square(image):
    side = min(image.size)
    left, top = ((size - side) // 2 for size in image.size)
    return image.crop((left, top, left + side, top + side))


def knee():
    for split, case in (("train", "0007"), ("valid", "1130"), ("valid", "1131")):
        for k, plane in enumerate(("axial", "coronal", "sagittal")):
            path = here / "mrnet" / split / plane / f"{case}.npy"
            path.parent.mkdir(parents=True, exist_ok=True)
            np.save(path, np.moveaxis(field(32, 32, 5 + k, int(case) % 7), 2, 0))
    images = {}
    for procedure, plane in (("described", "axial"), ("released", "sagittal")):
        volumes = {case: np.load(here / "mrnet/valid" / plane / f"{case}.npy") for case in ("1130", "1131")}
        images[procedure] = {
            f"{plane}_{case}_middle": {"subject": case, "hr": eight_bit(volume[len(volume) // 2])}
            for case, volume in volumes.items()
        }
    return images


def brain():
    for n, case in enumerate(("BraTS-GLI-00002-000", "BraTS-GLI-00005-000", "BraTS-GLI-00005-001", "BraTS-GLI-00009-000")):
        folder = here / "brats" / case
        folder.mkdir(parents=True)
        for k, part in enumerate(("t1c", "t2f", "t2w", "seg")):
            values = 13 * field(30, 24, 41, n + k).astype(np.int16)
            if part == "seg":
                values = ((values > 2200) * (1 + (values % 3))).astype(np.int16)
            nibabel.save(nibabel.Nifti1Image(values, np.eye(4)), folder / f"{case}-{part}.nii.gz")
    images = {"described": {}, "released": {}}
    for case in ("BraTS-GLI-00005-000", "BraTS-GLI-00005-001", "BraTS-GLI-00009-000"):
        load = lambda part: np.asarray(nibabel.load(here / "brats" / case / f"{case}-{part}.nii.gz").dataobj, float)
        flair, t2w, labels = load("t2f"), load("t2w"), load("seg")
        depth = flair.shape[2]
        first, there = depth // 4, int(0.75 * depth) - depth // 4
        for z in (first + i * there // 20 for i in range(20)):
            name = f"brats_{case}_z{z:02d}"
            inside = Image.fromarray((labels[:, :, z] > 0).astype(np.uint8))
            whole = Image.fromarray(((flair[:, :, z] - flair.min()) / (flair.max() - flair.min())).astype(np.float32))
            hr = whole.resize((256, 256), Image.Resampling.BICUBIC)
            lr = hr.resize((64, 64), Image.Resampling.BICUBIC)
            images["described"][name] = {
                "subject": case[:15],
                "some": some(hr),
                "lrSome": some(lr),
                "mask": eight_bit(inside.resize((256, 256), Image.Resampling.NEAREST)),
            }
            slice_ = t2w[:, :, z]
            scaled = ((slice_ - slice_.min()) / (slice_.max() - slice_.min()) * 255).astype(np.uint8)
            hr = square(Image.fromarray(scaled)).resize((256, 256), Image.Resampling.LANCZOS)
            images["released"][name] = {
                "subject": case[:15],
                "hr": eight_bit(hr),
                "lr": eight_bit(hr.resize((64, 64), Image.Resampling.LANCZOS)),
                "mask": eight_bit(square(inside).resize((256, 256), Image.Resampling.NEAREST)),
            }
    return images


def chest():
    rows = []
    for i, (subject, official, view) in enumerate(
        (("10000032", "validate", "PA"), ("10000032", "validate", "LATERAL"), ("10000032", "validate", "AP"),
         ("11000980", "validate", "AP"), ("11000980", "validate", ""), ("12000001", "train", "PA"))
    ):
        image = f"{i:08x}-0a-{subject}"
        path = here / "mimic-cxr" / "files" / f"p{subject[:2]}" / f"p{subject}" / f"s5{i:07d}" / f"{image}.jpg"
        path.parent.mkdir(parents=True)
        Image.fromarray(field(300, 280, 1, 9 * i)[:, :, 0]).save(path, quality=95)
        rows.append((image, subject, f"5{i:07d}", official, view, path))
    root = here / "mimic-cxr"
    with gzip.open(root / "mimic-cxr-2.0.0-split.csv.gz", "wt", newline="") as file:
        table = csv.writer(file)
        table.writerow(("dicom_id", "study_id", "subject_id", "split"))
        table.writerows((image, study, subject, official) for image, subject, study, official, _, _ in rows)
    with open(root / "mimic-cxr-2.0.0-metadata.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(("dicom_id", "subject_id", "study_id", "PerformedProcedureStepDescription", "ViewPosition"))
        table.writerows((image, subject, study, "CHEST (PA AND LAT)", view) for image, subject, study, _, view, _ in rows)
    images = {"described": {}, "released": {}}
    for image, subject, _, official, view, path in rows:
        if official != "validate" or view not in ("PA", "AP"):
            continue
        grey = square(Image.open(path))
        hr = Image.fromarray(np.asarray(grey, np.float32) / np.float32(255)).resize((256, 256), Image.Resampling.BICUBIC)
        lr = hr.resize((64, 64), Image.Resampling.BICUBIC)
        images["described"][f"p{subject}_{image}"] = {"subject": subject, "some": some(hr), "lrSome": some(lr)}
        hr = grey.resize((256, 256), Image.Resampling.LANCZOS)
        lr = hr.resize((64, 64), Image.Resampling.LANCZOS)
        images["released"][f"p{subject}_{image}"] = {"subject": subject, "hr": eight_bit(hr), "lr": eight_bit(lr)}
    return images


document = {
    "versions": {"numpy": np.__version__, "nibabel": nibabel.__version__, "pillow": PIL.__version__},
    "mrnet": knee(),
    "brats": brain(),
    "mimic-cxr": chest(),
}
text = ",\n".join(f'"{key}": {json.dumps(value)}' for key, value in document.items())
here.with_suffix(".json").write_text("{\n" + text + "\n}\n")
