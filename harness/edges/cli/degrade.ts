import { basename, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Degradation } from '../../degrade/degradation.ts';
import { type KernelName, kernelNames } from '../../degrade/kernel.ts';
import type { Image } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { type Answer, answering } from './answer.ts';
import { exactCount } from './counts.ts';
import type { Register } from './program.ts';
import { type ScaleFlag, scaleAsked, withScale } from './scale-option.ts';

/** `latent-sr degrade IN OUT`: blurs, averages, truncates, resizes one image or adds noise, and writes the result. */
export const registerDegrade: Register = (program) => {
  const command = program
    .command('degrade')
    .description(
      'write a degraded copy of an image: blurred, averaged over blocks, truncated in k-space, resized, noisy, in this order',
    );
  withScale(command, 'as they are')
    .argument(
      '<image>',
      'image to degrade: .png, .jpg, .tif, .npy, .dcm, .nii, ...; in [0, 1] where the copy is a .png',
    )
    .argument('<copy>', 'where to write the copy: .png or .npy')
    .option('--blur <sigma>', 'Gaussian blur first, in pixels (4 sigma wide, reflecting border)')
    .option('--box <n>', 'mean over blocks of n x n pixels')
    .option('--k-space <factor>', 'so many times fewer frequencies along both axes, and the magnitude image')
    .addOption(new Option('--kernel <name>', 'antialiased resize, as Pillow does it').choices(kernelNames))
    .option('--size <size>', 'size of the copy: WIDTHxHEIGHT, or one number for a square')
    .option(
      '--rician <sigma>',
      "Rician noise last, in the image's values; drawn by the seed and the file's name",
    )
    .option('--seed <n>', 'seed of the noise (default: 0)')
    .addOption(
      new Option('--bits <bits>', 'bits of a .png; by default those of the image').choices(['8', '16']),
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nAn 8-bit PNG that is only resized gives the very values of Pillow. Everything else is computed in\n' +
        'double precision and rounded once, when it is written.',
    )
    .action(answering(degradeFile));
};

interface Flags extends ScaleFlag {
  readonly blur?: string;
  readonly box?: string;
  readonly kSpace?: string;
  readonly kernel?: KernelName;
  readonly size?: string;
  readonly rician?: string;
  readonly seed?: string;
  readonly bits?: '8' | '16';
}

async function degradeFile(input: string, output: string, flags: Flags, _command: Command): Promise<Answer> {
  const [{ degrade }, { readImageFile }, { scaled, scaleText }, { clampedText, writeImage }] =
    await Promise.all([
      import('../../degrade/catalogue.ts'),
      import('../files/images/read-image.ts'),
      import('../files/images/scaled.ts'),
      import('../files/images/write-image.ts'),
    ]);
  if (resolve(input) === resolve(output)) {
    throw new InputError({
      where: 'latent-sr degrade',
      expected: 'a copy beside the image',
      got: `${output} for both`,
      remedy: 'give the copy another name',
    });
  }
  const { file, scale } = scaled(await readImageFile(input), scaleAsked(flags), input);
  const { image, bits } = file;
  const eightBit = bits !== null && bits <= 8 && scale === undefined;
  if (bits === null && scale === undefined && /\.png$/i.test(output)) assertUnitRange(image, input);
  const degradation = await chain(flags, eightBit);
  const copy = degrade(image, degradation, basename(input));
  const written = await writeImage(copy, output, bitsOf(flags, eightBit));
  const document = {
    command: 'degrade',
    input: { path: input, width: image.width, height: image.height, channels: image.channels, bits },
    output: { path: output, width: copy.width, height: copy.height, channels: copy.channels, ...written },
    ...(scale && { scale }),
    degradation,
  };
  const text = `${input} (${image.width} x ${image.height}) -> ${output} (${copy.width} x ${copy.height}, ${written.bits} bit)${stretchedText(image, copy)}${clampedText(written, copy)}`;
  return { document, text: scale ? `${text}\nscale: ${scaleText(scale)}` : text };
}

