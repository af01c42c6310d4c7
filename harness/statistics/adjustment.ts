/**
 * Holm's step-down adjustment of p values (Holm 1979): holds the chance of any false rejection under any
 * dependence.
 */
export function holm(p: readonly number[]): number[] {
  const order = ascending(p);
  let running = 0;
  return spread(
    order,
    order.map((i, k) => {
      running = Math.max(running, Math.min(1, (p.length - k) * p[i]));
      return running;
    }),
  );
}

/**
 * Benjamini and Hochberg's step-up adjustment (1995): holds the expected share of false rejections for
 * independent or positively dependent tests.
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = ascending(p).reverse();
  let running = 1;
  return spread(
    order,
    order.map((i, k) => {
      running = Math.min(running, (p.length * p[i]) / (p.length - k));
      return running;
    }),
  );
}

function ascending(p: readonly number[]): number[] {
  return p.map((_, i) => i).sort((a, b) => p[a] - p[b]);
}

/** Values listed in `order`, put back in their places. */
function spread(order: readonly number[], values: readonly number[]): number[] {
  const result = new Array<number>(order.length);
  order.forEach((i, k) => {
    result[i] = values[k];
  });
  return result;
}
