import { type Command, Option } from 'commander';
import { InputError } from '../../../numeric/input-error.ts';
import type { EffectDefinition } from '../../../record/infer/d.ts';
import type { Interval } from '../../../record/interval.ts';
import { type Answer, answering } from '../answer.ts';
import { exactCount } from '../counts.ts';
import { refuseReversed, rounded } from './rounded.ts';

/** `latent-sr infer d`. */
export function addD(infer: Command): void {
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
    import('../../../record/infer/d.ts'),
    import('../../../record/printed.ts'),
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

function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

function sdGiven({ sdDifference, sdFirst, sdSecond }: DFlags): boolean {
  return [sdDifference, sdFirst, sdSecond].some((sd) => sd !== undefined);
}
