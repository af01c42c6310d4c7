import type { Sample } from './procedure.ts';

/**
 * The sample in the order of its ids (by code unit), so that a seeded draw does not depend on the order in
 * which the observations were read. Equal ids keep their order.
 */
export function inIdOrder(sample: Sample): Sample {
  const { ids, clusters, x, y } = sample;
  if (ids.every((id, i) => i === 0 || ids[i - 1] <= id)) return sample;
  const order = ids.map((_, i) => i).sort((a, b) => (ids[a] < ids[b] ? -1 : ids[a] > ids[b] ? 1 : 0));
  const column = (values: Float64Array) => Float64Array.from(order, (i) => values[i]);
  return {
    ids: order.map((i) => ids[i]),
    clusters: order.map((i) => clusters[i]),
    x: column(x),
    ...(y && { y: column(y) }),
  };
}
