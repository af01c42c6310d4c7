import type { Options } from '../../language/option.ts';
import { ascendingOrder } from '../../numeric/ascending-order.ts';
import { InputError } from '../../numeric/input-error.ts';
import { mean } from '../../numeric/moments.ts';
import { armsOf, assertSample } from '../differences.ts';
import { type Flip, flip as nextFlip } from '../flip.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { ownUnits } from '../units.ts';

interface Setting {
  /** The place whose conclusion is asked about. There is no preset: it is what the question is about. */
  readonly at: number;
  /** Values within +/- margin count as no difference; 0 looks at the sign alone. */
  readonly margin: number;
}

const options: Options<Setting> = {
  at: {
    type: 'number',
    examples: [100],
    description: 'The place x whose conclusion is asked about: within the sweep.',
  },
  margin: {
    type: 'number',
    minimum: 0,
    default: 0,
    description:
      'Values within +/- margin, in the unit of y, count as no difference; 0 looks at the sign alone.',
  },
};

/** How far from a setting x the conclusion on y (above a margin, within, below) stays the same. */
export const flip: Procedure<Setting, Flip & Setting & { readonly n: number }> = {
  name: 'flip',
  title: 'Distance to the flip of a conclusion',
  description:
    'How far from a place x of a sweep the conclusion on the mean of y (above a margin, within, below) stays what it is there.',
  kind: 'sweep',
  columns: 'both',
  clusters: () => false,
  // A mean on the margin; sums that are 0 are 0 in doubles as well, by their compensation.
  ties: ({ margin }) => margin > 0,
  takes: () => ownUnits,
  units: () => ({
    n: '1',
    value: 'y',
    side: '1',
    from: 'x',
    to: 'x',
    distance: 'x',
    at: 'x',
    margin: 'y',
  }),
  options,
  resolve: (given) => resolveOptions('flip', options, given),
  compute(sample, { at, margin }) {
    assertSample('flip', sample, 2);
    const [x, y] = armsOf('flip', sample);
    const { places, values } = sweepOf(x, y);
    if (!(at >= places[0] && at <= places.at(-1)!)) {
      throw new InputError({
        where: 'flip',
        expected: `a place from ${places[0]} to ${places.at(-1)}, the ends of the sweep`,
        got: `${at}`,
        remedy: 'widen the sweep or ask about a place in it (option at)',
      });
    }
    return { n: x.length, ...nextFlip(places, values, at, margin), at, margin };
  },
};

/** The places of a sweep, ascending, and the mean of y at each. */
function sweepOf(x: Float64Array, y: Float64Array): { readonly places: number[]; readonly values: number[] } {
  const order = ascendingOrder(x);
  const [places, values]: [number[], number[]] = [[], []];
  for (let start = 0; start < order.length; ) {
    const place = x[order[start]];
    let end = start;
    while (end < order.length && x[order[end]] === place) end++;
    places.push(place);
    values.push(mean(Array.from(order.subarray(start, end), (i) => y[i])));
    start = end;
  }
  return { places, values };
}
