import { Option } from 'commander';
import { InputError } from '../../numeric/input-error.ts';
import type { EffectDefinition } from '../../record/infer/d.ts';
import type { Interval } from '../../record/interval.ts';
import { type Answer, answering } from './answer.ts';
import { countsIn, exactCount } from './counts.ts';
import type { Register } from './program.ts';

/** `latent-sr infer p|ci|d`: which procedure variants give printed values. */
export const registerInfer: Register = (program) => {
  const infer = program.command('infer').description('find the procedure variants that give printed values');
  infer
    .command('p')
    .description('variants of a signed-rank test that give a printed p')
    .addOption(new Option('--test <name>', 'the test').choices(['wilcoxon']).default('wilcoxon'))
    .requiredOption('--printed <p>', 'the p as printed, such as 9.9e-22')
    .requiredOption(
      '--n <counts>',
      'numbers of pairs: 120, a list 700,720 (the first is the described one) or a range 118..122',
    )
    .option('--zeros <counts>', 'numbers of zero differences to try', '0')
    .addOption(new Option('--sided <sides>', 'as described').choices(['two', 'one']).default('two'))
    .addOption(
      new Option('--method <name>', 'as described').choices(['asymptotic', 'exact']).default('asymptotic'),
    )
    .option('--correction', 'a continuity correction is described')
    .addOption(
      new Option('--zero-method <name>', 'as described')
        .choices(['wilcox', 'pratt', 'zsplit'])
        .default('wilcox'),
    )
    .option('--json', 'print one JSON document')
    .action(answering(inferPrintedP));
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
  infer
    .command('d')
    .description('definitions that give a printed effect size')
    .requiredOption('--printed <d>', 'the effect size as printed')
    .requiredOption('--n <count>', 'number of pairs')
    .option('--delta <value>', 'the mean difference as printed')
    .option('--sd-difference <value>', 'standard deviation of the differences, as printed')
    .option('--sd-first <value>', 'standard deviation of the first arm')
    .option('--sd-second <value>', 'standard deviation of the second arm')
    .option('--low <value>', 'lower end of the 95 % interval of the difference')
    .option('--high <value>', 'upper end')
    .option('--t <value>', 't statistic of the difference')
    .addOption(
      new Option('--effect <name>', 'definition as described')
        .choices(['dz', 'pooled', 'dav', 'glass-first', 'glass-second'])
        .default('dz'),
    )
    .option('--json', 'print one JSON document')
    .action(answering(inferPrintedD));
};

interface PFlags {
  readonly test: 'wilcoxon';
  readonly printed: string;
  readonly n: string;
  readonly zeros: string;
  readonly sided: 'two' | 'one';
  readonly method: 'asymptotic' | 'exact';
  readonly correction?: boolean;
  readonly zeroMethod: 'wilcox' | 'pratt' | 'zsplit';
}

async function inferPrintedP(flags: PFlags): Promise<Answer> {
  const { inferP } = await import('../../record/infer/p.ts');
  const n = countsIn('--n', flags.n, 1);
  const zeroCounts = countsIn('--zeros', flags.zeros, 0);
  const fewest = Math.min(...n);
  if (zeroCounts.some((count) => count >= fewest)) {
    throw new InputError({
      where: '--zeros',
      expected: `fewer than the ${fewest} pairs`,
      got: flags.zeros,
      remedy: 'give the number of differences that are exactly 0',
    });
  }
  const described = {
    sided: flags.sided,
    method: flags.method,
    correction: flags.correction === true,
    zeros: flags.zeroMethod,
  };
  const inferred = inferP({ printed: flags.printed, described, n, zeroCounts });
  return {
    document: { quantity: 'p', test: flags.test, printed: flags.printed, ...inferred },
    text: [inferred.conclusion, ...inferred.variants.map(({ meaning }) => `  ${meaning}`)].join('\n'),
  };
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
    import('../../record/infer/ci.ts'),
    import('../../record/printed.ts'),
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

interface DFlags {
  readonly printed: string;
  readonly n: string;
  readonly delta?: string;
  readonly sdDifference?: string;
  readonly sdFirst?: string;
  readonly sdSecond?: string;
  readonly low?: string;
  readonly high?: string;
  readonly t?: string;
  readonly effect: EffectDefinition;
}

const parts = ['delta', 'sdDifference', 'sdFirst', 'sdSecond', 'low', 'high', 't'] as const;

async function inferPrintedD(flags: DFlags): Promise<Answer> {
  const [{ inferD }, { parsePrinted }] = await Promise.all([
    import('../../record/infer/d.ts'),
    import('../../record/printed.ts'),
  ]);
  const n = exactCount('--n', flags.n, 3);
  const given = parts.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]] as const]));
  const read = Object.fromEntries(
    given.map(([name, text]) => [name, rounded(`--${flagOf(name)}`, text, parsePrinted)]),
  ) as Partial<Record<(typeof parts)[number], Interval>>;
  const usable = flags.t !== undefined || (flags.delta !== undefined && (given.length > 2 || sdGiven(flags)));
  if (!usable || (flags.low === undefined) !== (flags.high === undefined)) {
    throw new InputError({
      where: 'latent-sr infer d',
      expected: '--t, or --delta with --sd-difference, --sd-first and --sd-second, or --low and --high',
      got: given.map(([name]) => name).join(', ') || 'none of them',
      remedy: 'give what is printed beside the effect size',
    });
  }
  if (read.low && read.high) refuseReversed({ low: read.low, high: read.high }, flags.low!, flags.high!);
  for (const name of ['sdDifference', 'sdFirst', 'sdSecond'] as const) {
    if ((read[name]?.low ?? 1) > 0) continue;
    throw new InputError({
      where: `--${flagOf(name)}`,
      expected: 'a standard deviation, which does not round from 0 or less',
      got: flags[name]!,
      remedy: 'give it with more digits, or leave it out',
    });
  }
  const inferred = inferD({ d: parsePrinted('--printed', flags.printed), n, ...read }, flags.effect);
  return {
    document: {
      quantity: 'd',
      printed: { d: flags.printed, n, ...Object.fromEntries(given) },
      described: { effect: flags.effect },
      ...inferred,
    },
    text: [inferred.conclusion, ...inferred.variants.map(({ meaning }) => `  ${meaning}`)].join('\n'),
  };
}

/** A rounded number, with an end to either side; a bound such as "< 3" leaves nothing to compute from. */
function rounded(flag: string, text: string, parse: (where: string, text: string) => Interval): Interval {
  const interval = parse(flag, text);
  if (Number.isFinite(interval.low) && Number.isFinite(interval.high)) return interval;
  throw new InputError({
    where: flag,
    expected: 'a rounded number or a range',
    got: `${JSON.stringify(text)}, a bound`,
    remedy: 'give the number as it is printed',
  });
}

function refuseReversed(ends: { low: Interval; high: Interval }, low: string, high: string): void {
  if (ends.low.low <= ends.high.high) return;
  throw new InputError({
    where: '--low',
    expected: `at most --high, ${high}`,
    got: low,
    remedy: 'swap the two',
  });
}

function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

function sdGiven({ sdDifference, sdFirst, sdSecond }: DFlags): boolean {
  return [sdDifference, sdFirst, sdSecond].some((sd) => sd !== undefined);
}
