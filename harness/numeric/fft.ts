import { bluestein, type Transform } from './bluestein.ts';

/**
 * Discrete Fourier transform `X[k] = sum over j of x[j] exp(-2 pi i j k / n)` along the first axis of a
 * complex matrix `[n, batch]`, for any n. The arrays are transformed in place.
 */
export type Fft = Transform;

/** The largest prime that a plain butterfly takes; sizes with a larger factor go through Bluestein's chirp. */
const largestRadix = 31;

/** The transform of length n; its tables are worth keeping for further calls. */
export function createFft(n: number): Fft {
  const radices = factors(n);
  return radices.every((radix) => radix <= largestRadix) ? stockham(n, radices) : bluestein(n, createFft);
}

/** Factors of n in the order of the passes: fours, a two, then odd primes. */
function factors(n: number): number[] {
  const found: number[] = [];
  for (let radix = 4; n > 1; radix = radix === 4 ? 2 : radix === 2 ? 3 : radix + 2) {
    while (n % radix === 0) {
      found.push(radix);
      n /= radix;
    }
    if (radix > 4 && radix * radix > n && n > 1) {
      found.push(n);
      break;
    }
  }
  return found;
}

/** A complex matrix as two arrays. */
interface Complex {
  re: Float64Array;
  im: Float64Array;
}

/**
 * Stockham's self-sorting algorithm: every pass splits off one factor and writes its output in order, so that
 * no bit reversal is needed and the innermost loop always runs over neighbouring values with one twiddle.
 */
function stockham(n: number, radices: readonly number[]): Fft {
  const [cos, sin] = roots(n);
  let work: Complex = { re: new Float64Array(0), im: new Float64Array(0) }; // kept, since clearing it costs a pass
  return (re, im, batch) => {
    if (work.re.length !== n * batch) {
      work = { re: new Float64Array(n * batch), im: new Float64Array(n * batch) };
    }
    let from: Complex = { re, im };
    let to: Complex = work;
    let length = n;
    let stride = batch;
    for (const radix of radices) {
      length /= radix;
      const pass = { cos, sin, step: n / (length * radix), length, stride };
      if (radix === 4) pass4(from, to, pass);
      else if (radix === 2) pass2(from, to, pass);
      else passOdd(from, to, pass, radix, n);
      [from, to] = [to, from];
      stride *= radix;
    }
    if (from.re === re) return;
    re.set(from.re);
    im.set(from.im);
  };
}

/** Cosine and sine of 2 pi k / n. */
function roots(n: number): [Float64Array, Float64Array] {
  const angle = (k: number) => (2 * Math.PI * k) / n;
  return [
    Float64Array.from({ length: n }, (_, k) => Math.cos(angle(k))),
    Float64Array.from({ length: n }, (_, k) => Math.sin(angle(k))),
  ];
}

/** One pass: sub-transforms of `length`, `stride` of them side by side; twiddles are every `step`-th root. */
interface Pass {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  readonly step: number;
  readonly length: number;
  readonly stride: number;
}

function pass2({ re: xr, im: xi }: Complex, { re: yr, im: yi }: Complex, pass: Pass): void {
  const { cos, sin, step, length, stride } = pass;
  for (let p = 0; p < length; p++) {
    const [wr, wi] = [cos[p * step], -sin[p * step]];
    for (let q = 0; q < stride; q++) {
      const a = q + stride * p;
      const b = a + stride * length;
      const o = q + stride * 2 * p;
      const dr = xr[a] - xr[b];
      const di = xi[a] - xi[b];
      yr[o] = xr[a] + xr[b];
      yi[o] = xi[a] + xi[b];
      yr[o + stride] = dr * wr - di * wi;
      yi[o + stride] = dr * wi + di * wr;
    }
  }
}

function pass4({ re: xr, im: xi }: Complex, { re: yr, im: yi }: Complex, pass: Pass): void {
  const { cos, sin, step, length, stride } = pass;
  const leap = stride * length;
  for (let p = 0; p < length; p++) {
    const k = p * step;
    const [w1r, w1i] = [cos[k], -sin[k]];
    const [w2r, w2i] = [cos[2 * k], -sin[2 * k]];
    const [w3r, w3i] = [cos[3 * k], -sin[3 * k]];
    let a = stride * p;
    let o = stride * 4 * p;
    for (let q = 0; q < stride; q++, a++, o++) {
      const b = a + leap;
      const c = b + leap;
      const d = c + leap;
      const sumAcR = xr[a] + xr[c];
      const sumAcI = xi[a] + xi[c];
      const difAcR = xr[a] - xr[c];
      const difAcI = xi[a] - xi[c];
      const sumBdR = xr[b] + xr[d];
      const sumBdI = xi[b] + xi[d];
      const difBdR = xr[b] - xr[d];
      const difBdI = xi[b] - xi[d];
      yr[o] = sumAcR + sumBdR;
      yi[o] = sumAcI + sumBdI;
      const r1 = difAcR + difBdI;
      const i1 = difAcI - difBdR;
      yr[o + stride] = r1 * w1r - i1 * w1i;
      yi[o + stride] = r1 * w1i + i1 * w1r;
      const r2 = sumAcR - sumBdR;
      const i2 = sumAcI - sumBdI;
      yr[o + 2 * stride] = r2 * w2r - i2 * w2i;
      yi[o + 2 * stride] = r2 * w2i + i2 * w2r;
      const r3 = difAcR - difBdI;
      const i3 = difAcI + difBdR;
      yr[o + 3 * stride] = r3 * w3r - i3 * w3i;
      yi[o + 3 * stride] = r3 * w3i + i3 * w3r;
    }
  }
}

function passOdd(from: Complex, to: Complex, pass: Pass, radix: number, n: number): void {
  const { re: xr, im: xi } = from;
  const { re: yr, im: yi } = to;
  const { cos, sin, step, length, stride } = pass;
  for (let p = 0; p < length; p++) {
    for (let s = 0; s < radix; s++) {
      const out = stride * (radix * p + s);
      yr.fill(0, out, out + stride);
      yi.fill(0, out, out + stride);
      for (let t = 0; t < radix; t++) {
        // exp(-2 pi i s t / radix) times the twiddle exp(-2 pi i s p / (length radix)), as one root of n
        const root = ((s * t * n) / radix + s * p * step) % n;
        const [wr, wi] = [cos[root], -sin[root]];
        const row = stride * (p + length * t);
        for (let q = 0; q < stride; q++) {
          const ar = xr[row + q];
          const ai = xi[row + q];
          yr[out + q] += ar * wr - ai * wi;
          yi[out + q] += ar * wi + ai * wr;
        }
      }
    }
  }
}
