import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../../../numeric/input-error.ts';
import { inferableNamed } from '../../../../record/infer/score/catalogue.ts';
import { inferScore } from '../../../../record/infer/score/infer-score.ts';
import type { Inferable } from '../../../../record/infer/score/inferable.ts';
import { choicesAmong, describedConvention } from '../../../../record/infer/score/search.ts';
import { parsePrinted } from '../../../../record/printed.ts';
import type { Answer } from '../../answer.ts';
import { countsIn, exactCount } from '../../counts.ts';
import { countBar } from '../../progress.ts';
import { type ScaleFlag, scaleAsked } from '../../scale-option.ts';
import { rounded } from '../rounded.ts';
import { scoreAnswer } from './answer.ts';
import { readSet } from './read-set.ts';
import { searchFolders } from './search-folders.ts';

/** What the command line says of a printed score. */
export interface ScoreFlags extends ScaleFlag {
  readonly printed: string;
  readonly n?: string;
  readonly described?: Readonly<Record<string, string>>;
  readonly departures?: string;
  readonly choices?: string;
  readonly reconstructions?: string;
  readonly vae?: string;
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
  const { reconstructions, vae } = flags;
  if (vae !== undefined && reconstructions !== undefined) {
    throw new InputError({
      where: `infer ${name}`,
      expected: '--reconstructions or --vae',
      got: 'both',
      remedy: 'keep one of them',
    });
  }
  const bar = await countBar(false);
  const folder = vae === undefined ? undefined : await mkdtemp(join(tmpdir(), 'latent-sr-reconstructed-'));
  try {
    const sources = {
      image,
      reference,
      ...(reconstructions !== undefined && { reconstructions }),
      ...(vae !== undefined && { vae }),
    };
    const making = folder === undefined || vae === undefined ? undefined : { vae, folder };
    const set = await readSet(sources, scaleAsked(flags) ?? null, bar, making);
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
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
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
