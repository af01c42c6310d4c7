import { Option } from 'commander';
import { metricNamed, metrics } from '../../../metrics/catalogue.ts';
import { difference, differenceMap } from '../../../metrics/difference.ts';
import type { Metric, MetricInput } from '../../../metrics/metric.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { meansMany } from '../../files/images/collection/means-many.ts';
import { readImageFile } from '../../files/images/read-image.ts';
import { type Answer, answering } from '../answer.ts';
import { exactCount } from '../counts.ts';
import { type EngineFlags, withEngine } from '../engine-options.ts';
import type { Register } from '../program.ts';
import { threadsOfThis } from '../threads.ts';
import { metricAnswer } from './answer.ts';
import { scoreFolders } from './folder-scores.ts';
import { scoreFrechet } from './frechet.ts';
import { type ImageFlags, preparationOf, withAllChannels, withImageOptions } from './image-options.ts';
import { scoreLpips } from './lpips.ts';
import { writeMap } from './map.ts';
import { scorePooledPsnr } from './pooled-psnr.ts';
import { sayingPrepared } from './prepared-images.ts';
import { type FilesOf, type Role, scorePair } from './score-pair.ts';
import { scorersOf } from './score-threads.ts';

/** Metrics that the catalogue's know nothing of: of folders, or through a network with its engine and weights. */
const elsewhere = { lpips: scoreLpips, frechet: scoreFrechet, 'pooled-psnr': scorePooledPsnr };

const names = [...metrics.map(({ name }) => name), ...Object.keys(elsewhere)];

/** Images that some metrics take besides the two, each by its flag. */
const beside = { floor: '--floor', commonFloor: '--common-floor', mask: '--mask' } as const;

type Beside = keyof typeof beside;

/** `latent-sr metric NAME A [B]`: one metric on one image against its reference, or on many. */
export const registerMetric: Register = (program) => {
  const command = program
    .command('metric')
    .description(
      'score image A against its reference B with one metric, or many images against those of the same names',
    );
  withImageOptions(withEngine(command))
    .argument('<name>', `one of ${names.join(', ')}`)
    .argument(
      '<image>',
      'image or tensor to score (.png, .jpg, .tif, .npy, .dcm, .nii, ...), or many: a folder, a glob in quotes or a list (.txt)',
    )
    .argument(
      '[reference]',
      'what it is scored against, images of the same names where they are many; left out where the metric describes A alone',
    )
    .option('--floor <file>', "the autoencoder's image of the same sample, for hallucination")
    .option('--common-floor <file>', 'a second floor, for hallucination with --option floor=both')
    .option('--mask <file>', 'grey mask of the same size; values above 0 are inside')
    .option('--k <number>', 'standard deviations of the hallucination threshold')
    .addOption(new Option('--window <kind>', 'window of ssim').choices(['gaussian', 'uniform']))
    .option('--peak <value>', 'largest value of the signal')
    .option(
      '--features <name>',
      'whose features frechet compares: inception-v3, lpips-alex, or onnx=FILE (a model of images in [0, 1])',
    )
    .option('--map <file>', 'where difference writes its map: .npy, or .png if it fits')
    .option('--option <key=value>', 'any option of the convention; may be repeated', gathered, [])
    .option('--out <file>', 'of many images: a row each in FILE.csv, FILE.json or FILE.jsonl')
    .option('--jobs <n>', 'of many images: worker threads (default: one a core)', (text) =>
      exactCount('--jobs', text, 1, 256),
    )
    .option(
      '--threads <n>',
      'threads of the networks of lpips and frechet (default: one a core)',
      threadsOfThis,
    )
    .option('--skip-faulty', 'of many images: exit with 0 though some have no partner or do not read')
    .option('--json', 'print one JSON document')
    .action(answering(scoreFiles));
};

/** What the command line adds to the two files. */
export interface MetricFlags extends EngineFlags, ImageFlags {
  readonly floor?: string;
  readonly commonFloor?: string;
  readonly mask?: string;
  readonly map?: string;
  readonly k?: string;
  readonly window?: string;
  readonly peak?: string;
  readonly features?: string;
  readonly out?: string;
  readonly jobs?: number;
  readonly threads?: number;
  readonly skipFaulty?: boolean;
  readonly json?: boolean;
  readonly option: readonly string[];
}

/**
 * The score of the image in one file against the reference in another, with the convention it was taken under; or of
 * each image of a folder, a glob or a list against that of the same name.
 * @throws InputError on an unknown metric or option, on what the metric needs and was not given, and on files
 * that are missing, damaged, or of different sizes.
 */
