/** The most digits after the point that scores of images are printed with; a column of more holds full doubles. */
const MOST_DECIMALS = 9;

/**
 * Below this many units of the last decimal, doubles lie a hundred times closer than decimals do, so that a column
 * of full doubles does not pass for one of decimals by chance.
 */
const MOST_UNITS = 1e14;

/**
 * The digits after the point with which every value is a decimal: the double nearest to one of at most that many.
 * undefined for values that have more than nine, as computed ones do.
 */
export function decimalsOf(values: ArrayLike<number>): number | undefined {
  let decimals = 0;
  for (let i = 0; i < values.length; i++) {
    while (!isDecimal(values[i], decimals)) if (++decimals > MOST_DECIMALS) return undefined;
  }
  // A digit that one value needs makes units smaller, and another value must still be told in them.
  for (let i = 0; i < values.length; i++) if (!isDecimal(values[i], decimals)) return undefined;
  return decimals;
}

/** Decimals as whole numbers of the unit of their last digit: 24.1 with one digit is 241. */
export function inLastDigits(values: Float64Array, decimals: number): Float64Array {
  const scale = 10 ** decimals;
  return values.map((value) => Math.round(value * scale) + 0);
}

// A whole number of at most 53 bits over a power of ten is rounded once: it is the double that the decimal is read as.
function isDecimal(value: number, decimals: number): boolean {
  const scale = 10 ** decimals;
  const units = Math.round(value * scale);
  return Math.abs(units) <= MOST_UNITS && units / scale === value;
}
