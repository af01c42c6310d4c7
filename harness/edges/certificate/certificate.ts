import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { InputError } from '../../numeric/input-error.ts';
import { sha256 } from '../../pipeline/canonical.ts';
import { fileHash } from '../files/asset-files.ts';
import { readJson } from '../files/declarations.ts';
import { validated } from '../files/schemas.ts';
import { codeVersion } from '../files/store/code-version.ts';

/** What a folder certifies: which results, and by what they were made. */
export interface Certificate {
  readonly certificate: 1;
  /** The claim, or null for all that the run was about. */
  readonly claim: string | null;
  readonly profile: string;
  readonly seed: number;
  /** Ids of claims and experiments; empty for all. */
  readonly selection: readonly string[];
  /** By what the results were made: another of these may give other bytes. */
  readonly made: Making;
  /** For people: Node.js and the machine. */
  readonly on: { readonly node: string; readonly system: string };
  /** SHA-256 of every other file, by its path. */
  readonly files: Readonly<Record<string, string>>;
}

/** What decides the bytes of results besides declarations and data. */
export interface Making {
  /** The package with its version, as npm installs it. */
  readonly harness: string;
  /** SHA-256 over all code that computes stages and judges. */
  readonly code: string;
  /** Name and version of what ran networks. */
  readonly engine: string;
}

const FILE = 'certificate.json';

/** The version of all that computes and judges. */
export function wholeCode(): string {
  const modules = ['../stages/catalogue', '../../study/run-study'];
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return sha256(
    modules.map((name) => codeVersion(new URL(`${name}.${ending}`, import.meta.url).href)).join(),
  );
}

/**
 * The certificate of a folder whose files are all there and those that were certified.
 * @throws InputError that names the first file which is missing, changed or foreign
 */
export async function readCertificate(folder: string): Promise<Certificate> {
  const path = join(folder, FILE);
  if (!existsSync(path)) {
    throw damaged(folder, `a certificate's folder, with ${FILE}`, existsSync(folder) ? 'none' : 'no folder');
  }
  const written = readJson(path, path) as { readonly certificate?: unknown };
  if (written.certificate !== 1) {
    const got = JSON.stringify(written.certificate) ?? 'none';
    throw damaged(path, 'a certificate of form 1', got, 'verify it with the version that wrote it');
  }
  const certificate = validated<Certificate>('certificate', written, path);
  const hashes = await hashesIn(folder);
  for (const name of [...new Set([...Object.keys(certificate.files), ...hashes.keys()])].sort()) {
    const [expected, got] = [certificate.files[name], hashes.get(name)];
    if (expected === got) continue;
    if (expected === undefined) throw damaged(join(folder, name), 'no file that is not certified', 'one');
    const what = got === undefined ? 'no file' : `SHA-256 ${got.slice(0, 12)}...`;
    throw damaged(join(folder, name), `SHA-256 ${expected.slice(0, 12)}...`, what);
  }
  return certificate;
}

/** SHA-256 of every file below a folder but the certificate, by path. */
export async function hashesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = found
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length))
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name !== FILE)
    .sort();
  const hashes = new Map<string, string>();
  for (const name of names) hashes.set(name, await fileHash(join(folder, name)));
  return hashes;
}

function damaged(where: string, expected: string, got: string, remedy = 'take the folder anew') {
  return new InputError({ where, expected, got, remedy });
}
