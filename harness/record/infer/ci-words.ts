import { showNumber } from '../interval.ts';
import type { CiVariant } from './ci-variant.ts';

/** A variant and what it gives, as a sentence. */
export function meaningOf({
  effect,
  pairing,
  method,
  n,
  low,
  high,
  correlation,
}: Omit<CiVariant, 'meaning'>): string {
  const d = spreads[effect];
  const interval = `a ${methods[method]} interval of ${pairing === 'paired' ? 'the paired differences' : 'the two arms taken independently'}`;
  if (correlation === undefined) return `${d} and ${interval}, n ${n}: about ${show(low)} to ${show(high)}.`;
  return correlation > -1 && correlation < 1
    ? `${d} and ${interval}, n ${n}: the printed interval takes a correlation of ${decimals(correlation)} between the arms.`
    : `${d} and ${interval}, n ${n}: no correlation between the arms gives the printed interval.`;
}

/** What the variants that match leave open. */
export function conclude(
  described: CiVariant,
  variants: readonly CiVariant[],
  conditional: readonly CiVariant[],
): string {
  const possible = described.matches
    ? 'The described procedure can give the printed interval.'
    : described.correlation === undefined
      ? `The described procedure cannot: it gives about ${show(described.low)} to ${show(described.high)}.`
      : 'The described procedure cannot, whatever the correlation between the arms.';
  const [plain, crossed] = [distinct(variants), distinct(conditional)];
  if (plain.length + crossed.length === 0) return `${possible} No other that was tried can.`;
  if (plain.length + crossed.length === 1)
    return `${possible} One procedure gives it: ${[...plain, ...crossed][0].meaning}`;
  const free =
    plain.length === 0
      ? []
      : plain.length === 1
        ? [`With nothing left to assume: ${plain[0].meaning}`]
        : [`With nothing left to assume: ${plain.map(named).join(', ')}.`];
  const taken = crossed.map((one) => `${named(one)} (${decimals(one.correlation!)})`);
  const depends =
    taken.length === 0 ? [] : [`With the right correlation between the arms also: ${taken.join('; ')}.`];
  return [possible, 'Not identifiable.', ...free, ...depends].join(' ');
}

/** The nearest of each spread, resampling and n. */
export function distinct(variants: readonly CiVariant[]): readonly CiVariant[] {
  return variants.filter((one, at) => variants.findIndex((other) => named(other) === named(one)) === at);
}

function named({ effect, pairing, n }: CiVariant): string {
  return `${spreads[effect]} with ${pairing} arms, n ${n}`;
}

function decimals(correlation: number): string {
  return correlation.toFixed(2).replace(/^-(?=0\.00$)/, '');
}

function show(value: number): string {
  return showNumber(Number(value.toPrecision(4)));
}

const methods = { bootstrap: 'percentile bootstrap', normal: 'normal', t: "Student's t" };
const spreads = { dz: 'd over the sd of the differences', pooled: "d over the arms' pooled sd" };
