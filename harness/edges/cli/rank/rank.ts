import { type Command, Option } from 'commander';
import { InputError } from '../../../numeric/input-error.ts';
import { type Answer, answering } from '../answer.ts';
import type { Register } from '../program.ts';

/** `latent-sr rank FILE...`: several methods by one score. */
export const registerRank: Register = (program) => {
  program
    .command('rank')
    .description(
      "rank several methods by one score: Friedman's test, critical difference (Nemenyi), all pairs by signed ranks and Conover, adjusted by Holm; subjects count once",
    )
    .argument(
      '<files...>',
      'a table of several methods (a column that names them, columns such as psnr_ours, or --methods), or a file each',
    )
    .requiredOption('--score <name>', 'the score, such as psnr')
    .option('--methods <columns>', 'the columns of the file that are methods, separated by commas')
    .addOption(
      new Option('--better <way>', 'which way the score is better (default: as the catalogue says)').choices([
        'higher',
        'lower',
      ]),
    )
    .option('--id <column>', 'column of ids (default: one called id, image, ...)')
    .option('--subject <column>', 'column of subjects (default: one called subject, patient, ...)')
    .option(
      '--cluster <regex>',
      'the subject of an id: first group of this pattern; "none" where nothing repeats (default: a column subject, or a trailing slice number)',
    )
    .option('--common', 'rank on the images that all methods have where their ids differ')
    .option('--alpha <number>', 'level of the critical difference', '0.05')
    .option('--json', 'print one JSON document')
    .action(answering(rankFiles));
};

/** The flags of the command as commander gives them. */
export interface RankFlags {
  readonly score: string;
  readonly methods?: string;
  readonly better?: 'higher' | 'lower';
  readonly id?: string;
  readonly subject?: string;
  readonly cluster?: string;
  readonly common?: boolean;
  readonly alpha: string;
}

/** What the command answers: reads the methods, aligns them by id, ranks them. */
export async function rankFiles(
  files: readonly string[],
  flags: RankFlags,
  _command?: Command,
): Promise<Answer> {
  const [{ methodsOfFiles }, { rankMethods }, { rankText }, { scoreName }, { knownNumber }] =
    await Promise.all([
      import('./methods-of-files.ts'),
      import('../../../statistics/ranking/rank-methods.ts'),
      import('./text.ts'),
      import('../../../record/scores/score-name.ts'),
      import('../../../metrics/known-number.ts'),
    ]);
  const alpha = levelIn(flags.alpha);
  const score = scoreName(flags.score);
  const better = flags.better ?? directionOf(score, knownNumber(score)?.direction);
  const { methods, accounts } = await methodsOfFiles(files, { ...flags, score });
  const ranking = rankMethods(methods, { better, alpha });
  return {
    document: { command: 'rank', score, ...representable(ranking), accounts },
    text: rankText(score, ranking, accounts),
  };
}

function directionOf(score: string, direction: string | undefined): 'higher' | 'lower' {
  if (direction === 'higher' || direction === 'lower') return direction;
  throw new InputError({
    where: `--score ${score}`,
    expected: 'a score of which the catalogue says which way it is better',
    got: direction ?? 'a name that it does not know',
    remedy: 'say it with --better higher or --better lower',
  });
}

function levelIn(text: string): number {
  const alpha = Number(text);
  if (text.trim() !== '' && alpha > 0 && alpha < 0.5) return alpha;
  throw new InputError({
    where: '--alpha',
    expected: 'a level between 0 and 0.5, such as 0.05',
    got: JSON.stringify(text),
    remedy: 'correct it',
  });
}

/** JSON has no infinities: F of blocks that all rank alike becomes the string "Infinity". */
function representable(ranking: object): object {
  return JSON.parse(
    JSON.stringify(ranking, (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
    ),
  ) as object;
}
