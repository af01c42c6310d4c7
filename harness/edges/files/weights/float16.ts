/** The number that 16 bits mean as IEEE 754 half precision. */
export function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The 16 bits of the half-precision number nearest to `value`, ties to even; beyond 65504 infinity. */
export function float16Bits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= 65520) return sign | 0x7c00;
  // The spacing of half-precision numbers around this one: 2^-24 among the smallest.
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  const steps = roundedToEven(size / 2 ** (exponent - 10));
  if (exponent === -14 && steps < 1024) return sign | steps;
  // Rounding up to the next power of two carries into the exponent by itself.
  return sign | (((exponent + 15) << 10) + (steps - 1024));
}

function roundedToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
