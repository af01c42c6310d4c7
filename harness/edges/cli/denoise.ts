import type { Command } from 'commander';
import type { Tensor } from '../../networks/tensor.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { Denoiser } from '../networks/denoiser.ts';
import { type Answer, answering } from './answer.ts';
import { exactCount } from './counts.ts';
import { type EngineFlags, withEngine } from './engine-options.ts';
import type { Register } from './program.ts';
import { withThreads } from './threads.ts';

/** `latent-sr denoise CONDITION OUT`: a denoiser by itself, one call or a whole sampler. */
export const registerDenoise: Register = (program) => {
  const command = program
    .command('denoise')
    .description(
      'run a denoiser on latents: a whole sampler, or with --latent and --time one call of the network',
    );
  withThreads(withEngine(command))
    .argument(
      '<condition>',
      'what the denoiser sees of the LR images: a .npy of [B, C, H, W] or [C, H, W], as vae encode writes it',
    )
    .argument('<out>', 'where to write the latents, or the output of one call: .npy')
    .requiredOption(
      '--denoiser <spec>',
      "a denoiser's asset by its id, unet=FILE (a checkpoint of UNet2DModel), or one that ships, as denoiser-x0-of-...",
    )
    .option(
      '--recipe <name>',
      'what it was trained for: an id of experiments/denoisers/, or a file (default: the only published one)',
    )
    .option('--weights <which>', 'ema (where the checkpoint has averages) or raw', 'ema')
    .option('--sampler <text>', 'KIND,OPTION=VALUE,..., as truncated,steps=16,startScale=0.5')
    .option('--start <file>', 'latents to begin from (default: seeded noise)')
    .option(
      '--size <pixels>',
      "height and width of the latents, to which the condition is brought (default: the condition's)",
    )
    .option('--seed <n>', 'seed of the noise', '0')
    .option('--latent <file>', 'latents for one call of the network')
    .option('--time <t>', "time of that call: an index of the schedule, or a flow's time")
    .option('--json', 'print one JSON document')
    .action(answering(denoise));
};

interface Flags extends EngineFlags {
  readonly denoiser: string;
  readonly recipe?: string;
  readonly weights: string;
  readonly sampler?: string;
  readonly start?: string;
  readonly size?: string;
  readonly seed: string;
  readonly latent?: string;
  readonly time?: string;
  readonly threads: number;
}

async function denoise(input: string, output: string, flags: Flags, _command: Command): Promise<Answer> {
  const [{ loadDenoiser }, { openEngine }, { readTensor, writeTensor }, { workspaceAt }] = await Promise.all([
    import('../networks/denoiser.ts'),
    import('../engines/open-engine.ts'),
    import('../files/tensor-file.ts'),
    import('../files/workspace.ts'),
  ]);
  const which = flags.weights === 'raw' || flags.weights === 'ema' ? flags.weights : undefined;
  if (which === undefined) throw misfit('--weights', 'ema or raw', flags.weights);
  const once = flags.latent !== undefined;
  if (once === (flags.sampler !== undefined) || once !== (flags.time !== undefined))
    throw misfit(
      'latent-sr denoise',
      'a --sampler, or --latent and --time',
      once ? 'part of both' : 'neither',
    );
  const denoiser = loadDenoiser(flags.denoiser, workspaceAt(undefined), {
    which,
    ...(flags.recipe !== undefined && { recipe: flags.recipe }),
  });
  const seen = await readTensor(input);
  const from = flags.latent ?? flags.start;
  const latents = from === undefined ? undefined : await readTensor(from);
  const condition = await fitted(seen, latents, flags.size);
  assertChannels(input, condition, denoiser.conditionChannels, "the denoiser's condition");
  if (latents) assertChannels(from!, latents, denoiser.latentChannels, "the denoiser's latents");
  const engine = await openEngine(flags.engine, { threads: flags.threads });
  const made = once
    ? await oneCall(engine, denoiser, latents!, condition, timeOf(flags.time!))
    : await drawn(engine, denoiser, condition, latents, flags.sampler!, exactCount('--seed', flags.seed, 0));
  await writeTensor(output, made.latents);
  const document = {
    command: 'denoise',
    denoiser: denoiser.name,
    weights: denoiser.path,
    engine: engine.name,
    condition: { path: input, shape: condition.shape },
    ...(made.sampler ? { sampler: made.sampler, seed: Number(flags.seed) } : { time: Number(flags.time) }),
    calls: made.calls,
    output: { path: output, shape: made.latents.shape },
  };
  const what = made.sampler ? `latents by ${flags.sampler}` : `the network's output at time ${flags.time}`;
  const text = `${input} -> ${output}: ${what}, ${made.latents.shape.join(' x ')}, ${made.calls} calls of ${denoiser.name} on ${engine.name}`;
  return { document, text };
}

type Engine = Awaited<ReturnType<typeof import('../engines/open-engine.ts')['openEngine']>>;

interface Made {
  readonly latents: Tensor;
  readonly calls: number;
  readonly sampler?: object;
}

