import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { expect } from 'chai';
import { transformSync } from 'esbuild';
import { root } from './bundle.ts';
import { equivalents } from './equivalent.ts';
import { instrumented } from './instrument.ts';
import { inLanes, type Outcome } from './lanes.ts';
import { mutantsOf, parsed } from './mutants.ts';
import { isOf, scoresOf } from './score.ts';

const told = (text: string) => mutantsOf('a.ts', text).map(({ from, to }) => `${from} => ${to}`);

/** What a text's last expression is with a mutant on. */
function valueWith(text: string, on: number, turns = 1000): unknown {
  const mutants = mutantsOf('a.ts', text);
  const { code } = transformSync(instrumented('a.ts', text, mutants, 0, 'switch'), { loader: 'ts' });
  let left = turns;
  const turn = () => {
    if (--left < 0) throw new Error('endless');
  };
  return vm.runInNewContext(code, { __on: on, __turn: turn });
}

describe('mutants', () => {
  it('are of every kind that is named, and of nothing else', () => {
    for (const [text, mutants] of [
      ['a < b;', ['a < b => a <= b']],
      ['a === b;', ['a === b => a !== b']],
      ['a + b;', ['a + b => (a) - (b)']],
      ["a + 'text';", []],
      ['a && b;', ['a && b => (a) || (b)']],
      ['a ?? b;', ['a ?? b => a', 'a ?? b => b']],
      ['-a;', ['-a => a']],
      ['!a;', ['!a => a']],
      ['7;', ['7 => 8']],
      ['0.95;', ['0.95 => 0.95 * 0.9']],
      ['true;', ['true => false']],
      ['Math.min(a, b);', ['Math.min(a, b) => Math.max(a, b)']],
      ['Math.sqrt(a);', ['Math.sqrt(a) => a']],
      ['a.some(f);', ['a.some(f) => a.every(f)']],
      ['a.filter(f);', ['a.filter(f) => a']],
      ['a.toString();', []],
      ['a ? b : c;', ['a => true', 'a => false']],
      ['if (a) f();', ['a => true', 'a => false', 'f(); => ']],
      ['while (a) { f(); }', ['a => false', 'f(); => ']],
      ['a += b;', ['a += b => a -= b']],
      ["const a: 1 | 'x' = b as 1; import { c } from 'd'; type E = { f: 2 };", []],
      ["({ a: 'b', [c]: d });", []],
      ['a?.filter(f).length;', []],
    ] as const)
      expect(told(text), text).to.have.members(mutants);
  });

  it('are switched on one at a time, and with none on the text does what it did', () => {
    const text =
      'const f = (a: number, b: number) => (a < b ? a * 2 + b : Math.max(a, 0)); [f(1, 2), f(2, 2), f(-1, -3)].join();';
    expect(valueWith(text, -1)).to.equal('4,2,0');
    const mutants = mutantsOf('a.ts', text);
    mutants.forEach(({ start, end, to }, n) => {
      const { code } = transformSync(`${text.slice(0, start)}(${to})${text.slice(end)}`, { loader: 'ts' });
      expect(valueWith(text, n), `${to} at ${start}`).to.deep.equal(vm.runInNewContext(code));
    });
    expect(new Set(mutants.map((_, n) => valueWith(text, n))).size).to.be.above(8);
  });

  it('leave out a statement, and end a loop that would not end', () => {
    const text = 'let a = 0; if (a === 0) a = f(); else a = 2; function f() { return 5; } a;';
    const left = mutantsOf('a.ts', text).findIndex(({ from, to }) => from === 'a = f();' && to === '');
    expect([valueWith(text, -1), valueWith(text, left)]).to.deep.equal([5, 0]);
    const loop = 'let i = 3; let n = 0; while (i > 0) { n += 1; i -= 1; } n;';
    const back = mutantsOf('a.ts', loop).findIndex(({ to }) => to === 'i += 1');
    expect(valueWith(loop, -1)).to.equal(3);
    expect(() => valueWith(loop, back)).to.throw('endless');
  });

  it('can be put into files at once, all of a file', function () {
    this.timeout(30_000);
    const files = readdirSync(join(root, 'harness'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /^(claims|networks)\/.*\.ts$/.test(file),
    );
    for (const file of files) {
      const text = readFileSync(join(root, 'harness', file), 'utf8');
      for (const mode of ['cover', 'switch'] as const)
        parsed(file, instrumented(file, text, mutantsOf(file, text), 0, mode));
    }
  });

  it('listed as equivalent stand in the text as they are listed, with a reason', () => {
    for (const entry of equivalents) {
      const text = readFileSync(join(root, entry.file), 'utf8');
      const found = mutantsOf(entry.file, text).filter((mutant) => isOf(entry, mutant, text));
      expect(found, `${entry.file}: ${entry.line}: ${entry.from} => ${entry.to}`).to.not.be.empty;
      expect(entry.reason.length).to.be.above(15);
    }
  });

  it('count as seen when a test failed or did not end, and as survivors when none reached them', () => {
    const one = { file: 'harness/a/b.ts', line: 1, start: 0, end: 1, from: 'a', to: 'b', statement: false };
    const results = (['killed', 'endless', 'survived', 'unreached', 'survived'] as const).map(
      (outcome, start) => ({ ...one, start, outcome }),
    );
    const scores = scoresOf(results, ({ start }) => start === 4);
    const counts = { mutants: 5, killed: 2, survived: 2, equivalent: 1, percent: 50 };
    const place = { at: 'harness/a/b.ts:1', from: 'a', to: 'b' };
    expect(scores).to.deep.equal([
      {
        folder: 'a',
        ...counts,
        survivors: [
          { ...place, outcome: 'survived' },
          { ...place, outcome: 'unreached' },
        ],
      },
      { folder: 'all', ...counts, survivors: [] },
    ]);
    expect(JSON.stringify(scoresOf([...results].reverse(), ({ start }) => start === 4))).to.equal(
      JSON.stringify(scores),
    );
  });
});

describe('a process that tries mutants', () => {
  const outcomesOf = async (patience: number, ...programs: readonly string[]) => {
    const outcomes: Outcome[] = [];
    const url = (program: string) => `data:text/javascript,${encodeURIComponent(program)}//`;
    await inLanes(
      programs,
      { lanes: 1, patience },
      (program) => ({ kind: 'cover', url: url(program), spec: 'a', mutants: 0 }),
      (_, outcome) => outcomes.push(outcome),
    );
    return outcomes;
  };

  it('is told by its last words where it ends, and the next one goes on', async () => {
    const [ended, covered] = await outcomesOf(
      60_000,
      "console.error('no such network'); process.exit(3)",
      'export const specs = { a: () => {} }',
    );
    expect(ended).to.deep.equal({ kind: 'ended', said: 'no such network' });
    expect(covered!.kind).to.equal('covered');
  });

  it('is told as one that hangs where no answer comes', async () => {
    const [hung] = await outcomesOf(300, 'await new Promise(() => setInterval(() => {}, 1e6))');
    expect(hung!.kind).to.equal('hung');
  });
});
