/** A transform along the first axis of `[n, batch]`, in place. */
export type Transform = (re: Float64Array, im: Float64Array, batch: number) => void;

/**
 * Bluestein's algorithm: the transform of any length n as a convolution with a chirp, done by transforms of
 * the next power of two at or above 2 n - 1. With jk = (j^2 + k^2 - (k - j)^2) / 2,
 * `X[k] = c[k] sum over j of (x[j] c[j]) conj(c[k - j])`, c[j] = exp(-i pi j^2 / n).
 * @param powerOfTwo gives the transform of such a length
 */
export function bluestein(n: number, powerOfTwo: (m: number) => Transform): Transform {
  const m = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const fft = powerOfTwo(m);
  // j^2 modulo 2 n keeps the angle small and so exact.
  const chirpR = Float64Array.from({ length: n }, (_, j) => Math.cos((Math.PI * ((j * j) % (2 * n))) / n));
  const chirpI = Float64Array.from({ length: n }, (_, j) => -Math.sin((Math.PI * ((j * j) % (2 * n))) / n));
  const kernelR = new Float64Array(m);
  const kernelI = new Float64Array(m);
  for (let j = 0; j < n; j++) {
    kernelR[j] = kernelR[(m - j) % m] = chirpR[j];
    kernelI[j] = kernelI[(m - j) % m] = -chirpI[j];
  }
  fft(kernelR, kernelI, 1);

  return (re, im, batch) => {
    const ar = new Float64Array(m * batch);
    const ai = new Float64Array(m * batch);
    multiplyRows(re, im, chirpR, chirpI, ar, ai, n, batch, 1);
    fft(ar, ai, batch);
    // Swapping real and imaginary parts before and after turns the forward transform into the inverse.
    const br = new Float64Array(m * batch);
    const bi = new Float64Array(m * batch);
    multiplyRows(ar, ai, kernelR, kernelI, br, bi, m, batch, 1 / m);
    fft(bi, br, batch);
    multiplyRows(br, bi, chirpR, chirpI, re, im, n, batch, 1);
  };
}

function multiplyRows(
  xr: Float64Array,
  xi: Float64Array,
  wr: Float64Array,
  wi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
  rows: number,
  batch: number,
  scale: number,
): void {
  for (let k = 0; k < rows; k++) {
    const [cr, ci] = [scale * wr[k], scale * wi[k]];
    for (let i = k * batch; i < (k + 1) * batch; i++) {
      const r = xr[i];
      const s = xi[i];
      yr[i] = r * cr - s * ci;
      yi[i] = r * ci + s * cr;
    }
  }
}
