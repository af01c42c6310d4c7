import type { Scored } from '../../../metrics/metric.ts';
import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import type { Reconstructed } from '../../../report/screening.ts';
import type { Vae } from '../../networks/vae.ts';
import { type Answer, answering } from '../answer.ts';
import { type EngineFlags, withEngine } from '../engine-options.ts';
import type { Register } from '../program.ts';
import { threadsOf } from '../threads.ts';
import { vaeSpec } from '../vae-spec.ts';

/** `latent-sr screen`: what candidate autoencoders keep of a user's own images, before any diffusion is trained. */
export const registerScreen: Register = (program) => {
  withEngine(program.command('screen'))
    .description("rank candidate autoencoders by what they keep of one's own images; no diffusion")
    .requiredOption('--images <folder>', 'images in [0, 1]: .png, .jpg, .tif, .npy, .dcm, .nii, ...')
    .requiredOption('--vae <spec...>', `the candidates; each is ${vaeSpec}`)
    .option(
      '--cluster <regex>',
      'the subject of an image: the first group of this pattern on its name (default: every image its own)',
    )
    .option('--threads <number>', 'threads of the engine', '1')
    .option('--json', 'print one JSON document')
    .action(answering(screen));
};

interface Flags extends EngineFlags {
  readonly images: string;
  readonly vae: readonly string[];
  readonly cluster?: string;
  readonly threads: string;
}

async function screen(flags: Flags): Promise<Answer> {
  const [{ imagesOf }, { readImage }, { openVae }, { DEFAULT_ENGINE, openEngine }, { workspaceAt }] =
    await Promise.all([
      import('../metric/folder.ts'),
      import('../../files/images/read-image.ts'),
      import('../../networks/vae.ts'),
      import('../../engines/open-engine.ts'),
      import('../../files/workspace.ts'),
    ]);
  const [{ readPaperRecord }, { printedLine }, { rankCandidates }, { screenText }, { assertScale }] =
    await Promise.all([
      import('../../files/paper-record.ts'),
      import('../../../record/predicted-sr.ts'),
      import('../../../report/screening.ts'),
      import('./text.ts'),
      import('../metric/images.ts'),
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
  const reconstructed: Reconstructed[] = [];
  for (const spec of flags.vae) {
    const vae = await openVae(spec, workspace, engine, options);
    try {
      reconstructed.push(
        await throughVae(spec, vae, [...files.values()], scoring, async (path) => {
          const image = await readImage(path);
          assertScale({ path, image }, 1, 'scale the image to [0, 1]');
          return image;
        }),
      );
    } finally {
      await vae.dispose();
    }
  }
  const { conventions } = scoring;
  const candidates = rankCandidates(ids, clusters, reconstructed, printed);
  const line = printed ? { n: printed.n, r2: printed.r2, range: printed.range } : null;
  const counted = `${ids.length} images of ${new Set(clusters).size} subjects in ${flags.images}`;
  return {
    document: {
      command: 'screen',
      images: { folder: flags.images, n: ids.length, subjects: new Set(clusters).size },
      engine: engine.name,
      conventions,
      candidates,
      line,
    },
    text: screenText(
      candidates,
      line,
      `${counted}; PSNR in dB of the grey images, peak 1, mean [95 % interval]`,
    ),
  };
}

async function throughVae(
  spec: string,
  vae: Vae,
  paths: readonly string[],
  { scores: scoresOf }: Awaited<ReturnType<typeof openScoring>>,
  read: (path: string) => Promise<Image>,
): Promise<Reconstructed> {
  const { assertSameSize } = await import('../metric/images.ts');
  const psnr: number[] = [];
  const subbands: Readonly<Record<string, number>>[] = [];
  let first: { latent: readonly number[]; perPixel: number } | undefined;
  for (const path of paths) {
    const image = await read(path);
    const latent = await vae.encode(image).catch((error) => {
      throw error instanceof InputError ? new InputError({ ...error.fault, where: path }) : error;
    });
    const copy = await vae.decode(latent);
    assertSameSize({ path: spec, image: copy }, { path, image });
    const sizes = latent.shape.slice(1);
    first ??= { latent: sizes, perPixel: sizes.reduce((a, b) => a * b) / (image.height * image.width) };
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

async function subjectsOf(files: ReadonlyMap<string, string>, cluster?: string): Promise<readonly string[]> {
  if (cluster === undefined) return [...files.keys()];
  const { compilePattern, subjectOf } = await import('../../../datasets/subject.ts');
  const pattern = compilePattern(cluster, '--cluster');
  return [...files].map(([id, path]) => subjectOf(id, pattern, path));
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
