import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ScaleRule } from '../../../../datasets/scaling-rule.ts';
import { toGrey } from '../../../../numeric/image.ts';
import { openEngine } from '../../../engines/open-engine.ts';
import { assertScale } from '../../../files/images/comparable.ts';
import { scaled } from '../../../files/images/scaled.ts';
import { writeImage } from '../../../files/images/write-image.ts';
import { workspaceAt } from '../../../files/workspace.ts';
import { reconstruct } from '../../../networks/reconstruct.ts';
import { openVae } from '../../../networks/vae.ts';
import type { ScoreTask } from '../../metric/folder-tasks.ts';
import type { CountBar } from '../../progress.ts';
import { filesReader } from './pair-reader.ts';

/** How references become reconstructions: through which autoencoder, and where these are kept meanwhile. */
export interface Reconstructing {
  readonly vae: string;
  readonly folder: string;
}

/**
 * The tasks with what an autoencoder makes of each reference besides. Of pictures it is kept in double precision; of
 * others, which a rule brings to [0, 1], as a picture of 16 bits, so that the rule is not applied to it again.
 * @throws InputError where values are not in [0, 1], or as the autoencoder does.
 */
export async function withReconstructions(
  tasks: readonly ScoreTask[],
  { vae: spec, folder }: Reconstructing,
  rule: ScaleRule | null,
  bar: CountBar | undefined,
): Promise<readonly ScoreTask[]> {
  const options = { threads: availableParallelism() };
  const vae = await openVae(spec, workspaceAt(undefined), await openEngine(undefined, options), options);
  const read = filesReader(null);
  const done: ScoreTask[] = [];
  try {
    for (const [k, task] of tasks.entries()) {
      bar?.told(k + 1, tasks.length, `reconstruction of ${task.id}`);
      const { reference } = await read(task);
      const { path: from } = task.files.reference!;
      const { image } = scaled(reference, rule ?? undefined, from).file;
      assertScale({ path: from, image }, 1, 'name --scale, such as window or p0.5-99.5');
      const { copy } = await reconstruct(vae, image);
      const path = join(folder, `${k}.${reference.bits === null && rule ? 'png' : 'npy'}`);
      await writeImage(image.channels === 1 ? toGrey(copy) : copy, path, 16);
      done.push({ ...task, files: { ...task.files, floor: { path, selection: {}, index: undefined } } });
    }
  } finally {
    await vae.dispose();
  }
  return done;
}
