import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';
import { cyclesIn, importsIn } from './import-graph.ts';

const harness = resolve(import.meta.dirname, '..', 'harness');

/** What each folder may import besides itself; packages are checked separately. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  numeric: [],
  language: ['numeric'],
  degrade: ['numeric', 'language'],
  datasets: ['numeric', 'language', 'degrade'],
  metrics: ['numeric', 'language'],
  statistics: ['numeric', 'language'],
  baselines: ['numeric', 'language', 'degrade'],
  networks: ['numeric'],
  diffusion: ['numeric', 'language'],
  training: ['numeric', 'language', 'networks', 'diffusion'],
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
  record: ['numeric', 'language', 'degrade', 'datasets', 'metrics', 'statistics', 'claims', 'pipeline'],
  report: ['numeric', 'language', 'claims', 'pipeline', 'record', 'statistics'],
  study: ['numeric', 'claims', 'pipeline', 'record', 'report', 'statistics'],
  glossary: [
    'language',
    'degrade',
    'datasets',
    'diffusion',
    'metrics',
    'statistics',
    'baselines',
    'claims',
    'pipeline',
    'record',
    'report',
  ],
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
    'glossary',
  ],
  'main.ts': ['edges'],
  'index.ts': [
    'numeric',
    'language',
    'datasets',
    'networks',
    'metrics',
    'statistics',
    'claims',
    'pipeline',
    'record',
    'report',
    'study',
    'edges',
  ],
};

/** Packages of the core: pure ones only. */
const corePackages = ['seedrandom', 'canonicalize', 'node:crypto'];

const files = readdirSync(harness, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
/** A file outside the folders stands for itself. */
const folderOf = (file: string) => file.split('/')[0]!;
const texts = new Map(files.map((file) => [file, readFileSync(join(harness, file), 'utf8')]));
const targetOf = (file: string, name: string) => relative(harness, resolve(harness, dirname(file), name));
const graphOf = (sources: ReadonlyMap<string, string>) =>
  new Map(
    [...sources].map(([file, text]) => [
      file,
      importsIn(text)
        .filter((name) => name.startsWith('.'))
        .map((name) => targetOf(file, name)),
    ]),
  );

describe('the architecture', () => {
  it('knows every folder', () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in allowed))).to.deep.equal([]);
  });

  it('has no import cycle, types included', () => {
    expect(cyclesIn(graphOf(texts))).to.deep.equal([]);
  });

  it('finds a cycle of any kind of import', () => {
    const back = [
      "import { a } from '../a.ts';",
      "import type { A } from '../a.ts';",
      "import {\n  type A,\n  a,\n} from '../a.ts';",
      "export * from '../a.ts';",
      "export type { A } from '../a.ts';",
      "import '../a.ts';",
      "const { a } = await import('../a.ts');",
      "let a: import('../a.ts').A;",
    ];
    for (const text of back) {
      const planted = new Map([
        ['a.ts', "import { b } from './b/b.ts';"],
        ['b/b.ts', "export { c } from './c.ts';"],
        ['b/c.ts', text],
        ['d.ts', "import './a.ts';"],
      ]);
      expect(cyclesIn(graphOf(planted)), text).to.deep.equal([['a.ts', 'b/b.ts', 'b/c.ts']]);
    }
    expect(cyclesIn(graphOf(new Map([['a.ts', "import './a.ts';"]])))).to.deep.equal([['a.ts']]);
  });

  for (const [file, text] of texts) {
    const folder = folderOf(file);
    const core = !['edges', 'main.ts', 'index.ts'].includes(folder);

    it(`${file} imports in one direction${core ? ' and is pure' : ''}`, () => {
      for (const name of importsIn(text)) {
        if (name.startsWith('.')) {
          const target = folderOf(targetOf(file, name));
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
