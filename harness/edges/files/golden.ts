import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { GoldenValues, GoldenVerdict } from '../../claims/golden.ts';
import { readJson } from './declarations.ts';
import { validated } from './schemas.ts';
import type { Workspace } from './workspace.ts';

/** Why golden values were changed, each time. */
export type History = readonly { readonly reason: string; readonly changes: number }[];

export interface GoldenFile extends GoldenValues {
  readonly profile: string;
  readonly history: History;
}

export interface GoldenVerdictsFile {
  readonly profile: string;
  readonly verdicts: readonly GoldenVerdict[];
  readonly history: History;
}

/** `golden/<profile>/<experiment>.json`, or undefined where there is none. */
export function readGoldenValues(
  workspace: Workspace,
  profile: string,
  experiment: string,
): GoldenFile | undefined {
  return read(workspace, goldenPath(workspace, profile, experiment), 'golden');
}

/** `golden/<profile>/verdicts.json`, or undefined where there is none. */
export function readGoldenVerdicts(workspace: Workspace, profile: string): GoldenVerdictsFile | undefined {
  return read(workspace, goldenPath(workspace, profile, 'verdicts'), 'golden-verdicts');
}

/** The path of a golden file. */
export function goldenPath(workspace: Workspace, profile: string, name: string): string {
  return join(workspace.golden, profile, `${name}.json`);
}

/** Writes a golden file whole or not at all. */
export async function writeGolden(file: string, schema: string, document: object): Promise<void> {
  const content = validated<object>(
    schema,
    { $schema: `../../harness/schemas/${schema}.schema.json`, ...document },
    file,
  );
  const temporary = `${file}.${process.pid}.unfinished`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(temporary, `${JSON.stringify(content, null, 2)}\n`);
  await rename(temporary, file);
}

function read<T>(workspace: Workspace, file: string, schema: string): T | undefined {
  if (!existsSync(file)) return undefined;
  const where = relative(workspace.root, file);
  return validated<T>(schema, readJson(file, where), where);
}
