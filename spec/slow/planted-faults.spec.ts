import { expect } from 'chai';
import { faults as all, type Caught, Copy } from '../planted/planted.ts';

/** Those that PLANTED names, separated by commas; all where it names none. */
const asked = process.env['PLANTED']?.split(',');
const faults = all.filter(({ id }) => asked?.includes(id) ?? true);

describe('planted faults', function () {
  this.timeout(3_600_000);
  const caught = new Map<string, Caught>();

  before(async () => {
    const left = [...faults];
    const lane = async () => {
      const copy = new Copy();
      try {
        await copy.warm();
        for (let fault = left.shift(); fault; fault = left.shift())
          caught.set(fault.id, await copy.gates(fault));
      } finally {
        copy.remove();
      }
    };
    await Promise.all([lane(), lane()]);
  });

  after(() => {
    console.log('fault, exit of smoke (seconds), exit of its specifications');
    for (const [id, { smoke, smokeSeconds, specs }] of caught)
      console.log(`${id.padEnd(28)} ${smoke} (${smokeSeconds.toFixed(0)}) ${specs}`);
  });

  for (const { id, why } of faults) {
    it(`${id} (${why}) is seen by the smoke profile and by the specifications`, () => {
      const { smoke, specs } = caught.get(id)!;
      expect(smoke, 'exit of smoke').to.be.oneOf([1, 2, 3]);
      expect(specs, 'exit of the specifications').to.be.above(0);
    });
  }
});