export async function scoreFiles(
  name: string,
  imagePath: string,
  referencePath: string | undefined,
  flags: MetricFlags,
): Promise<Answer> {
  const metricOptions = optionsOf(flags);
  const preparation = preparationOf(flags);
  const besides = Object.keys(beside) as Beside[];
  const unasked = besides.filter((role) => flags[role] !== undefined);
  const many = assertFlagsFit(name, imagePath, flags);
  if (flags.map !== undefined && name !== difference.name) throw unused(name, 'map', '--map');
  if (flags.engine !== undefined && name !== 'lpips' && name !== 'frechet')
    throw misplaced(`no --engine, since ${name} runs no network`, flags.engine, 'leave it out');
  if (flags.threads !== undefined && name !== 'lpips' && name !== 'frechet')
    throw misplaced(`no --threads, since ${name} runs no network`, `${flags.threads}`, 'take --jobs');
  if (isElsewhere(name)) {
    for (const role of unasked) throw unused(name, role, beside[role]);
    return elsewhere[name](imagePath, referencePath, metricOptions, flags, preparation);
  }
  const metric = metricNamed(name, Object.keys(elsewhere));
  const needs: readonly MetricInput[] = metric.needs;
  const options = withAllChannels(metric, metricOptions, preparation);
  metric.resolve(options);
  for (const role of unasked) {
    if (![...needs, ...(metric.accepts ?? [])].includes(role)) throw unused(name, role, beside[role]);
  }
  const paths: Partial<Record<Role, string | undefined>> = { ...flags, reference: referencePath };
  const given = (['reference', ...besides] as const).filter((role) => {
    if (paths[role] === undefined && needs.includes(role)) throw lacking(metric, role);
    return paths[role] !== undefined;
  });
  if (many) {
    const others = Object.fromEntries(given.map((role) => [role, paths[role]!]));
    const job = { metric, sources: { image: imagePath, ...others }, preparation, flags };
    return scoreFolders(job, async (jobs) => scorersOf({ metric: name, options, preparation }, jobs));
  }
  const read = async (path: string) => ({ path, ...(await readImageFile(path)) });
  const files: FilesOf = { image: await read(imagePath) };
  for (const role of given) Object.assign(files, { [role]: await read(paths[role]!) });
  const { score, convention, told, scored } = scorePair(metric, options, files, preparation);
  const answer = sayingPrepared(metricAnswer(metric, score, convention), told);
  if (flags.map === undefined) return answer;
  await writeMap(differenceMap(scored, difference.resolve(options)), flags.map);
  return { ...answer, text: `${answer.text}\nmap in ${flags.map}` };
}

/** Whether many images are scored. @throws InputError on flags that are for many, or for one, where they are not. */
function assertFlagsFit(name: string, image: string, flags: MetricFlags): boolean {
  const many = meansMany(image) && name !== 'pooled-psnr' && name !== 'frechet';
  const forMany = { '--out': flags.out, '--jobs': flags.jobs, '--skip-faulty': flags.skipFaulty };
  const [flag, value] = Object.entries(forMany).find(([, each]) => each !== undefined) ?? [];
  if (!many && flag !== undefined)
    throw misplaced(`no ${flag} for a single number`, `${value}`, 'leave it out, or name a folder or a glob');
  if (many && flags.map !== undefined)
    throw misplaced('no --map for many images', flags.map, 'score one image with its map');
  if (flags.jobs !== undefined && name === 'lpips')
    throw misplaced('no --jobs, since one engine scores all pairs of lpips', `${flags.jobs}`, 'leave it out');
  return many;
}

function isElsewhere(name: string): name is keyof typeof elsewhere {
  return Object.hasOwn(elsewhere, name);
}

function optionsOf(flags: MetricFlags): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  const add = (key: string, text: string) => {
    if (Object.hasOwn(options, key)) throw misplaced(`the option ${key} once`, 'twice', 'keep one of them');
    options[key] = parsed(text);
  };
  for (const key of ['k', 'window', 'peak', 'features'] as const) {
    const text = flags[key];
    if (text !== undefined) add(key, text);
  }
  for (const pair of flags.option) {
    const at = pair.indexOf('=');
    if (at < 1) throw misplaced('--option KEY=VALUE', `"${pair}"`, 'write it with an equals sign');
    add(pair.slice(0, at), pair.slice(at + 1));
  }
  return options;
}

/** Numbers, true, false and lists as JSON has them; anything else is a word. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  }
}

function gathered(pair: string, before: readonly string[]): readonly string[] {
  return [...before, pair];
}

function lacking({ name }: Metric, need: MetricInput): InputError {
  const how = need === 'reference' ? 'name it after the image' : `give it with ${beside[need]} FILE`;
  return misplaced(`a ${need} image for ${name}`, 'none', how);
}

function unused(name: string, given: Beside | 'map', flag: string): InputError {
  const where = { mask: 'region-psnr, region-ssim or hallucination', map: 'difference' } as const;
  const remedy = Object.hasOwn(where, given)
    ? `leave it out, or take ${where[given as 'map']}`
    : 'leave it out';
  return misplaced(`no ${flag.slice(2)} image, since ${name} takes none`, flag, remedy);
}

function misplaced(expected: string, got: string, remedy: string): InputError {
  return new InputError({ where: 'latent-sr metric', expected, got, remedy });
}
