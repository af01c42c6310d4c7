import { InputError } from '../../../numeric/input-error.ts';
import { type Answer, answering } from '../answer.ts';
import { withEngine } from '../engine-options.ts';
import type { Register } from '../program.ts';
import { scaleAsked, withScale } from '../scale-option.ts';
import { withThreads } from '../threads.ts';
import { vaeSpec } from '../vae-spec.ts';
import type { ScreenFlags } from './flags.ts';

/** `latent-sr screen`: what candidate autoencoders keep of a user's own images, before any diffusion is trained. */
export const registerScreen: Register = (program) => {
  withScale(
    withThreads(withEngine(program.command('screen'))),
    'auto: the range of the type for pictures, the window of the header for CT and radiographs (CT without one: -160 to 240 HU; radiographs: their stored bits), percentiles 0.5 to 99.5 of the volume for MR and volumes',
  )
    .description("rank candidate autoencoders by what they keep of one's own images; no diffusion")
    .requiredOption(
      '--images <source>',
      'a folder with all below it, a glob, a list of files (.txt), a DICOMDIR or a file',
    )
    .requiredOption('--vae <spec...>', `the candidates; each is ${vaeSpec}`)
    .option(
      '--select <choice>',
      'what is taken of files of several images: axial=50%, axial=40%..60%x5, frame=all, slice=12; several with commas',
    )
    .option(
      '--cluster <regex>',
      'the subject of an image: the first group of this pattern on its name (default: BIDS sub-, PatientID, subfolder, or every file its own)',
    )
    .option('--skip-faulty', 'go on without files that cannot be read, and list them')
    .option('--html <file>', 'write a page with the ranking, the worst and the median image')
    .option('--json', 'print one JSON document')
    .action(answering(screen));
};

async function screen(flags: ScreenFlags): Promise<Answer> {
  assertEachOnce(flags.vae);
  const rule = scaleAsked(flags) ?? { rule: 'auto' };
  const [{ screened }, { screenText }] = await Promise.all([import('./screened.ts'), import('./text.ts')]);
  const found = await screened(flags, rule);
  const { document } = found;
  if (flags.html === undefined) return { document: { ...document, page: null }, text: screenText(document) };
  const { writeScreenPage } = await import('./page.ts');
  try {
    await writeScreenPage(found, flags.html);
  } catch (error) {
    // What was computed is not lost with it.
    if (!(error instanceof InputError)) throw error;
    return {
      document: { ...document, page: null },
      text: screenText(document),
      note: error.message,
      exitCode: 1,
    };
  }
  return { document: { ...document, page: flags.html }, text: screenText(document, flags.html) };
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
