"""What is done to images before they are compared or sent through a network: luma and cropped borders (scikit-image,
NumPy), percentiles without padding (NumPy), mirrored edges (NumPy); writes image-preparation.json.

    pip install numpy scikit-image
"""

import json
import pathlib

import numpy as np
import skimage
from skimage.color import rgb2ycbcr
from skimage.metrics import peak_signal_noise_ratio, structural_similarity


def colours(height, width, shift):
    """Whole numbers from 0 to 255, [H, W, 3]."""
    y, x, c = np.mgrid[:height, :width, :3]
    return (97 * c + 17 * y + 7 * x + 11 * ((x * y) % 23) + shift * ((x + 2 * y) % 5)) % 256


def luma_cases():
    for height, width, border in ((13, 17, 0), (24, 19, 4), (31, 40, 2)):
        image, reference = colours(height, width, 3) / 255, colours(height, width, 0) / 255
        inner = np.s_[border : height - border, border : width - border]
        # scikit-image's luma counts from 16 to 235; the last one by the matrix of MATLAB's documentation.
        pair = [rgb2ycbcr(each)[..., 0][inner] for each in (image, reference)]
        matlab = [(each @ np.array([65.481, 128.553, 24.966]) + 16)[inner] for each in (image, reference)]
        ssim = {"gaussian_weights": True, "sigma": 1.5, "use_sample_covariance": False, "data_range": 255}
        yield {
            "height": height,
            "width": width,
            "border": border,
            "luma": {"skimage": list(pair[0][0] / 255), "matlab": list(matlab[0][0] / 255)},
            "psnr": {
                "skimage": peak_signal_noise_ratio(pair[1], pair[0], data_range=255),
                "matlab": 10 * np.log10(255**2 / np.mean((matlab[0] - matlab[1]) ** 2)),
            },
            "ssim": structural_similarity(pair[1], pair[0], **ssim) if min(pair[0].shape) >= 11 else None,
        }


def scale_cases():
    values = colours(20, 30, 2)[..., 0].astype(float) * 7 - 900
    for low, high, padding in ((0.5, 99.5, None), (5, 80, None), (0.5, 99.5, (-900, -760)), (0, 100, (-900, -893))):
        kept = values if padding is None else values[(values < padding[0]) | (values > padding[1])]
        ends = np.percentile(kept, [low, high])
        scaled = np.clip((values - ends[0]) / (ends[1] - ends[0]), 0, 1)
        yield {"low": low, "high": high, "padding": padding, "ends": list(ends), "row": list(scaled[3])}


def pad_cases():
    for height, width, multiple in ((6, 5, 4), (3, 9, 8), (1, 2, 8), (8, 8, 4), (5, 7, 1)):
        image = colours(height, width, 0).transpose(2, 0, 1)[None]
        more = [(0, 0), (0, 0), (0, -height % multiple), (0, -width % multiple)]
        padded = np.pad(image, more, mode="reflect")
        yield {"height": height, "width": width, "multiple": multiple, "shape": padded.shape, "values": padded.ravel().tolist()}


document = {
    "versions": {"numpy": np.__version__, "skimage": skimage.__version__},
    "luma": list(luma_cases()),
    "scale": list(scale_cases()),
    "pad": list(pad_cases()),
}
text = ",\n".join(f'"{key}": {json.dumps(value)}' for key, value in document.items())
pathlib.Path(__file__).with_suffix(".json").write_text("{\n" + text + "\n}\n")
