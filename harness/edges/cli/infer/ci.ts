import { type Command, Option } from 'commander';
import { InputError } from '../../../numeric/input-error.ts';
import { type Answer, answering } from '../answer.ts';
import { countsIn, exactCount } from '../counts.ts';
import { refuseReversed, rounded } from './rounded.ts';

/** `latent-sr infer ci`. */
export function addCi(infer: Command): void {
  infer
    .command('ci')
    .description('spreads and resamplings that give a printed 95 % interval of a mean difference')
    .requiredOption('--delta <value>', 'the mean difference as printed')
    .requiredOption('--d <value>', 'the effect size as printed')
    .requiredOption(
      '--n <counts>',
      'numbers of pairs: 120, a list 700,720 (the first is the described one) or a range',
    )
    .requiredOption('--low <value>', 'lower end as printed')
    .requiredOption('--high <value>', 'upper end as printed')
    .option('--resamples <count>', 'resamples of a bootstrap', '10000')
    .option('--correlation <r>', 'correlation between the arms, as printed or a range such as "0.5 to 0.9"')
    .addOption(
      new Option('--effect <name>', 'spread of d as described').choices(['dz', 'pooled']).default('dz'),
    )
    .addOption(
      new Option('--pairing <name>', 'as described').choices(['paired', 'independent']).default('paired'),
    )
    .addOption(
      new Option('--method <name>', 'as described')
        .choices(['bootstrap', 'normal', 't'])
        .default('bootstrap'),
    )
    .option('--json', 'print one JSON document')
    .action(answering(inferPrintedCi));
}

interface CiFlags {
  readonly delta: string;
  readonly d: string;
  readonly n: string;
  readonly low: string;
  readonly high: string;
  readonly resamples: string;
  readonly correlation?: string;
  readonly effect: 'dz' | 'pooled';
  readonly pairing: 'paired' | 'independent';
  readonly method: 'bootstrap' | 'normal' | 't';
}

async function inferPrintedCi(flags: CiFlags): Promise<Answer> {
  const [{ inferCi }, { parsePrinted }] = await Promise.all([
    import('../../../record/infer/ci.ts'),
    import('../../../record/printed.ts'),
  ]);
  const { delta, d, low, high, effect, pairing, method } = flags;
  const read = (name: 'delta' | 'd' | 'low' | 'high' | 'correlation') =>
    rounded(`--${name}`, flags[name]!, parsePrinted);
  const [n, ...otherN] = countsIn('--n', flags.n, 10);
  const resamples = exactCount('--resamples', flags.resamples, 100);
  const known = flags.correlation === undefined ? {} : { correlation: read('correlation') };
  const ends = { low: read('low'), high: read('high') };
  const printed = { delta: read('delta'), d: read('d'), ...ends, n, resamples, ...known };
  refuseReversed(ends, low, high);
  if (printed.d.low <= 0 && printed.d.high >= 0) {
    throw new InputError({
      where: '--d',
      expected: 'a number that is not 0',
      got: d,
      remedy: 'give d as printed',
    });
  }
  if (printed.delta.high < 0 !== printed.d.high < 0 && printed.delta.low * printed.delta.high > 0) {
    throw new InputError({
      where: '--d',
      expected: `the sign of --delta, ${delta}`,
      got: d,
      remedy: 'give both as first arm less second',
    });
  }
  const inferred = inferCi(printed, { effect, pairing, method }, otherN);
  const lines = [...inferred.variants, ...inferred.conditional].map(({ meaning }) => `  ${meaning}`);
  return {
    document: {
      quantity: 'ci',
      printed: {
        delta,
        d,
        n,
        low,
        high,
        resamples,
        ...(known.correlation && { correlation: flags.correlation }),
      },
      ...inferred,
    },
    text: [inferred.conclusion, ...lines].join('\n'),
  };
}
