import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { annotations, type DeclarationFile } from '../../study/gate/annotations.ts';
import { type GateSettings, gateChecks } from '../../study/gate/checks.ts';
import { type GateFormat, gateFormats } from '../../study/gate/formats.ts';
import type { RunDocument } from '../../study/run-document.ts';
import { declarationFile } from '../files/declaration-file.ts';
import type { Workspace } from '../files/workspace.ts';

/** The options that name files for other programs. */
export type GateFiles = { readonly [format in GateFormat]?: string };

const titles: Readonly<Record<GateFormat, string>> = {
  junit: "the gate's checks as JUnit's XML",
  ctrf: "the gate's checks in the Common Test Report Format",
  badge: 'a badge for the endpoint of shields.io',
  summary: 'the run as Markdown of less than 60 KB, for a comment on a pull request',
  csv: 'every comparison behind every verdict, as CSV',
};

/** The names of the formats. */
export const formatNames = Object.keys(gateFormats) as readonly GateFormat[];

/** Adds an option for each format to a command. */
export function withGateFiles(command: Command): Command {
  for (const format of formatNames) command.option(`--${format} <file>`, `also write ${titles[format]}`);
  return command;
}

/** A run in one of the formats. */
export function gateText(
  format: GateFormat,
  run: RunDocument,
  settings: GateSettings,
  version: string,
): string {
  return gateFormats[format](run, gateChecks(run, settings), version);
}

/**
 * Writes the files that were asked for. In a job of GitHub it also adds to the step's summary and prints what failed
 * as annotations of the declarations, to standard error, since standard output may be one JSON document.
 */
export async function writeGateFiles(
  files: GateFiles,
  {
    run,
    workspace,
    version,
    ...settings
  }: GateSettings & {
    readonly run: RunDocument;
    readonly workspace: Workspace;
    readonly version: string;
  },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
  for (const format of formatNames) {
    const file = files[format];
    if (file === undefined) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, gateText(format, run, settings, version));
  }
  const step = environment['GITHUB_STEP_SUMMARY'];
  if (step) await appendFile(step, gateText('summary', run, settings, version));
  if (environment['GITHUB_ACTIONS'] !== 'true') return;
  const fileOf = (id: string): DeclarationFile | undefined => declarationFile(workspace, id);
  for (const line of annotations(gateChecks(run, settings), fileOf)) process.stderr.write(`${line}\n`);
}
