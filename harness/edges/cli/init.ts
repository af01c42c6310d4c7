import type { Command } from 'commander';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr init DIR`: a workspace for a paper of one's own, in which `reproduce` runs at once. */
export const registerInit: Register = (program) => {
  program
    .command('init')
    .description("make a workspace for a paper of one's own, in which reproduce runs at once")
    .argument('<folder>', 'where; it may hold anything but the files that are written')
    .option('--from <scores>', 'begin with a table of per-image scores: a CSV with a header, or JSON')
    .option('--images <folder>', "begin with images of one's own: PNG files of one size")
    .option('--title <text>', "the paper's title (default: the folder's name)")
    .option('--json', 'print one JSON document')
    .action(answering(init));
};

interface Flags {
  readonly from?: string;
  readonly images?: string;
  readonly title?: string;
}

async function init(given: string, flags: Flags, _command: Command): Promise<Answer> {
  const [
    { basename, relative, resolve },
    { renderWorkspace },
    { writeWorkspace },
    { harnessPackage },
    { linkHarness },
  ] = await Promise.all([
    import('node:path'),
    import('../init/render-workspace.ts'),
    import('../init/write-workspace.ts'),
    import('../init/harness-package.ts'),
    import('../init/link-harness.ts'),
  ]);
  const folder = resolve(given);
  const start = await startingPoint(flags);
  const title = flags.title ?? basename(folder);
  const values = { ...start.values, title, package: harnessPackage() };
  const texts = renderWorkspace(folder, { ...start, values });
  const files = await writeWorkspace(folder, texts, start.copies);
  await linkHarness(folder);
  const notes = start.notes ?? [];
  const place = relative(process.cwd(), folder) || '.';
  const next = [
    ...(place === '.' ? [] : [`cd ${place}`]),
    'npx latent-sr reproduce',
    'npx latent-sr golden update --reason "first values"',
    'npx latent-sr reproduce --ci',
  ];
  return {
    document: { command: 'init', folder, kind: start.kind, files, notes, next },
    text: [
      ...texts.keys(),
      ...(start.copies.size > 0
        ? [`and ${start.copies.size} copied: ${[...start.copies.keys()][0]} ...`]
        : []),
      ...notes,
      '',
      'next:',
      ...next.map((line) => `  ${line}`),
    ].join('\n'),
  };
}

async function startingPoint({ from, images }: Flags) {
  const { InputError } = await import('../../numeric/input-error.ts');
  if (from !== undefined && images !== undefined) {
    throw new InputError({
      where: 'latent-sr init',
      expected: 'one of --from and --images',
      got: 'both',
      remedy: 'make a workspace for each',
    });
  }
  if (from !== undefined) return (await import('../init/from-scores.ts')).fromScores(from);
  if (images !== undefined) return (await import('../init/from-images.ts')).fromImages(images);
  return (await import('../init/starting-point.ts')).example;
}
