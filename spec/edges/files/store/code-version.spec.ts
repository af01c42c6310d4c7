import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { builtTwin } from '../../../../harness/edges/files/store/built-twin.ts';
import { codeVersion } from '../../../../harness/edges/files/store/code-version.ts';
import { stageKinds } from '../../../../harness/edges/stages/catalogue.ts';

const modules: Readonly<Record<string, string>> = {
  'stage.js':
    "import { b } from './b.js';\nimport fs from 'node:fs';\nexport const later = () => import('./c.js');\n",
  'b.js': "export {\n  d,\n} from './d.js';\n",
  'c.js': "import './stage.js'; // and back\n",
  'd.js': "// copied from './nowhere.js'\n",
  'beside.js': "import './stage.js';\n",
};

describe('the version of code', () => {
  let made: string[] = [];
  const versionWith = (changed?: string) => {
    // A folder each, since a process reads every file once.
    const folder = mkdtempSync(join(tmpdir(), 'latent-sr-code-'));
    made.push(folder);
    for (const [name, text] of Object.entries(modules))
      writeFileSync(join(folder, name), name === changed ? `${text}// changed` : text);
    return codeVersion(pathToFileURL(join(folder, 'stage.js')).href);
  };
  afterEach(() => {
    for (const folder of made) rmSync(folder, { recursive: true });
    made = [];
  });

  it('is the same for the same files, wherever they lie', () => {
    expect(versionWith()).to.equal(versionWith());
  });

  for (const [name, text] of [
    ['stage.js', 'the module itself'],
    ['b.js', 'what it imports'],
    ['c.js', 'what it imports when it runs'],
    ['d.js', 'what that imports'],
  ] as const) {
    it(`changes with ${text}`, () => expect(versionWith(name)).not.to.equal(versionWith()));
  }

  it('does not change with what imports it', () => expect(versionWith('beside.js')).to.equal(versionWith()));

  it('of every stage is one from the sources and from their build, so that either finds what the other stored', function () {
    // While sources are edited their version is their own.
    if (builtTwin(stageKinds[0]!.code) === stageKinds[0]!.code) this.skip();
    for (const { name, code } of stageKinds) {
      const built = code.replace('/harness/', '/.build/harness/').replace(/\.ts$/, '.js');
      expect(codeVersion(code), name).to.equal(codeVersion(built));
    }
    expect(builtTwin('file:///elsewhere/stage.ts')).to.equal('file:///elsewhere/stage.ts');
  });

  for (const { name, code } of stageKinds) {
    it(`of the stage ${name} is that of the module that computes it`, () => {
      expect(readFileSync(fileURLToPath(code), 'utf8')).to.include(`name: '${name}'`);
    });
  }
});
