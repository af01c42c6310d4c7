import { logNormalTail } from '../../numeric/normal.ts';
import { agreement, magnitude, mapMonotone, showInterval } from '../interval.ts';
import { asPrinted, evaluate } from '../operand.ts';
import { choice, operand } from './options.ts';
import type { Rule } from './rule.ts';

export const pz: Rule = {
  name: 'p-z',
  title: 'A printed p against its z',
  description: 'The p of a printed z is its normal tail, doubled where the test is two-sided.',
  options: {
    p: operand('The printed p.'),
    z: operand('The printed z.'),
    sided: choice(['two', 'one'], 'The alternative of the test.'),
  },
  check(options, figures) {
    const p = evaluate(options.raw('p'), figures);
    const z = evaluate(options.raw('z'), figures);
    const sided = options.oneOf('sided', ['two', 'one']);
    const of = (factor: number) =>
      mapMonotone(magnitude(z.interval), (value) => Math.exp(Math.log(factor) + logNormalTail(value)));
    const [own, other] = sided === 'two' ? [of(2), of(1)] : [of(1), of(2)];
    const agrees = agreement(p.interval, own) !== 'differ';
    const swapped = !agrees && agreement(p.interval, other) !== 'differ';
    return {
      severity: agrees ? 'consistent' : 'inconsistent',
      printed: [p, z],
      recomputed: [{ label: `${sided}-sided p of z`, interval: own, figures: [] }],
      derivation: `The ${sided}-sided p of z ${asPrinted(z)} is ${showInterval(own)}; printed is ${asPrinted(p)}.${swapped ? ` It is the ${sided === 'two' ? 'one' : 'two'}-sided one.` : ''}`,
      resolution: 'The statistic before rounding, and the alternative of the test.',
    };
  },
};
