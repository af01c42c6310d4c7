import { type Command, Option } from 'commander';
import { InputError } from '../../../numeric/input-error.ts';
import { type Answer, answering } from '../answer.ts';
import { countsIn } from '../counts.ts';

/** `latent-sr infer p`. */
export function addP(infer: Command): void {
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
}

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
  const { inferP } = await import('../../../record/infer/p.ts');
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
