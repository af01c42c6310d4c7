import type { Scored } from '../../../metrics/metric.ts';
import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { Reconstructed } from '../../../report/screening.ts';
import type { CollectedImage } from '../../files/images/collection/collection.ts';
import type { AppliedScale } from '../../files/images/scaled.ts';
import type { Vae } from '../../networks/vae.ts';
import { type Answer, answering } from '../answer.ts';
import { type EngineFlags, withEngine } from '../engine-options.ts';
import type { Register } from '../program.ts';
import { type ScaleFlag, scaleAsked, withScale } from '../scale-option.ts';
import { threadsOf } from '../threads.ts';
import { vaeSpec } from '../vae-spec.ts';

/** `latent-sr screen`: what candidate autoencoders keep of a user's own images, before any diffusion is trained. */
export const registerScreen: Register = (program) => {
  withScale(
    withEngine(program.command('screen')),
    'auto: the range of the type for pictures, the window of the header for CT and radiographs (CT without one: -160 to 240 HU; radiographs: their stored bits), percentiles 0.5 to 99.5 of the volume for MR and volumes',
  )
    .description("rank candidate autoencoders by what they keep of one's own images; no diffusion")
    .requiredOption('--images <folder>', '.png, .jpg, .tif, .npy, .dcm, ...')
    .requiredOption('--vae <spec...>', `the candidates; each is ${vaeSpec}`)
    .option(
      '--cluster <regex>',
      'the subject of an image: the first group of this pattern on its name (default: every image its own)',
    )
    .option('--threads <number>', 'threads of the engine', '1')
    .option('--json', 'print one JSON document')
    .action(answering(screen));
};

interface Flags extends EngineFlags, ScaleFlag {
  readonly images: string;
  readonly vae: readonly string[];
  readonly cluster?: string;
  readonly threads: string;
}

async function screen(flags: Flags): Promise<Answer> {
  const [{ imagesOf }, { openVae }, { DEFAULT_ENGINE, openEngine }, { workspaceAt }] = await Promise.all([
    import('../metric/folder.ts'),
    import('../../networks/vae.ts'),
    import('../../engines/open-engine.ts'),
    import('../../files/workspace.ts'),
  ]);
  const [
    { readPaperRecord },
    { printedLine },
    { rankCandidates },
    { screenText },
    { scaled, scaleSummaries, summaryText },
    { seriesValues },
  ] = await Promise.all([
    import('../../files/paper-record.ts'),
    import('../../../record/predicted-sr.ts'),
    import('../../../report/screening.ts'),
    import('./text.ts'),
    import('../../files/images/scaled.ts'),
    import('../../files/images/series-values.ts'),
  ]);
  assertEachOnce(flags.vae);
  const files = await imagesOf(flags.images, 2);
  const ids = [...files.keys()];
  const clusters = await subjectsOf(files, flags.cluster);
  const workspace = workspaceAt(undefined);
  const record = readPaperRecord(workspace);
  const printed = record && printedLine(record);
  const options = { threads: threadsOf(flags.threads) };
  const engine = await openEngine(flags.engine ?? DEFAULT_ENGINE, options);
  const scoring = await openScoring();
  const rule = scaleAsked(flags) ?? { rule: 'auto' };
  const series = await seriesValues(new Set([...files.values()].map(({ path }) => path)), rule);
  const scales = new Map<string, AppliedScale>();
  const paddedTo = new Set<string>();
  const reconstructed: Reconstructed[] = [];
  for (const spec of flags.vae) {
    const vae = await openVae(spec, workspace, engine, options);
    try {
      reconstructed.push(
        await throughVae(spec, vae, [...files.values()], scoring, paddedTo, async ({ id, path, read }) => {
          const own = await read();
          const values = own.series === undefined ? undefined : series.get(own.series);
          const { file, scale } = scaled(own, rule, path, values);
          if (scale) scales.set(id, scale);
          return file.image;
        }),
      );
    } finally {
      await vae.dispose();
    }
  }
  const { conventions } = scoring;
  const candidates = rankCandidates(ids, clusters, reconstructed, printed);
  const line = printed ? { n: printed.n, r2: printed.r2, range: printed.range } : null;
  const summaries = scaleSummaries([...scales.values()]);
  const counted = `${ids.length} images of ${new Set(clusters).size} subjects in ${flags.images}`;
  return {
    document: {
      command: 'screen',
      images: {
        folder: flags.images,
        n: ids.length,
        subjects: new Set(clusters).size,
        padded: paddedTo.size,
        scale: summaries,
      },
      engine: engine.name,
      conventions,
      candidates,
      line,
    },
    text: screenText(
      candidates,
      line,
      [
        `${counted}; PSNR in dB of the grey images, peak 1, mean [95 % interval]`,
        ...summaries.map((each) => `scale: ${summaryText(each)}`),
        ...(paddedTo.size > 0
          ? [`${paddedTo.size} of a size that a factor does not divide: mirrored at the edge, cropped back`]
          : []),
      ].join('\n'),
    ),
  };
}

