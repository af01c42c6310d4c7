import { expect } from 'chai';
import type { EngineChoice } from '../../../harness/edges/engines/open-engine.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import { stageKindNamed } from '../../../harness/edges/stages/stage-kind-named.ts';
import { workspacePorts } from '../../../harness/edges/workspace-ports.ts';
import { inOrder } from '../../../harness/pipeline/stage.ts';
import { prepare } from '../../../harness/study/prepare.ts';
import { stagesOf } from '../../../harness/study/stages.ts';

const planned = async (engine: EngineChoice | undefined, fromScratch = false) =>
  stagesOf(
    await prepare(workspacePorts(workspaceAt(undefined), { jobs: 1, warn: () => {} }), {
      profile: 'smoke',
      only: ['vae-swap'],
      seed: undefined,
      fromScratch,
      engine,
    }),
  );

describe('a run on another engine', () => {
  it('has keys of its own from the first network on, and is meant to give the same', async () => {
    for (const fromScratch of [false, true]) {
      const [usual, other] = [await planned(undefined, fromScratch), await planned('tfjs-wasm', fromScratch)];
      expect(other.map(({ declaration }) => declaration)).to.eql(usual.map(({ declaration }) => declaration));
      expect(usual.some(({ engine }) => engine !== undefined)).to.equal(false);
      for (const [i, stage] of other.entries()) {
        const runs = stageKindNamed(stage.kind).runsNetworks === true;
        expect(stage.engine, stage.label).to.equal(runs ? 'tfjs-wasm' : undefined);
        const beneath = inOrder([stage]).some(({ engine }) => engine !== undefined);
        expect(stage.key !== usual[i]!.key, stage.label).to.equal(beneath);
      }
      expect(other.some(({ kind }) => kind.startsWith('train-'))).to.equal(
        usual.some(({ kind }) => kind.startsWith('train-')),
      );
    }
  });

  it('is the usual one where the default is asked for', async () => {
    expect((await planned('onnx')).map(({ key }) => key)).to.eql(
      (await planned(undefined)).map(({ key }) => key),
    );
  });
});
