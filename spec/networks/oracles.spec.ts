import { expect } from 'chai';
import { onnxEngine } from '../../harness/edges/tensor/onnx-engine.ts';
import { computeExactly, exact } from '../../harness/networks/reference-engine.ts';
import { oracleNetworks } from './oracle-networks.ts';
import { runOnce, worstRelative } from './run-once.ts';

describe('networks against the libraries that published them', () => {
  for (const { title, network, weights, inputs, outputs, exactness } of oracleNetworks()) {
    it(`${title} is the original's in double precision`, () => {
      const tensors = Object.entries(inputs).map(([name, tensor]) => [name, exact(tensor)] as const);
      const results = computeExactly(network, Object.fromEntries(tensors), weights);
      for (const [name, values] of Object.entries(outputs)) {
        expect(worstRelative(results[name]!.data, values), name).to.be.below(exactness);
      }
    });

    it(`${title} is the original's within 1e-4 on ONNX Runtime`, async () => {
      const results = await runOnce(onnxEngine({ threads: 1 }), network, inputs, weights);
      for (const [name, values] of Object.entries(outputs)) {
        expect(worstRelative(results[name]!.data, values), name).to.be.below(1e-4);
      }
    });
  }
});
