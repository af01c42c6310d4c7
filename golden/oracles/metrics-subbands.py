"""Three-level Haar subbands by PyWavelets; writes metrics-subbands.json."""
import numpy as np
import pywt

import metrics_inputs as inputs


def bands(plane, levels):
    ll, *details = pywt.wavedec2(plane, "haar", mode="symmetric", level=levels)
    named = {f"LL{levels}": ll}
    for level, triple in zip(range(levels, 0, -1), details):
        named.update({f"{name}{level}": band for name, band in zip(("LH", "HL", "HH"), triple)})
    return named


def psnr(a, b):
    mse = np.mean((a - b) ** 2)
    if mse < 1e-12:
        return 100.0
    peak = np.abs(b).max()
    # a band that is empty but for rounding has no peak that two programs could agree on
    return None if peak < 1e-12 else inputs.number(10 * np.log10(peak**2 / mse))


cases = []
for index in range(210):
    case = inputs.parameters(index, 8, 41, channels=(1,))
    case["range"] = 1
    image, reference = (x[0] for x in inputs.pair_of(case))
    levels = 1 + index % 3
    a, b = bands(image, levels), bands(reference, levels)
    cases.append({
        **case,
        "levels": levels,
        "energy": [inputs.number((a[name] ** 2).sum()) for name in a],
        "psnr": [psnr(a[name], b[name]) for name in a],
    })

inputs.write("metrics-subbands", [np, pywt], cases, {
    "order": "LLn, then LH, HL, HH (PyWavelets' cH, cV, cD) from the coarsest level to the finest",
    "energy": "sum of squares of the image's coefficients",
    "psnr": "peak = largest absolute coefficient of the reference; 100 dB where MSE < 1e-12; null where the reference's band is empty",
})
