import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect } from 'chai';

const script = resolve(import.meta.dirname, '../../../../harness/edges/engines/tfjs/setup-native.mjs');

describe('setup:native', () => {
  for (const [what, property, value, complaint] of [
    [
      'Node 18, on which the package cannot work',
      'versions',
      "{ ...process.versions, node: '18.20.4' }",
      'setup:native: expected Node 20.19 or newer, got Node 18.20.4; run it with such a Node\n',
    ],
    [
      'the first releases of Node 20',
      'versions',
      "{ ...process.versions, node: '20.9.0' }",
      'setup:native: expected Node 20.19 or newer, got Node 20.9.0; run it with such a Node\n',
    ],
    [
      'a processor that the wheel is not for',
      'arch',
      "'arm64'",
      'setup:native: expected linux x64, for which the wheel is pinned, got linux arm64; use the WebAssembly engine, which needs no set-up\n',
    ],
  ] as const) {
    it(`refuses ${what}, in a sentence and before anything is fetched`, function () {
      if (process.platform !== 'linux') this.skip();
      const pretence = `Object.defineProperty(process, '${property}', { value: ${value} })`;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', `data:text/javascript,${encodeURIComponent(pretence)}`, script, '--force'],
        { encoding: 'utf8' },
      );
      expect({ status, stdout, stderr }).to.eql({ status: 1, stdout: '', stderr: complaint });
    });
  }
});
