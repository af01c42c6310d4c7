import { expect } from 'chai';
import { interruptible } from '../../../harness/edges/cli/interrupted.ts';
import { aLineAMinute } from '../../../harness/edges/cli/line-a-minute.ts';
import type { Stage } from '../../../harness/pipeline/stage.ts';
import { silent } from '../../../harness/study/execution.ts';

const stages = Array.from(
  { length: 40 },
  (_, i) => ({ key: `${i}`, label: `stage ${i}`, kind: 'panel', work: 99 }) as Stage,
);

describe('progress off a terminal', () => {
  it('is a line a minute, with the rate, the time left and what is done', () => {
    const lines: string[] = [];
    let now = 0;
    const { update, stop } = aLineAMinute(
      (line) => lines.push(line),
      () => now,
    );
    update.begin!(stages, false);
    for (const [i, stage] of stages.entries()) {
      now += 10_000;
      update.done(i + 1, stages.length, stage);
    }
    stop();
    expect(lines).to.have.length(6);
    expect(lines[0]).to.equal('6 of 40 stages, 6 a minute, about 6 min left (estimate); stage 5');
    expect(lines.at(-1)).to.equal('36 of 40 stages, 6 a minute, about 40 s left (estimate); stage 35');
  });

  it('says how far a long stage is, before any has ended', () => {
    const lines: string[] = [];
    let now = 0;
    const { update, stop } = aLineAMinute(
      (line) => lines.push(line),
      () => now,
    );
    update.begin!(stages, false);
    now = 59_000;
    update.note(stages[0]!, 'step 1 of 9');
    now = 61_000;
    update.note(stages[0]!, 'step 2 of 9');
    stop();
    expect(lines).to.deep.equal([
      '0 of 40 stages, 0.0 an hour, time left not known yet; stage 0: step 2 of 9',
    ]);
  });
});

type Signal = 'SIGINT' | 'SIGTERM';

describe('an interrupt or a termination', () => {
  const around = () => {
    const heard: [signal: Signal, listener: (signal: Signal) => void][] = [];
    const exits: number[] = [];
    return {
      heard,
      exits,
      on: (...listening: (typeof heard)[number]) => heard.push(listening),
      off: (...[signal, listener]: (typeof heard)[number]) => {
        const at = heard.findIndex(([name, those]) => name === signal && those === listener);
        if (at >= 0) heard.splice(at, 1);
      },
      exit: (code: number) => exits.push(code),
    };
  };

  it('is answered by what is kept and where, and ends with 130 or 143, however often stages are begun', () => {
    const [told, process] = [[] as string[], around()];
    const { progress } = interruptible(silent, '/a/store', (line) => told.push(line), process);
    progress.begin!(stages, true);
    progress.begin!(stages, true);
    progress.done(3, 40, stages[2]!);
    expect(process.heard.map(([signal]) => signal)).to.deep.equal(['SIGINT', 'SIGTERM']);
    for (const [signal, listener] of process.heard) listener(signal);
    expect(process.exits).to.deep.equal([130, 143]);
    const line =
      'interrupted: 3 of 40 stages of this run are done, and their results kept in /a/store; the same command goes on from there';
    expect(told).to.deep.equal([line, line]);
  });

  it('is left to the system where this process computes, which could not answer', () => {
    const process = around();
    interruptible(silent, '/a/store', () => {}, process).progress.begin!(stages, false);
    expect(process.heard).to.deep.equal([]);
  });

  it('is left to the system once all is done', () => {
    const process = around();
    const { progress, stop } = interruptible(silent, '', () => {}, process);
    progress.begin!(stages, true);
    stop();
    expect(process.heard).to.deep.equal([]);
  });
});
