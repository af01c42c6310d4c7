import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../../pipeline/canonical.ts';
import type { Stage } from '../../../pipeline/stage.ts';
import { schemaLink } from '../schema-link.ts';
import type { Store } from '../store/store.ts';
import type { Workspace } from '../workspace.ts';
import { shippedFolder } from './shipped.ts';

/** What was shipped, and what is not there to be shipped. */
export interface Shipment {
  readonly shipped: readonly { readonly label: string; readonly folder: string }[];
  /** Labels of trainings without a result. */
  readonly absent: readonly string[];
  readonly bytes: number;
}

/**
 * Copies the results of the trainings among `stages` from the store to the workspace's shipped networks, each
 * with its provenance. Weights without averaging go along only where a stage uses them.
 */
export async function shipNetworks(
  workspace: Workspace,
  stages: readonly Stage[],
  store: Store,
): Promise<Shipment> {
  const shipped: { label: string; folder: string }[] = [];
  const absent: string[] = [];
  let bytes = 0;
  const usedRaw = new Set(
    stages
      .filter(({ params }) => params['weights'] === 'raw')
      .flatMap(({ inputs }) => (inputs['denoiser'] ? [inputs['denoiser'].key] : [])),
  );
  for (const stage of stages.filter(({ kind }) => kind.startsWith('train-'))) {
    const artifact = await store.read(stage.key);
    if (!artifact) {
      absent.push(stage.label);
      continue;
    }
    const files = Object.entries(artifact).filter(
      ([name]) => name !== 'raw.safetensors' || usedRaw.has(stage.key),
    );
    const folder = join(shippedFolder(workspace), nameOf(stage));
    const temporary = `${folder}.${process.pid}.unfinished`;
    await mkdir(temporary, { recursive: true });
    for (const [name, content] of files) {
      await writeFile(join(temporary, name), content);
      bytes += content.length;
    }
    const provenance = {
      $schema: schemaLink(workspace.root, join(folder, 'provenance.json'), 'shipped-network'),
      label: stage.label,
      declaration: stage.declaration,
      params: stage.params,
      engine: 'ONNX Runtime, one thread',
      seconds: secondsOf(await store.secondsOf(stage.key)),
      files: Object.fromEntries(files.map(([name, content]) => [name, sha256(content)])),
    };
    await writeFile(join(temporary, 'provenance.json'), `${JSON.stringify(provenance, null, 2)}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    shipped.push({ label: stage.label, folder });
  }
  return { shipped, absent, bytes };
}

function secondsOf(measured: number | undefined): number | null {
  return measured === undefined ? null : Math.round(measured);
}

/** `denoiser-x0-of-phantom-brain-medical-seeds-0-0`. */
function nameOf({ label }: Stage): string {
  return label
    .replace(/^train /, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