/** Says where the sides shrink differently, by more than a pixel's rounding. */
function stretchedText(image: Image, copy: Image): string {
  const [across, down] = [copy.width / image.width, copy.height / image.height];
  if (Math.abs(across - down) <= 1 / Math.min(image.width, image.height)) return '';
  const factor = (value: number) => Number(value.toPrecision(3));
  return `, stretched: width by ${factor(across)}, height by ${factor(down)}`;
}

function bitsOf({ bits }: Flags, eightBit: boolean): 8 | 16 {
  if (bits !== undefined) return bits === '8' ? 8 : 16;
  return eightBit ? 8 : 16;
}

/** A PNG of a scanner's own units would be white almost everywhere. */
function assertUnitRange({ data }: Image, path: string): void {
  const outside = data.find((value) => value < 0 || value > 1);
  if (outside === undefined) return;
  throw new InputError({
    where: path,
    expected: 'values in [0, 1] for a copy as .png',
    got: `${outside}`,
    remedy: 'write the copy as .npy, or name --scale',
  });
}

async function chain(flags: Flags, eightBit: boolean): Promise<Degradation> {
  const { resolveDegradation } = await import('../../degrade/catalogue.ts');
  if ((flags.kernel === undefined) !== (flags.size === undefined)) {
    throw new InputError({
      where: 'degrade',
      expected: '--kernel and --size together',
      got: flags.kernel === undefined ? '--size alone' : '--kernel alone',
      remedy: 'give both, such as --kernel bicubic --size 64',
    });
  }
  if (flags.seed !== undefined && flags.rician === undefined) {
    throw new InputError({
      where: 'degrade',
      expected: '--rician with --seed, which is the seed of its noise',
      got: '--seed alone',
      remedy: 'leave --seed out, or add --rician with a sigma',
    });
  }
  // Pillow's 8-bit arithmetic is for what is 8 bit; after another step it would round twice.
  const alone = [flags.blur, flags.box, flags.kSpace].every((flag) => flag === undefined);
  const steps = [
    ...(flags.blur === undefined ? [] : [{ kind: 'gaussian-blur', sigma: number(flags.blur, '--blur') }]),
    ...(flags.box === undefined ? [] : [{ kind: 'box-mean', factor: number(flags.box, '--box') }]),
    ...(flags.kSpace === undefined
      ? []
      : [{ kind: 'k-space-truncation', factor: number(flags.kSpace, '--k-space') }]),
    ...(flags.size === undefined
      ? []
      : [
          {
            kind: 'resize',
            kernel: flags.kernel,
            mode: eightBit && alone ? 'uint8' : 'float',
            ...size(flags.size),
          },
        ]),
    ...(flags.rician === undefined
      ? []
      : [
          {
            kind: 'rician-noise',
            sigma: number(flags.rician, '--rician'),
            seed: exactCount('--seed', flags.seed ?? '0', 0),
          },
        ]),
  ];
  if (steps.length === 0) {
    throw new InputError({
      where: 'degrade',
      expected: '--blur, --box, --k-space, --rician, or --kernel with --size',
      got: 'none of them',
      remedy: 'say what to do to the image',
    });
  }
  return resolveDegradation(steps.length === 1 ? steps[0] : { kind: 'chain', steps }, 'degrade');
}

function number(text: string, where: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && Number.isFinite(value)) return value;
  throw new InputError({
    where,
    expected: 'a number above 0',
    got: JSON.stringify(text),
    remedy: 'correct it',
  });
}

function size(text: string): { width: number; height: number } {
  const [width, height = width] = (/^([1-9]\d{0,5})(?:x([1-9]\d{0,5}))?$/i.exec(text) ?? []).slice(1);
  if (width !== undefined && Number(width) * Number(height) <= MOST_PIXELS) {
    return { width: Number(width), height: Number(height) };
  }
  throw new InputError({
    where: '--size',
    expected: `a size in pixels, such as 64 or 64x48 (width x height), of at most ${MOST_PIXELS} pixels`,
    got: JSON.stringify(text),
    remedy: 'correct it',
  });
}

/** 16384 x 16384, beyond any medical image. */
const MOST_PIXELS = 2 ** 28;
