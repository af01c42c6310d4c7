import { ascendingOrder } from '../numeric/ascending-order.ts';

/** Whether no other point is as good as each in both columns, of which more is better, and better in one. */
export function onParetoFront(a: Float64Array, b: Float64Array): readonly boolean[] {
  const order = ascendingOrder(a).reverse();
  const isOn = new Array<boolean>(a.length);
  let best = -Infinity;
  for (let start = 0; start < order.length; ) {
    // Of points of one `a`, those of the greatest `b` are on the front, if it is greater than that of any before.
    let [end, top] = [start, -Infinity];
    for (; end < order.length && a[order[end]] === a[order[start]]; end++) top = Math.max(top, b[order[end]]);
    for (let k = start; k < end; k++) isOn[order[k]] = b[order[k]] === top && top > best;
    best = Math.max(best, top);
    start = end;
  }
  return isOn;
}

/** Whether point i is as good as point j in both columns, and better in one. */
export function isBetter(a: Float64Array, b: Float64Array, i: number, j: number): boolean {
  return a[i] >= a[j] && b[i] >= b[j] && (a[i] > a[j] || b[i] > b[j]);
}
