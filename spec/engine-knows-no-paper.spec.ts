import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect } from 'chai';
import { anatomies } from '../harness/datasets/phantoms/catalogue.ts';
import { jsonFiles, readClaims, readExperiments } from '../harness/edges/files/declarations.ts';
import { readPaperRecord } from '../harness/edges/files/paper-record.ts';
import { workspaceAt } from '../harness/edges/files/workspace.ts';
import { metrics } from '../harness/metrics/catalogue.ts';
import { publishedAutoencoders } from '../harness/networks/published-autoencoders.ts';

const workspace = workspaceAt(undefined, {});
const harness = resolve(import.meta.dirname, '..', 'harness');

/** What is library data: networks and data sets that others published, phantoms, and the slices that a package carries. */
const library =
  /^networks\/published-|^datasets\/published-|^datasets\/phantoms\/|^edges\/files\/datasets\/real-mr\.ts/;

const datasets = jsonFiles(join(workspace.experiments, 'datasets')).map((file) => basename(file, '.json'));
const experiments = readExperiments(workspace).items.map(({ id }) => id);
const { document } = readPaperRecord(workspace)!;

/** Names that stand for something of this paper wherever they stand. */
const names = [
  ...readClaims(workspace).items.map(({ id }) => id),
  'medvae',
  'sd-?vae',
  'brats',
  'mrnet',
  'mimic',
  document.title,
  document.uri.replace(/^.*\/|v\d+$/g, ''),
];

/** Words that stand for something of this paper where they are quoted as a whole. */
const quoted = [
  ...anatomies.filter((anatomy) => !anatomy.includes('-')),
  ...publishedAutoencoders,
  ...datasets,
  // An experiment that is called after what it measures shares its name with that.
  ...experiments.filter((id) => id.includes('-') && !metrics.some(({ name }) => name === id)),
  ...['controls', 'conditioning', 'baselines'],
];

/** Kinds of the library's data. */
const kinds = ['dead-leaves', 'real-mr'];

const escaped = (text: string) => text.replace(/[.*+^${}()|[\]\\]/g, '\\$&');
const pattern = new RegExp(
  `\\b(?:${names.map((name) => (name === 'sd-?vae' ? name : escaped(name))).join('|')})(?![a-z0-9])|(['"\`])(?:${quoted
    .filter((word) => !kinds.includes(word))
    .map(escaped)
    .join('|')})\\1`,
  'gi',
);

const files = readdirSync(harness, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.(ts|json|mjs)$/.test(file) && !library.test(file),
);

describe('the engine', () => {
  it('knows no paper: no claim, data set, anatomy, experiment or network of this one stands in it', () => {
    const found = files.flatMap((file) => {
      const text = readFileSync(join(harness, file), 'utf8');
      // The choice of phantoms is the library's, also where a schema lists it.
      const own = text.replace(JSON.stringify(anatomies).replaceAll(',', ', '), '');
      return [...own.matchAll(pattern)].map((match) => `${file}: ${match[0]}`);
    });
    expect(found).to.deep.equal([]);
  });

  it('would be caught knowing one', () => {
    for (const text of [
      "anatomy === 'brain'",
      'claim C08',
      "'medvae-4-3'",
      '`vae-swap`',
      'SD-VAE',
      '2604.12152',
    ])
      expect(text.match(pattern), text).to.have.length(1);
    expect('brainstorm, a chest of drawers, control'.match(pattern)).to.equal(null);
  });
});
