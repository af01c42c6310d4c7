import type { Command } from 'commander';
import { InputError } from '../../../../numeric/input-error.ts';
import { answering } from '../../answer.ts';
import { withScale } from '../../scale-option.ts';
import { vaeSpec } from '../../vae-spec.ts';
import type { ScoreFlags } from './printed-score.ts';

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
      'choices that may depart from it together (default: 3 of psnr, 2 of ssim, 1 of others)',
    )
    .option('--choices <names>', 'which may depart at all, such as crop,peak (default: all)')
    .option('--reconstructions <folder>', "the autoencoder's own images of the references, by the same names")
    .option('--vae <spec>', `what makes them where no folder has them: ${vaeSpec}`);
  withScale(command, 'pictures as they are, others over the largest value that they can have')
    .option('--jobs <n>', 'worker threads (default: one a core)')
    .option('--skip-faulty', 'exit with 0 though some images have no partner or do not read')
    .option('--json', 'print one JSON document')
    .action(
      answering(async (images: string, references: string, flags: ScoreFlags) => {
        const { inferPrintedScore } = await import('./printed-score.ts');
        return inferPrintedScore(name, images, references, flags);
      }),
    );
}

function gathered(
  pair: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
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
