import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';

const harness = resolve(import.meta.dirname, '..', 'harness');

/** What each folder may import besides itself; packages are checked separately. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  numeric: [],
  language: ['numeric'],
  degrade: ['numeric'],
  datasets: ['numeric', 'degrade'],
  metrics: ['numeric'],
  statistics: ['numeric'],
  baselines: ['numeric', 'degrade'],
  networks: ['numeric'],
  diffusion: ['numeric'],
  training: ['numeric', 'networks', 'diffusion'],
  claims: ['numeric', 'language'],
  pipeline: [
    'numeric',
    'language',
    'degrade',
    'datasets',
    'networks',
    'diffusion',
    'training',
    'metrics',
    'statistics',
    'baselines',
  ],
  record: ['numeric', 'language', 'statistics', 'claims', 'pipeline'],
  report: ['numeric', 'claims', 'pipeline', 'record', 'statistics'],
  study: ['numeric', 'claims', 'pipeline', 'record', 'report'],
  edges: [
    'language',
    'networks',
    'diffusion',
    'training',
    'numeric',
    'degrade',
    'datasets',
    'metrics',
    'statistics',
    'baselines',
    'claims',
    'pipeline',
    'record',
    'report',
    'study',
  ],
  '': ['edges'],
};

/** Packages of the core: pure ones only. */
const corePackages = ['seedrandom', 'canonicalize', 'node:crypto'];

const files = readdirSync(harness, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const folderOf = (file: string) => (file.includes('/') ? file.split('/')[0]! : '');

describe('the architecture', () => {
  it('knows every folder', () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in allowed))).to.deep.equal([]);
  });

  for (const file of files) {
    const text = readFileSync(join(harness, file), 'utf8');
    const folder = folderOf(file);
    const core = folder !== 'edges' && folder !== '';
    const imports = [
      ...text.matchAll(/^(?:import|export)\s[\w*\s{},]+\sfrom\s'([^']+)';|\bimport\('([^']+)'\)/gm),
    ].map((match) => (match[1] ?? match[2])!);

    it(`${file} imports in one direction${core ? ' and is pure' : ''}`, () => {
      for (const name of imports) {
        if (name.startsWith('.')) {
          const target = folderOf(relative(harness, resolve(harness, dirname(file), name)));
          if (target !== folder) expect(allowed[folder], `${file} -> ${name}`).to.include(target);
        } else if (core) {
          expect(corePackages, `${file} -> ${name}`).to.include(name);
        }
      }
      if (core) {
        const impure =
          /\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bprocess\.|\bperformance\.|\bBuffer\b|\bfetch\(/.exec(
            text,
          );
        expect(impure?.[0], file).to.equal(undefined);
      }
    });
  }
});
