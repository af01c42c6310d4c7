import { everyEngine } from './engines/every.ts';
import { enginesPresent } from './engines-present.ts';

for (const { name, open } of enginesPresent) {
  describe(`engine ${name}`, () => everyEngine(open));
}
