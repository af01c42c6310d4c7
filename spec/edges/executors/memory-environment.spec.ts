import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { memoryEnvironment } from '../../../harness/edges/executors/memory-environment.ts';

// Frees one large array, then all but the last of many: what is freed lies below what is not.
const program = `
const freed = async () => {
  gc();
  await new Promise((done) => setTimeout(done, 20));
};
let large = new Uint8Array(24 * 2 ** 20).fill(1);
large = undefined;
await freed();
let many = Array.from({ length: 50 }, () => new Uint8Array(4 * 2 ** 20).fill(1));
const last = many.at(-1);
many = undefined;
await freed();
await freed();
console.log(process.memoryUsage().rss / 2 ** 20, last.length);
`;

describe('a process that computes stages', () => {
  it('gives large arrays that it freed back to the system', () => {
    const held = Number.parseFloat(run(memoryEnvironment));
    expect(held).to.be.below(100); // 45 MiB, and 169 where it keeps them
  });
});

function run(environment: Readonly<Record<string, string>>): string {
  const env = { ...process.env, ...environment };
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', program],
    {
      env,
      encoding: 'utf8',
    },
  );
  expect(stderr).to.equal('');
  return stdout;
}