async function oneCall(
  engine: Engine,
  denoiser: Denoiser,
  z: Tensor,
  condition: Tensor,
  time: number,
): Promise<Made> {
  const [{ denoiserInputs }, { joined }] = await Promise.all([
    import('../networks/denoiser.ts'),
    import('../../training/denoiser-task.ts'),
  ]);
  const [batch, , height, width] = z.shape as [number, number, number, number];
  assertBatch(z, condition);
  const { network, weights } = denoiser.at(height);
  const shapes = denoiserInputs(denoiser, batch, height, width);
  const compiled = await engine.compile(network, shapes, weights);
  try {
    const { prediction } = await compiled.run({
      sample: { shape: shapes['sample']!, data: joined(z.data, condition.data, batch) },
      time: { shape: [batch], data: new Float32Array(batch).fill(time / denoiser.timeScale) },
    });
    return { latents: prediction!, calls: 1 };
  } finally {
    await compiled.dispose();
  }
}

async function drawn(
  engine: Engine,
  denoiser: Denoiser,
  condition: Tensor,
  start: Tensor | undefined,
  text: string,
  seed: number,
): Promise<Made> {
  const [
    { samplerAsked },
    { networkCalls },
    { drawnLatents },
    { splitRows, joinedRows },
    { batchSize },
    { trainedFor },
  ] = await Promise.all([
    import('./sampler-option.ts'),
    import('../../diffusion/samplers/catalogue.ts'),
    import('../networks/drawn-latents.ts'),
    import('../networks/batches.ts'),
    import('../../networks/batch-size.ts'),
    import('../../training/denoiser-recipe.ts'),
  ]);
  const [batch, , height, width] = condition.shape as [number, number, number, number];
  if (start) assertBatch(start, condition);
  const sampler = samplerAsked(text);
  const samples = ({ shape, data }: Tensor) => ({ shape: shape.slice(1), rows: splitRows(data, batch) });
  // Latents are taken as of an eighth of their image's size, the smallest that is in use.
  const pixels = 64 * height * width;
  const drawing = {
    ...denoiser.at(height),
    trained: trainedFor(denoiser.use()),
    told: (time: number) => time / denoiser.timeScale,
    latentChannels: denoiser.latentChannels,
    sampler,
    seed,
    pixels,
  };
  const ids = Array.from({ length: batch }, (_, i) => `${i}`);
  const tell = (done: number) => void process.stderr.write(`latent-sr: ${done} of ${batch} latents\n`);
  const latents = await drawnLatents(engine, drawing, ids, samples(condition), {
    starts: start && samples(start),
    report: tell,
  });
  return {
    latents: { shape: [batch, ...latents.shape], data: joinedRows(latents.rows) },
    calls: networkCalls(sampler) * Math.ceil(batch / batchSize(pixels, engine)),
    sampler,
  };
}

/** The condition at the latents' size, by the bilinear interpolation that the experiments use. */
async function fitted(
  condition: Tensor,
  latents: Tensor | undefined,
  size: string | undefined,
): Promise<Tensor> {
  const [batch, channels, height, width] = condition.shape as [number, number, number, number];
  const asked = size === undefined ? undefined : exactCount('--size', size, 1, 4096);
  const [high, wide] = [latents?.shape[2] ?? asked ?? height, latents?.shape[3] ?? asked ?? width];
  if (asked !== undefined && latents && (high !== asked || wide !== asked))
    throw misfit('--size', `the latents' ${high} x ${wide}`, `${asked}`);
  if (high === height && wide === width) return condition;
  const [{ interpolateBilinear }, { createImage }] = await Promise.all([
    import('../../degrade/interpolate.ts'),
    import('../../numeric/image.ts'),
  ]);
  // Planes are resized one by one, so that those of all samples may pass as the channels of one image.
  const planes = createImage(batch * channels, height, width, Float64Array.from(condition.data));
  return {
    shape: [batch, channels, high, wide],
    data: Float32Array.from(interpolateBilinear(planes, high, wide).data),
  };
}

function timeOf(text: string): number {
  const time = Number(text);
  if (text.trim() !== '' && Number.isFinite(time) && time >= 0) return time;
  throw misfit('--time', 'a number of at least 0', text);
}

function assertBatch(a: Tensor, b: Tensor): void {
  if (a.shape[0] === b.shape[0]) return;
  throw misfit('latent-sr denoise', `${b.shape[0]} latents, one for each condition`, `${a.shape[0]}`);
}

function assertChannels(where: string, { shape }: Tensor, channels: number, what: string): void {
  if (shape[1] === channels) return;
  throw new InputError({
    where,
    expected: `the ${channels} channels of ${what}, [B, ${channels}, H, W]`,
    got: `[${shape.join(', ')}]`,
    remedy: 'encode the images with the autoencoder that the denoiser was trained with',
  });
}

function misfit(where: string, expected: string, got: string): InputError {
  return new InputError({ where, expected, got: JSON.stringify(got), remedy: 'correct it' });
}
