import { type Command, Option } from 'commander';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr prepare SET RAW_DIR`: a published data set as a folder of images with their LR images and masks. */
export const registerPrepare: Register = (program) => {
  program
    .command('prepare')
    .description('make a published data set into the images that experiments take')
    .argument('<set>', 'a published data set by name, or a data set of kind raw of this workspace')
    .argument('<raw>', 'the folder of the download')
    .option('--out <folder>', "where to (default: the set's folder under datasets/ of the assets)")
    .addOption(
      new Option('--procedure <name>', 'as the paper describes it, or as its release does it')
        .choices(['described', 'released'])
        .default('released'),
    )
    .addOption(
      new Option('--split <name>', 'which part').choices(['train', 'valid', 'test']).default('valid'),
    )
    .option('--json', 'print one JSON document')
    .action(answering(prepareSet));
};

interface Flags {
  readonly out?: string;
  readonly procedure: string;
  readonly split: string;
}

async function prepareSet(set: string, raw: string, flags: Flags, _command: Command): Promise<Answer> {
  const [{ join }, { prepareImages }, { sourceOf }, { workspaceAt }, { InputError }] = await Promise.all([
    import('node:path'),
    import('../files/datasets/prepare-images.ts'),
    import('../files/datasets/source-of.ts'),
    import('../files/workspace.ts'),
    import('../../numeric/input-error.ts'),
  ]);
  const workspace = workspaceAt(undefined);
  const source = sourceOf(workspace, set, raw, flags.procedure, flags.split);
  const out = flags.out ?? join(workspace.assets, 'datasets', set);
  const { images, subjects, files, parts } = await prepareImages(source, out, flags.split);
  if (images === 0) {
    throw new InputError({
      where: raw,
      expected: source.layout,
      got: 'no such file',
      remedy: 'name the folder that holds these',
    });
  }
  const document = {
    command: 'prepare',
    set,
    procedure: source.procedure,
    split: flags.split,
    folder: join(out, flags.split),
    parts,
    files,
    images,
    subjects,
    choices: source.choices,
  };
  const text = [
    `${images} images of ${subjects} subjects from ${files} files -> ${join(out, flags.split)} (${parts.join(', ')})`,
    ...source.choices.map((choice) => `  ${choice}`),
  ];
  return { document, text: text.join('\n') };
}
