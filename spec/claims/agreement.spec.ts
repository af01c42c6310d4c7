import { expect } from 'chai';
import type { Row } from '../../harness/pipeline/row.ts';
import { claims, decide } from './planted.ts';
import { inhabited, worldOf } from './world-of.ts';

describe('planted agreement', () => {
  for (const { id, parts } of claims) {
    for (const part of parts) {
      part.checks
        .filter((check) => inhabited.includes(check.experiment))
        .forEach((check, i) => {
          it(`${id} ${part.id} ${i}: holds where the scores are as the paper says`, () => {
            const { outcome, reason } = decide(check, worldOf(check));
            expect(outcome, reason).to.equal('reproduced');
          });
        });
    }
  }
});

describe('images of few subjects', () => {
  it('leave open what as many images of different subjects would decide', () => {
    const { parts } = claims.find(({ id }) => id === 'C01')!;
    const check = parts[0]!.checks.find(({ tiers }) => tiers.includes('paper'))!;
    // Four subjects gain 1.5 dB in each of their 20 images, two lose 1.2 dB.
    const gains = [1.5, -1.2, 1.5, 1.5, -1.2, 1.5];
    const rows = (subjectOf: (i: number) => string): Row[] =>
      Array.from({ length: 120 }, (_, i) => i).flatMap((i) => {
        const row = (autoencoder: string, value: number): Row => ({
          cell: `brain/task/sr/${autoencoder}/x0/main/first`,
          sample: `image-${String(i).padStart(3, '0')}`,
          subject: subjectOf(i),
          score: 'psnr',
          value,
        });
        const level = 23 + (i % 7) / 10;
        return [row('medical', level + gains[Math.floor(i / 20)]! + (i % 5) / 50), row('natural', level)];
      });
    expect(
      decide(
        check,
        rows((i) => `subject-${i}`),
      ).outcome,
    ).to.equal('reproduced');
    expect(
      decide(
        check,
        rows((i) => `subject-${Math.floor(i / 20)}`),
      ).outcome,
    ).to.equal('inconclusive');
  });
});
