import { expect } from 'chai';
import { enginesPresent } from '../laws/engines-present.ts';
import { compiledRun, worstRelative } from './compiled-run.ts';
import { oracleNetworks } from './oracle-networks.ts';
import { computeExactly, exact } from './reference/engine.ts';

describe('networks against the libraries that published them', () => {
  for (const { title, network, weights, inputs, outputs, exactness } of oracleNetworks()) {
    it(`${title} is the original's in double precision`, () => {
      const tensors = Object.entries(inputs).map(([name, tensor]) => [name, exact(tensor)] as const);
      const results = computeExactly(network, Object.fromEntries(tensors), weights);
      for (const [name, values] of Object.entries(outputs)) {
        expect(worstRelative(results[name]!.data, values), name).to.be.below(exactness);
      }
    });

    for (const { name: engine, open } of enginesPresent) {
      it(`${title} is the original's within 1e-4 on ${engine}`, async () => {
        const results = await compiledRun(await open(), network, inputs, weights);
        for (const [name, values] of Object.entries(outputs)) {
          expect(worstRelative(results[name]!.data, values), name).to.be.below(1e-4);
        }
      });
    }
  }
});
