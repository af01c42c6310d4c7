import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readRun, readWholeRun } from '../../../harness/edges/files/runs.ts';
import type { RunDocument } from '../../../harness/study/run-document.ts';

const whole: RunDocument = {
  profile: 'p',
  seed: 1,
  selection: [],
  verdicts: [],
  experiments: [],
  golden: {
    ...{ compared: 0, repeated: 0, another: 0, unsaid: 0 },
    unfetched: 0,
    ...{ deviations: [], power: [], changed: [], missing: [] },
  },
};
const effort = { stages: 1, calls: 2, hours: 0.5 };

describe('a run that others rest on', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'run-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const written = (run: RunDocument) => writeFileSync(join(folder, 'run.json'), JSON.stringify(run));

  it('is of all images', () => {
    written(whole);
    expect(readWholeRun(folder)).to.deep.equal(whole);
    const stopped = { ...whole, untilDecided: { taken: effort, saved: effort } };
    written(stopped);
    expect(readRun(folder)).to.deep.equal(stopped);
    expect(() => readWholeRun(folder)).to.throw(
      `${folder}: expected a run of all images, got one that stopped when its claims were decided (--until-decided); run reproduce without it`,
    );
  });
});
