import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { GoldenFile, GoldenVerdictsFile } from '../../claims/golden-file.ts';
import { goldenText, verdictsText } from '../../claims/golden-text.ts';
import { readGolden, type WrittenGolden } from '../../claims/read-golden.ts';
import { readJson } from './declarations.ts';
import { schemaLink } from './schema-link.ts';
import { validated } from './schemas.ts';
import type { Workspace } from './workspace.ts';

/** `golden/<profile>/<experiment>.json`, or undefined where there is none. */
export function readGoldenValues(
  workspace: Workspace,
  profile: string,
  experiment: string,
): GoldenFile | undefined {
  const file = goldenPath(workspace, profile, experiment);
  const written = read<WrittenGolden>(workspace, file, 'golden');
  return written && readGolden(written, relative(workspace.root, file));
}

/** `golden/<profile>/verdicts.json`, or undefined where there is none. */
export function readGoldenVerdicts(workspace: Workspace, profile: string): GoldenVerdictsFile | undefined {
  return read(workspace, goldenPath(workspace, profile, 'verdicts'), 'golden-verdicts');
}

/** Writes the golden values of an experiment and returns the file. */
export function writeGoldenValues(workspace: Workspace, golden: GoldenFile): Promise<string> {
  return write(workspace, goldenPath(workspace, golden.profile, golden.experiment), 'golden', (link) =>
    goldenText(golden, link),
  );
}

/** Writes the golden verdicts of a profile and returns the file. */
export function writeGoldenVerdicts(workspace: Workspace, golden: GoldenVerdictsFile): Promise<string> {
  return write(workspace, goldenPath(workspace, golden.profile, 'verdicts'), 'golden-verdicts', (link) =>
    verdictsText(golden, link),
  );
}

function goldenPath(workspace: Workspace, profile: string, name: string): string {
  return join(workspace.golden, profile, `${name}.json`);
}

/** Whole or not at all. */
async function write(
  workspace: Workspace,
  file: string,
  schema: string,
  textWith: (link: string) => string,
): Promise<string> {
  const text = textWith(schemaLink(workspace.root, file, schema));
  validated(schema, JSON.parse(text), file);
  const temporary = `${file}.${process.pid}.unfinished`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(temporary, text);
  await rename(temporary, file);
  return relative(workspace.root, file);
}

function read<T>(workspace: Workspace, file: string, schema: string): T | undefined {
  if (!existsSync(file)) return undefined;
  const where = relative(workspace.root, file);
  return validated<T>(schema, readJson(file, where), where);
}
