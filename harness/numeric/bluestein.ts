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
    multiplyRows({ re, im }, { re: chirpR, im: chirpI }, { re: ar, im: ai }, batch, 1);
    fft(ar, ai, batch);
    // Swapping real and imaginary parts before and after turns the forward transform into the inverse.
    const br = new Float64Array(m * batch);
    const bi = new Float64Array(m * batch);
    multiplyRows({ re: ar, im: ai }, { re: kernelR, im: kernelI }, { re: br, im: bi }, batch, 1 / m);
    fft(bi, br, batch);
    multiplyRows({ re: br, im: bi }, { re: chirpR, im: chirpI }, { re, im }, batch, 1);
  };
}

interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** `y[k, i] = scale w[k] x[k, i]`, for as many rows of `batch` values as there are factors `w`. */
function multiplyRows(x: Complex, w: Complex, y: Complex, batch: number, scale: number): void {
  const [xr, xi, yr, yi] = [x.re, x.im, y.re, y.im];
  for (let k = 0; k < w.re.length; k++) {
    const [cr, ci] = [scale * w.re[k], scale * w.im[k]];
    for (let i = k * batch; i < (k + 1) * batch; i++) {
      const r = xr[i];
      const s = xi[i];
      yr[i] = r * cr - s * ci;
      yi[i] = r * ci + s * cr;
    }
  }
}
