import type { Command } from 'commander';
import { InputError } from '../../../../numeric/input-error.ts';
import { inferableNamed } from '../../../../record/infer/score/catalogue.ts';
import { inferScore } from '../../../../record/infer/score/infer-score.ts';
import type { Inferable } from '../../../../record/infer/score/inferable.ts';
import { choicesAmong, describedConvention } from '../../../../record/infer/score/search.ts';
import { parsePrinted } from '../../../../record/printed.ts';
import { type Answer, answering } from '../../answer.ts';
import { countsIn, exactCount } from '../../counts.ts';
import { countBar } from '../../progress.ts';
import { type ScaleFlag, scaleAsked, withScale } from '../../scale-option.ts';
import { rounded } from '../rounded.ts';
import { scoreAnswer } from './answer.ts';
import { readSet } from './read-set.ts';
import { searchFolders } from './search-folders.ts';

/** Whose conventions can be searched, and what they are called. */
const searched = {
  psnr: 'PSNR',
  ssim: 'SSIM',
  'ms-ssim': 'MS-SSIM',
  lpips: 'LPIPS over AlexNet (asset lpips-alex-v0.1)',
} as const;

/** `latent-sr infer psnr|ssim|ms-ssim|lpips IMAGES REFERENCES`: which conventions give a printed mean. */
export function addScores(infer: Command): void {
  for (const [name, title] of Object.entries(searched)) addScore(infer, name, title);
}

function addScore(infer: Command, name: string, title: string): void {
  const command = infer
    .command(name)
    .description(`conventions that make a printed ${title} of these images`)
    .argument('<images>', 'images that were scored: a folder, a glob in quotes or a list (.txt)')
    .argument('<references>', 'what they were scored against: images of the same names')
    .requiredOption('--printed <value>', 'the mean as printed, such as 25.26')
    .option(
      '--n <counts>',
      'numbers of images, the described one first; fewer than there are are the first by name',
    )
    .option('--described <choice=level>', 'what is said of the convention; may be repeated', gathered)
    .option(
      '--departures <n>',
      `choices that may depart from it together (default: ${inferableNamed(name)?.departures ?? 1})`,
    )
    .option('--choices <names>', 'which may depart at all, such as crop,peak (default: all)')
    .option(
      '--reconstructions <folder>',
      "the autoencoder's own images of the references, by the same names",
    );
  withScale(command, 'pictures as they are, others over the largest value that they can have')
    .option('--jobs <n>', 'worker threads (default: one a core)')
    .option('--skip-faulty', 'exit with 0 though some images have no partner or do not read')
    .option('--json', 'print one JSON document')
    .action(
      answering((images: string, references: string, flags: ScoreFlags) =>
        inferPrintedScore(name, images, references, flags),
      ),
    );
}

/** What the command line says of a printed score. */
export interface ScoreFlags extends ScaleFlag {
  readonly printed: string;
  readonly n?: string;
  readonly described?: Readonly<Record<string, string>>;
  readonly departures?: string;
  readonly choices?: string;
  readonly reconstructions?: string;
  readonly jobs?: string;
  readonly skipFaulty?: boolean;
}

/**
 * The conventions under which a metric of these images prints as it is printed.
 * @throws InputError on a wrong call, and where nothing goes together or reads.
 */
export async function inferPrintedScore(
  name: string,
  image: string,
  reference: string,
  flags: ScoreFlags,
): Promise<Answer> {
  const metric = await metricOf(name);
  const printed = rounded('--printed', flags.printed, parsePrinted);
  const departures =
    flags.departures === undefined ? metric.departures : exactCount('--departures', flags.departures, 0, 6);
  const threads = flags.jobs === undefined ? undefined : exactCount('--jobs', flags.jobs, 1, 256);
  const bar = await countBar(false);
  try {
    const { reconstructions } = flags;
    const sources = { image, reference, ...(reconstructions !== undefined && { reconstructions }) };
    const set = await readSet(sources, scaleAsked(flags) ?? null, bar);
    const facts = { ...set.facts, counts: countsOf(flags.n, set.facts.images) };
    const described = describedConvention(metric, flags.described ?? {}, facts);
    const among = flags.choices === undefined ? null : choicesAmong(metric, flags.choices.split(','));
    const space = { described, facts, departures, among };
    const jobs = inferableNamed(name) ? threads : 1;
    const { conventions, values } = await searchFolders(metric, set, space, jobs, bar);
    const inferred = inferScore(metric, printed, conventions, values);
    return scoreAnswer({ metric, printed: flags.printed, departures, sources, set, inferred, values }, flags);
  } finally {
    bar?.stop();
  }
}

async function metricOf(name: string): Promise<Inferable> {
  return inferableNamed(name) ?? (await (await import('./lpips.ts')).openInferableLpips());
}

function countsOf(n: string | undefined, there: number): readonly number[] {
  if (n === undefined) return [there];
  const counts = countsIn('--n', n, 1);
  const most = Math.max(...counts);
  if (most <= there) return [...new Set([...counts, there])];
  throw new InputError({
    where: '--n',
    expected: `at most the ${there} pairs that are there`,
    got: `${most}`,
    remedy: 'name the folders that hold all of them',
  });
}

function gathered(pair: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const at = pair.indexOf('=');
  if (at >= 1 && !Object.hasOwn(before, pair.slice(0, at)))
    return { ...before, [pair.slice(0, at)]: pair.slice(at + 1) };
  throw new InputError({
    where: '--described',
    expected: at < 1 ? 'CHOICE=LEVEL, such as crop=4' : `${pair.slice(0, at)} once`,
    got: JSON.stringify(pair),
    remedy: 'correct it; latent-sr explain choices lists them',
  });
}