async function throughVae(
  spec: string,
  vae: Vae,
  images: readonly CollectedImage[],
  { scores: scoresOf }: Awaited<ReturnType<typeof openScoring>>,
  paddedTo: Set<string>,
  read: (image: CollectedImage) => Promise<Image>,
): Promise<Reconstructed> {
  const { reconstruct } = await import('../../networks/reconstruct.ts');
  const psnr: number[] = [];
  const subbands: Readonly<Record<string, number>>[] = [];
  let first: { latent: readonly number[]; perPixel: number } | undefined;
  for (const collected of images) {
    const { path } = collected;
    const image = await read(collected);
    const { copy, latent, padded } = await reconstruct(vae, image).catch((error) => {
      throw error instanceof InputError ? new InputError({ ...error.fault, where: path }) : error;
    });
    if (padded) paddedTo.add(collected.id);
    const { height, width } = padded ?? image;
    first ??= { latent, perPixel: latent.reduce((a, b) => a * b) / (height * width) };
    const scores = scoresOf({ image: copy, reference: image });
    psnr.push(scores.psnr);
    subbands.push(scores.subbands);
  }
  return { vae: spec, ...first!, psnr, subbands };
}

/** The scores of a reconstruction, both images grey, in [0, 1] and not rounded. */
async function openScoring() {
  const [{ psnr }, { subbandPsnr }] = await Promise.all([
    import('../../../metrics/psnr.ts'),
    import('../../../metrics/subband-psnr.ts'),
  ]);
  const conventions = {
    psnr: psnr.resolve({ channels: 'grey', zeroError: 100, zeroBelow: 1e-12 }),
    'subband-psnr': subbandPsnr.resolve({}),
  };
  return {
    conventions,
    scores: (pair: Scored) => ({
      psnr: psnr.compute(pair, conventions.psnr) as number,
      subbands: subbandPsnr.compute(pair, conventions['subband-psnr']) as Record<string, number>,
    }),
  };
}

async function subjectsOf(
  files: ReadonlyMap<string, CollectedImage>,
  cluster?: string,
): Promise<readonly string[]> {
  if (cluster === undefined) return [...files.keys()];
  const { compilePattern, subjectOf } = await import('../../../datasets/subject.ts');
  const pattern = compilePattern(cluster, '--cluster');
  return [...files].map(([id, { path }]) => subjectOf(id, pattern, path));
}

function assertEachOnce(specs: readonly string[]): void {
  const twice = specs.find((spec, i) => specs.indexOf(spec) !== i);
  if (twice === undefined) return;
  throw new InputError({
    where: '--vae',
    expected: 'every autoencoder once',
    got: `${twice} twice`,
    remedy: 'name it once',
  });
}
