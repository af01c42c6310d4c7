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
    console.log('| fault | smoke | seconds | specifications |\n|---|---|---|---|');
    for (const [id, { smoke, smokeSeconds, specs }] of caught)
      console.log(`| ${id} | ${seenBy(smoke)} | ${smokeSeconds?.toFixed(0) ?? ''} | ${seenBy(specs)} |`);
  });

  for (const { id, why, unseenBySmoke } of faults) {
    const by =
      unseenBySmoke === undefined ? 'the smoke profile and the specifications' : 'the specifications';
    it(`${id} (${why}) is seen by ${by}`, () => {
      const { smoke, specs } = caught.get(id)!;
      if (unseenBySmoke === undefined) expect(smoke, 'exit of smoke').to.be.oneOf([1, 2, 3]);
      expect(specs, 'exit of the specifications').to.be.above(0);
    });
  }
});

/** What an exit code says of a fault. */
function seenBy(code: number | undefined): string {
  if (code === undefined) return 'not asked';
  return code === 0 ? 'NOT SEEN' : `seen (exit ${code})`;
}
