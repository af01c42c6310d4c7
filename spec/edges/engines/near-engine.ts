import { expect } from 'chai';
import { float16, float16Bits } from '../../../harness/edges/files/weights/float16.ts';
import type { Engine, Tensors, Weights } from '../../../harness/networks/engine.ts';
import type { Network } from '../../../harness/networks/network.ts';
import { compiledRun } from '../../networks/compiled-run.ts';

/** How far a network of some dozen layers may be from its values in 32 bits, as a share of the largest. */
export const HALF = 0.03;
/** The same where both have 32 bits. */
export const FULL = 1e-4;

interface Case {
  readonly network: Network;
  readonly inputs: Tensors;
  readonly weights: Weights;
}

/**
 * An engine gives what another one does, within a share of the largest value, and the same bytes twice. Of half
 * precision a network that is ill-conditioned may make more: so much as it makes, in full, of inputs and weights that
 * are rounded to 16 bits, four times over, since every layer rounds again.
 */
export async function expectNear(
  engine: Engine,
  other: Engine,
  { network, inputs, weights }: Case,
  share: number,
): Promise<void> {
  const wanted = await compiledRun(other, network, inputs, weights);
  const given = await compiledRun(engine, network, inputs, weights);
  expect(await compiledRun(engine, network, inputs, weights)).to.eql(given);
  const moved =
    share === HALF
      ? await compiledRun(
          other,
          network,
          rounded(inputs),
          new Map(Object.entries(rounded(Object.fromEntries(weights)))),
        )
      : wanted;
  for (const output of network.outputs) {
    const largest = wanted[output]!.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
    const apart = (values: ArrayLike<number>) =>
      wanted[output]!.data.reduce((most, value, i) => Math.max(most, Math.abs(values[i]! - value)), 0);
    const allowed = share * largest + 4 * apart(moved[output]!.data);
    expect(apart(given[output]!.data), `${network.name} on ${engine.name}`).to.be.at.most(allowed);
  }
}

function rounded(tensors: Tensors): Tensors {
  const half = (value: number) => float16(float16Bits(value));
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, data: data.map(half) }]),
  );
}
