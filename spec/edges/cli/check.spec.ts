import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { copyWorkspace, runCli } from './run-cli.ts';

// biome-ignore lint/suspicious/noExplicitAny: declarations are broken on purpose
type Json = any;

/** Faults to plant: the file, what to do to it, and what must be said of it, a line each. */
const planted: readonly [file: string, plant: (document: Json) => unknown, told: readonly RegExp[]][] = [
  [
    'experiments/region.json',
    (document) => ({ ...document, colour: 'red', samplesPerDataset: 0 }),
    [
      /^experiments\/region\.json \/: expected keys among .*, got "colour"/,
      /^experiments\/region\.json \/samplesPerDataset: expected a number of at least 1, got 0/,
    ],
  ],
  [
    'experiments/vae-swap.json',
    (document) => {
      document.statistics[0].x = 'pnsr[sr, medical, first]';
      document.statistics[4].procedure = 'wilcoxen';
      return document;
    },
    [
      /^experiments\/vae-swap\.json \/statistics\/0\/x column 1: .*"pnsr"/,
      /^experiments\/vae-swap\.json \/statistics\/4\/procedure: expected one of wilcoxon, .*, got "wilcoxen"/,
    ],
  ],
  [
    'experiments/seeds.json',
    (document) => {
      const bad = (id: string) => ({ id, title: id, x: `pnsr[${id}]` });
      document.statistics = [bad('one'), bad('two')];
      document.figures = [];
      return document;
    },
    [
      /^experiments\/seeds\.json \/statistics\/0\/x column 1: .*"pnsr"/,
      /^experiments\/seeds\.json \/statistics\/1\/x column 1: .*"pnsr"/,
    ],
  ],
  [
    'experiments/claims/C05.json',
    (document) => {
      document.parts[0].criteria[0].statistic = 'frontier/onFront/medical/value';
      document.parts[0].criteria.push({ label: 'l', statistic: 'front-of-*', above: 0 });
      return document;
    },
    [
      /^experiments\/claims\/C05\.json \/parts \(front\)\/statistic: expected a statistic of .*, got "frontier"/,
      /^experiments\/claims\/C05\.json \/parts \(front\)\/statistic: expected a statistic of .*, got "front-of-\*"/,
    ],
  ],
  [
    'experiments/claims/C06.json',
    (document) => ({ ...document, place: undefined, experiment: 'nowhere' }),
    [/^experiments\/claims\/C06\.json \/: expected the key "place", got nothing/],
  ],
  [
    'experiments/claims/C09.json',
    (document) => {
      const [first, second] = document.parts;
      first.criteria.push({ label: 'p', statistic: 'gap/test/p', above: 1 });
      first.criteria.push({ label: 'q', statistic: 'gap/test/log10p', above: 0 });
      delete second.counterexample.all.sd;
      return document;
    },
    [
      /^experiments\/claims\/C09\.json part finest: p: expected a bound that the p value .* lies below, got above/,
      /^experiments\/claims\/C09\.json part finest: q: expected a bound that the p value .* lies below, got above/,
      /^experiments\/claims\/C09\.json part order: counterexample: expected score and sd of all or of each, got none/,
    ],
  ],
  [
    'experiments/claims/C07.json',
    (document) => ({ ...document, id: 'C70' }),
    [/^experiments\/claims\/C07\.json \/id: expected "C07", the file's name, got "C70"/],
  ],
  [
    'experiments/profiles/paper.json',
    (document) => {
      document.samplers.main = { kind: 'respaced', steps: 0, spacing: 'random' };
      return document;
    },
    [
      /^experiments\/profiles\/paper\.json \/samplers\/main\/steps: expected a number of at least 1, got 0/,
      /^experiments\/profiles\/paper\.json \/samplers\/main\/spacing: expected one of linspace, trailing, got "random"/,
    ],
  ],
  [
    // This one and the next extend embedded, whose role is taken away below.
    'experiments/profiles/smoke.json',
    (document) => document,
    [
      /^experiments\/profiles\/smoke\.json \/denoisers: expected the role v, which the experiment instruments names/,
    ],
  ],
  [
    'experiments/profiles/trainings.json',
    (document) => document,
    [
      /^experiments\/profiles\/trainings\.json \/denoisers: expected the role v, which the experiment trainings names/,
    ],
  ],
  [
    'experiments/profiles/embedded.json',
    (document) => {
      document.datasets.knee = 'phantom-elbow';
      delete document.denoisers.v;
      return document;
    },
    [
      /^experiments\/profiles\/embedded\.json \/datasets\/knee: expected a file of experiments\/datasets\/ among .*, got "phantom-elbow"/,
      /^experiments\/profiles\/embedded\.json \/denoisers: expected the role v, which the experiment prediction-target names, got nothing/,
    ],
  ],
  [
    'experiments/datasets/phantom-knee.json',
    (document) => ({ ...document, anatomy: 'elbow' }),
    [/^experiments\/datasets\/phantom-knee\.json \/anatomy: expected one of knee, brain, .*, got "elbow"/],
  ],
  [
    'experiments/denoisers/x0.json',
    (document) => ({ ...document, objective: { target: 'y0' }, steps: '1000' }),
    [
      /^experiments\/denoisers\/x0\.json \/objective\/target: expected one of x0, eps, v, flow, got "y0"/,
      /^experiments\/denoisers\/x0\.json \/steps: expected an integer, got "1000"/,
    ],
  ],
  [
    'experiments/record/paper.json',
    (document) => {
      document.checks[0].checks[0].with.printed = 'table2/{dataset}/delte';
      document.checks[0].checks[1].with.colour = 'red';
      return document;
    },
    [
      /^experiments\/record\/paper\.json \/checks \(record check gain-mrnet.*\): expected a figure .*, got "table2\/mrnet\/delte"/,
      /^experiments\/record\/paper\.json \/checks \(record check gain-brats.*\): expected a figure .*, got "table2\/brats\/delte"/,
      /^experiments\/record\/paper\.json \/checks \(record check gain-cxr.*\): expected a figure .*, got "table2\/cxr\/delte"/,
      /^experiments\/record\/paper\.json \/checks \(record check .*colour\): expected no keys but .*, got "colour"/,
    ],
  ],
  [
    'experiments/assets.json',
    (document) => {
      document.assets[0].files[0].url = 'http://example.org/weights';
      return document;
    },
    [/^experiments\/assets\.json \/assets\/0\/files\/0\/url: expected a text that matches \^\(https:/],
  ],
  [
    'golden/smoke/verdicts.json',
    (document) => {
      document.verdicts[0].outcome = 'maybe';
      return document;
    },
    [/^golden\/smoke\/verdicts\.json \/verdicts\/0\/outcome: expected one of reproduced, .*, got "maybe"/],
  ],
  [
    'experiments/restorers/swinir.json',
    () => '{ "id": ',
    [/^experiments\/restorers\/swinir\.json: expected JSON, got /],
  ],
];

describe('latent-sr check', () => {
  let workspace: string;
  let told: readonly string[];
  let code: number | null;

  before(async function () {
    this.timeout(60_000);
    workspace = copyWorkspace();
    for (const [file, plant] of planted) {
      const path = join(workspace, file);
      const broken = plant(JSON.parse(readFileSync(path, 'utf8')));
      writeFileSync(path, typeof broken === 'string' ? broken : JSON.stringify(broken));
    }
    writeFileSync(join(workspace, 'experiments/denoisers/mine.yaml'), 'id: mine\n');
    const marked = join(workspace, 'experiments/steps.json');
    writeFileSync(marked, `\uFEFF${readFileSync(marked, 'utf8')}`);
    const ended = await runCli(['check', '--workspace', workspace]);
    ({ code } = ended);
    told = ended.stdout.trim().split('\n');
  });
  after(() => rmSync(workspace, { recursive: true }));

  it('finds nothing wrong with the declarations of this package', async () => {
    const { code: own, stdout } = await runCli(['check']);
    expect(stdout).to.match(/^\d{3} files checked, 0 faults\n$/);
    expect(own).to.equal(0);
  });

  for (const [file, , messages] of planted) {
    it(`tells every fault of ${file}, with its place`, () => {
      for (const message of messages) {
        expect(
          told.filter((line) => message.test(line)),
          `${message}\n${told.filter((line) => line.startsWith(file)).join('\n')}`,
        ).to.have.length(1);
      }
      expect(told.filter((line) => line.startsWith(file))).to.have.length(messages.length);
    });
  }

  it('tells of a declaration that nothing reads, and nothing of a mark before the first sign', () => {
    expect(told).to.include(
      'experiments/denoisers/mine.yaml: expected a declaration, NAME.json, got a file that nothing reads; write it as JSON in a file whose name ends in .json',
    );
    expect(told.filter((line) => line.startsWith('experiments/steps.json'))).to.deep.equal([]);
  });

  it('tells all of them in one call, and nothing besides', () => {
    const faults = planted.flatMap(([, , messages]) => messages).length + 1;
    expect(told.at(-1)).to.match(new RegExp(`^\\d+ files checked, ${faults} faults$`));
    expect(told.filter((line) => /^(experiments|golden)\//.test(line))).to.have.length(faults);
    expect(code).to.equal(1);
  });

  it('prints one document that its schema describes', async () => {
    const { stdout, stderr, code: own } = await runCli(['check', '--workspace', workspace, '--json']);
    const document = validated<{ faults: number }>('check', JSON.parse(stdout), 'stdout');
    const faults = planted.flatMap(([, , messages]) => messages).length + 1;
    expect([own, stderr, document.faults]).to.deep.equal([1, '', faults]);
  });

  it('looks at named files alone, in the workspace and out of it, by their $schema or their folder', async () => {
    const elsewhere = join(workspace, 'elsewhere', 'denoisers');
    mkdirSync(elsewhere, { recursive: true });
    const [mine, other] = [join(elsewhere, 'mine.json'), join(elsewhere, '..', 'other.json')];
    writeFileSync(mine, JSON.stringify({ id: 'mine', title: 'Mine', kind: 'published', asset: 1 }));
    writeFileSync(other, '{}');
    const own = join(workspace, 'experiments', 'profiles', 'embedded.json');
    const { stdout, code: ended } = await runCli(['check', mine, other, own, '--workspace', workspace]);
    const lines = stdout.trim().split('\n');
    expect(lines[0]).to.match(/mine\.json \/asset: expected a string, got 1/);
    expect(lines[1]).to.match(
      /other\.json \/\$schema: expected the schema that says what this file declares, got nothing/,
    );
    expect(lines.slice(2, 4).join()).to.include('phantom-elbow').and.to.include('the role v');
    expect(lines[4]).to.equal('3 files checked, 4 faults');
    expect(ended).to.equal(1);
  });
});
