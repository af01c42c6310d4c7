import { Option } from 'commander';
import type { Metric, MetricNeed, Score } from '../../metrics/metric.ts';
import type { Image } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { type Answer, answering } from './answer.ts';
import { type EngineFlags, withEngine } from './engine-options.ts';
import { scoreFrechet } from './metric-frechet.ts';
import { scoreLpips } from './metric-lpips.ts';
import type { Register } from './program.ts';

/** `latent-sr metric NAME A [B]`: one metric on one image against its reference. */
export const registerMetric: Register = (program) => {
  withEngine(program.command('metric').description('score image A against its reference B with one metric'))
    .argument(
      '<name>',
      'the metric, such as psnr, ssim, ms-ssim, lpips, subband-psnr, hallucination, power-spectrum; frechet of two folders',
    )
    .argument('<image>', 'image or tensor to score: .png, .npy, .dcm, .nii')
    .argument('[reference]', 'what it is scored against; left out where the metric describes A alone')
    .option('--floor <file>', "the autoencoder's image of the same sample, for hallucination")
    .option('--mask <file>', 'grey mask of the same size; values above 0 are inside')
    .option('--k <number>', 'standard deviations of the hallucination threshold')
    .addOption(new Option('--window <kind>', 'window of ssim').choices(['gaussian', 'uniform']))
    .option('--peak <value>', 'largest value of the signal')
    .option('--features <name>', 'whose features frechet compares: inception-v3 or lpips-alex')
    .option('--option <key=value>', 'any option of the convention; may be repeated', gathered, [])
    .option('--json', 'print one JSON document')
    .action(answering(scoreFiles));
};

/** What the command line adds to the two files. */
export interface MetricFlags extends EngineFlags {
  readonly floor?: string;
  readonly mask?: string;
  readonly k?: string;
  readonly window?: string;
  readonly peak?: string;
  readonly features?: string;
  readonly option: readonly string[];
}

/**
 * The score of the image in one file against the reference in another, with the convention it was taken under.
 * @throws InputError on an unknown metric or option, on what the metric needs and was not given, and on files
 * that are missing, damaged, or of different sizes.
 */
export async function scoreFiles(
  name: string,
  imagePath: string,
  referencePath: string | undefined,
  flags: MetricFlags,
): Promise<Answer> {
  const [{ metricNamed }, { readImage }] = await Promise.all([
    import('../../metrics/catalogue.ts'),
    import('../files/read-image.ts'),
  ]);
  // A network's distance needs an engine and weights, which the catalogue's pure metrics know nothing of.
  if (name === 'lpips') return scoreLpips(imagePath, referencePath, optionsOf(flags), flags);
  if (name === 'frechet') return scoreFrechet(imagePath, referencePath, optionsOf(flags), flags);
  const metric = metricNamed(name);
  if (flags.engine !== undefined)
    throw misplaced(`no --engine, since ${name} runs no network`, flags.engine, 'leave it out');
  const convention = metric.resolve(optionsOf(flags));
  const paths = { reference: referencePath, floor: flags.floor, mask: flags.mask };
  for (const need of metric.needs) if (paths[need] === undefined) throw lacking(metric, need);
  for (const given of ['floor', 'mask'] as const) {
    if (paths[given] !== undefined && ![...metric.needs, ...(metric.accepts ?? [])].includes(given))
      throw unused(metric, given);
  }
  const image = await readImage(imagePath);
  const beside: Partial<Record<MetricNeed, Image>> = {};
  for (const [role, path] of Object.entries(paths) as [MetricNeed, string | undefined][]) {
    if (path === undefined) continue;
    beside[role] = await readImage(path);
    assertSameSize(path, beside[role], imagePath, image);
  }
  const value = metric.compute({ image, reference: image, ...beside }, convention);
  const { unit, direction } = metric;
  return {
    document: { metric: name, value: representable(value), unit, direction, convention },
    text: asText(metric, value, convention),
  };
}

function assertSameSize(path: string, { height, width }: Image, imagePath: string, image: Image): void {
  if (height === image.height && width === image.width) return;
  throw new InputError({
    where: path,
    expected: `the size of ${imagePath}, ${image.height}x${image.width} pixels`,
    got: `${height}x${width}`,
    remedy: 'resize one of them first',
  });
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

/** JSON has no infinities: they become the strings "Infinity" and "-Infinity". */
function representable(score: Score): unknown {
  if (typeof score === 'number') return Number.isFinite(score) ? score : String(score);
  if (Array.isArray(score)) return score.map((value) => representable(value));
  return Object.fromEntries(Object.entries(score).map(([key, value]) => [key, representable(value)]));
}

function asText({ name, unit, direction }: Metric, score: Score, convention: object): string {
  const suffix = unit === '1' ? '' : ` ${unit}`;
  const sense = direction === 'none' ? '' : ` (${direction} is better)`;
  const lines =
    typeof score === 'number'
      ? [`${name} ${score}${suffix}${sense}`]
      : [`${name}${sense}`, ...Object.entries(score).map(([key, value]) => `  ${key} ${value}${suffix}`)];
  const terms = Object.entries(convention).map(([key, value]) => `${key} ${value}`);
  return [...lines, ...(terms.length > 0 ? [`convention: ${terms.join(', ')}`] : [])].join('\n');
}

function gathered(pair: string, before: readonly string[]): readonly string[] {
  return [...before, pair];
}

function lacking({ name }: Metric, need: MetricNeed): InputError {
  const how = need === 'reference' ? 'name it after the image' : `give it with --${need} FILE`;
  return misplaced(`a ${need} image for ${name}`, 'none', how);
}

function unused({ name }: Metric, given: 'floor' | 'mask'): InputError {
  const remedy = given === 'mask' ? 'leave it out, or take region-psnr or region-ssim' : 'leave it out';
  return misplaced(`no ${given} image, since ${name} takes none`, `--${given}`, remedy);
}

function misplaced(expected: string, got: string, remedy: string): InputError {
  return new InputError({ where: 'latent-sr metric', expected, got, remedy });
}
