import { expect } from 'chai';
import { InputError } from '../../harness/numeric/input-error.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { screen } from '../../harness/statistics/screening.ts';

describe('screening', () => {
  it('asks for both columns', () => {
    const { compute, resolve } = procedureNamed('screening');
    const ids = ['a', 'b', 'c'];
    expect(() => compute({ ids, clusters: ids, x: Float64Array.of(1, 2, 3) }, resolve({}))).to.throw(
      InputError,
      /screening: expected/,
    );
  });

  it('draws the images of a single subject, by which a choice between equals stays open', () => {
    const random = stream(4, 'screening spec');
    const noise = () => Float64Array.from({ length: 20 }, () => random.normal());
    const columns = [noise(), noise()];
    const mean = (values: Float64Array) => values.reduce((a, b) => a + b) / values.length;
    const points = Float64Array.from(columns, mean);
    const regretOf = (clusters: readonly string[]) => {
      const behind = { clusters, x: columns, y: [noise(), noise()] };
      return screen({ ids: ['a', 'b'], clusters: ['a', 'b'], x: points, y: points, behind }, 400, 1);
    };
    const { regret, hitRate } = regretOf(Array.from({ length: 20 }, () => 'one'));
    expect(regret.ci95![1]).to.be.above(regret.ci95![0]);
    expect(hitRate).to.be.within(0.05, 0.95);
  });
});
