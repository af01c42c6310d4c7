import { expect } from 'chai';
import type { Engine, Tensors, Weights } from '../../../harness/networks/engine.ts';
import type { Network } from '../../../harness/networks/network.ts';
import { compiledRun } from '../../networks/compiled-run.ts';

/** How far a network of some dozen layers may be from its values in 32 bits, as a share of the largest. */
export const HALF = 0.03;
/** The same where both have 32 bits. */
export const FULL = 1e-4;

/** An engine gives what another one does, within a share of the largest value, and the same bytes twice. */
export async function expectNear(
  engine: Engine,
  other: Engine,
  { network, inputs, weights }: { network: Network; inputs: Tensors; weights: Weights },
  share: number,
): Promise<void> {
  const wanted = await compiledRun(other, network, inputs, weights);
  const given = await compiledRun(engine, network, inputs, weights);
  expect(await compiledRun(engine, network, inputs, weights)).to.eql(given);
  for (const output of network.outputs) {
    const largest = wanted[output]!.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
    const values = given[output]!.data;
    const worst = wanted[output]!.data.reduce(
      (most, value, i) => Math.max(most, Math.abs(values[i]! - value)),
      0,
    );
    expect(worst, `${network.name} on ${engine.name}`).to.be.at.most(share * largest);
  }
}
