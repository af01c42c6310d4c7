import { expect } from 'chai';
import { stream } from '../../harness/numeric/stream.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import { auditScores, type ScoresOptions } from '../../harness/record/scores/audit-scores.ts';
import { scoresOfSets, toReleaseScores } from '../../harness/record/scores/release-scores.ts';
import { directionsBy } from '../../harness/record/scores/score-direction.ts';
import type { ScoreSet } from '../../harness/record/scores/score-set.ts';
import { subjectsOf } from '../../harness/record/scores/subject-pattern.ts';
import { unclustered } from '../../harness/statistics/clustering.ts';
import { compareArms } from '../../harness/statistics/variants.ts';

const options: ScoresOptions = {
  clusterOf: unclustered,
  directionOf: directionsBy([]),
  scores: [],
  common: false,
  force: false,
  resamples: 400,
  seed: 1,
};

/** Scores of one arm over images that are easy and hard for every arm. */
function measured(name: string, n: number, shift: number, ids = (i: number) => `image_${i}`): ScoreSet {
  const [images, own] = [stream(5, 'images'), stream(5, name)];
  const draw = (level: number, spread: number) =>
    Float64Array.from({ length: n }, () => level + spread * images.normal() + 0.3 * spread * own.normal());
  return {
    name,
    ids: Array.from({ length: n }, (_, i) => ids(i)),
    scores: new Map([
      ['psnr', draw(25 + shift, 1.5)],
      ['lpips', draw(0.3 - 0.05 * shift, 0.02)],
    ]),
    stated: new Map(),
  };
}

describe('the audit of scores', () => {
  it('gives the statistics of the paired sample in all variants, whatever the order of the images', () => {
    const [a, b] = [measured('a', 40, 2), measured('b', 40, 0)];
    const order = b.ids.map((_, i) => (7 * i) % 40);
    const shuffled: ScoreSet = {
      ...b,
      ids: order.map((i) => b.ids[i]),
      scores: new Map(
        [...b.scores].map(([name, values]) => [name, Float64Array.from(order, (i) => values[i])]),
      ),
    };
    const { comparisons, notes } = auditScores(a, shuffled, options);
    expect(notes).to.deep.equal([]);
    for (const { score, sample, variants } of comparisons) {
      expect(variants).to.deep.equal(compareArms(sample, options));
      const difference =
        a.ids.reduce((sum, _, i) => sum + a.scores.get(score)![i] - b.scores.get(score)![i], 0) / 40;
      expect(variants.described.difference.value).to.be.closeTo(difference, 1e-12);
    }
  });

  it('refuses arms whose ids differ, and compares what they share where that is asked for', () => {
    const [a, b] = [measured('a', 40, 2), measured('b', 30, 0)];
    expect(() => auditScores(a, b, options)).to.throw(/expected the same ids in both, got .*image_30/);
    const { n, notes } = auditScores(a, b, { ...options, common: true });
    expect(n).to.equal(30);
    expect(notes[0]).to.include({
      kind: 'unpaired ids',
      message: '40 images in a, 30 in b; 30 are in both and are compared.',
    });
    expect(notes[0].ids).to.have.length(10);
  });

  it('takes the subjects that one arm names, and refuses two that differ', () => {
    const [a, b] = [
      { name: 'a', ids: ['x', 'y'], scores: new Map(), stated: new Map(), subjects: ['s', 's'] },
      { name: 'b', ids: ['x', 'y'], scores: new Map(), stated: new Map() },
    ];
    for (const arms of [
      [a!, b!],
      [b!, a!],
    ])
      expect(['x', 'y'].map(subjectsOf(undefined, arms))).to.deep.equal(['s', 's']);
    const other = { ...b!, subjects: ['s', 't'] };
    expect(() => subjectsOf(undefined, [a!, other])).to.throw(
      /b: expected the subject of image y that another arm names, "s", got "t"/,
    );
  });

  it('refuses subjects that case and blanks alone tell apart', () => {
    for (const [one, other] of [
      ['P1', 'p1'],
      ['P 1', 'P1'],
      ['Mu\u0308', 'M\u00fc'],
    ] as const) {
      const set = {
        name: 'a',
        ids: ['x', 'y'],
        scores: new Map(),
        stated: new Map(),
        subjects: [one, other],
      };
      expect(() => subjectsOf(undefined, [set])).to.throw(
        `a: expected names of subjects that differ by more than case and blanks, got ${JSON.stringify(one)} and ${JSON.stringify(other)}; write`,
      );
      expect(['x', 'y'].map(subjectsOf('none', [set]))).to.deep.equal(['x', 'y']);
    }
  });

  it('refuses a score that one arm has in another unit, and takes one without a unit to be in that of the other', () => {
    const [a, b] = [measured('a', 40, 2), measured('b', 40, 0)];
    const inUnit = (set: ScoreSet, unit: string) => ({ ...set, units: new Map([['psnr', unit]]) });
    expect(() => auditScores(inUnit(a, 's'), inUnit(b, 'ms'), options)).to.throw(
      'b: psnr: expected numbers in s, as a: psnr has them, got numbers in ms; write both in one unit',
    );
    expect(auditScores(inUnit(a, 'dB'), inUnit(b, ''), options).comparisons).to.have.length(2);
  });

  it('leads with subjects where they repeat', () => {
    const ids = (i: number) => `brats_BraTS-GLI-${Math.floor(i / 4)}-000_z${String(i % 4).padStart(2, '0')}`;
    const [a, b] = [measured('a', 40, 2, ids), measured('b', 40, 0, ids)];
    const { subjects, notes, comparisons } = auditScores(a, b, {
      ...options,
      clusterOf: subjectsOf(undefined, [a, b]),
    });
    expect(subjects).to.equal(10);
    expect(notes[0].message).to.equal(
      '40 images are of 10 subjects, so images are not independent: the leading result goes by subject.',
    );
    expect(comparisons[0].variants.recommended.difference.interval).to.equal('CR2 cluster-robust t');
  });

  it('says how far images of one subject reach', () => {
    const ids = (i: number) => `only_z${i}`;
    const [a, b] = [measured('a', 12, 2, ids), measured('b', 12, 0, ids)];
    const { subjects, notes } = auditScores(a, b, { ...options, clusterOf: subjectsOf(undefined, [a, b]) });
    expect(subjects).to.equal(1);
    expect(notes[0].message).to.match(/^All 12 images are of one subject \(only\)/);
  });

  it('notes arms that do not correlate, as arms drawn at random', () => {
    const draw = (name: string): ScoreSet => {
      const random = stream(9, name);
      const values = Float64Array.from({ length: 200 }, () => 25 + random.normal());
      return {
        name,
        ids: Array.from(values, (_, i) => `${i}`),
        scores: new Map([['psnr', values]]),
        stated: new Map(),
      };
    };
    expect(auditScores(draw('a'), draw('b'), options).notes.map(({ kind }) => kind)).to.deep.equal([
      'uncorrelated arms',
    ]);
  });

  it('notes arms of fifty images or more whose correlation is below 0.3 by Fisher, 3.29 standard errors up', () => {
    /** Arms over n images with this correlation exactly. */
    const kinds = (n: number, r: number) => {
      const random = stream(11, 'correlated');
      const standard = (values: number[]) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / n;
        const length = Math.hypot(...values.map((value) => value - mean));
        return values.map((value) => (value - mean) / length);
      };
      const draw = () => standard(Array.from({ length: n }, () => random.normal()));
      const [x, other] = [draw(), draw()];
      const along = x.reduce((sum, value, i) => sum + value * other[i]!, 0);
      const apart = standard(other.map((value, i) => value - along * x[i]!));
      const arm = (name: string, values: number[]): ScoreSet => ({
        name,
        ids: values.map((_, i) => `${i}`),
        scores: new Map([['psnr', Float64Array.from(values, (value) => 25.1234567 + 7.654321 * value)]]),
        stated: new Map(),
      });
      const y = x.map((value, i) => r * value + Math.sqrt(1 - r * r) * apart[i]!);
      return auditScores(arm('a', x), arm('b', y), options).notes.map(({ kind }) => kind);
    };
    // tanh(atanh(-0.171) + 3.29 / sqrt(47)) = 0.298, of -0.166 0.303.
    expect(kinds(50, -0.171)).to.deep.equal(['uncorrelated arms']);
    expect(kinds(50, -0.166)).to.deep.equal([]);
    expect(kinds(49, -0.3)).to.deep.equal([]);
  });

  it('tells which recorded scores are not those of the images', () => {
    const [a, b] = [measured('a', 20, 2), measured('b', 20, 0)];
    const recorded = Float64Array.from(a.scores.get('psnr')!);
    recorded[3] += 0.7;
    const { notes } = auditScores({ ...a, recorded: new Map([['psnr', recorded]]) }, b, options);
    expect(notes).to.have.length(1);
    expect(notes[0]).to.deep.include({ kind: 'recomputed scores differ', ids: ['image_3'] });
    expect(notes[0].message).to.match(
      /^psnr: 1 of 20 recorded values differ from the images' own, by up to 0\.7\./,
    );
  });

  it('tells which images have no recorded scores', () => {
    const [a, b] = [measured('a', 20, 2), measured('b', 20, 0)];
    const recorded = a.scores.get('psnr')!.map((value, i) => (i < 2 ? Number.NaN : value));
    const unrecorded = a.ids.slice(0, 2);
    const { notes } = auditScores({ ...a, recorded: new Map([['psnr', recorded]]), unrecorded }, b, options);
    expect(notes.map(({ kind, ids }) => [kind, ids])).to.deep.equal([['unrecorded images', unrecorded]]);
  });
});

describe('a round trip through the form of the release', () => {
  it('gives the statistics of the rows', () => {
    const sets = [measured('a', 24, 1), measured('b', 24, 0)];
    const rows: Row[] = sets.flatMap(({ name, ids, scores }) =>
      ids.flatMap((id, i) =>
        [...scores].map(([score, values]) => ({
          cell: name,
          sample: id,
          subject: `s${i % 6}`,
          score,
          value: values[i],
        })),
      ),
    );
    const read = (cell: string): ScoreSet => {
      const { per_image_metrics: list } = JSON.parse(
        JSON.stringify(toReleaseScores(rows, cell)),
      ) as ReturnType<typeof toReleaseScores>;
      const column = (name: string) => Float64Array.from(list, (record) => record[name] as number);
      return {
        name: cell,
        ids: list.map(({ id }) => id as string),
        subjects: list.map(({ subject }) => subject as string),
        scores: new Map(['psnr', 'lpips'].map((name) => [name, column(name)])),
        stated: new Map(),
      };
    };
    const [a, b] = [read('a'), read('b')];
    const imported = auditScores(a, b, { ...options, clusterOf: subjectsOf(undefined, [a, b]) });
    expect(imported.subjects).to.equal(6);
    for (const { score, variants } of imported.comparisons) {
      const value = (cell: string, id: string) =>
        rows.find((row) => row.cell === cell && row.sample === id && row.score === score)!.value;
      const ids = [...sets[0].ids].sort();
      const sample = {
        ids,
        clusters: ids.map((id) => rows.find((row) => row.sample === id)!.subject),
        x: Float64Array.from(ids, (id) => value('a', id)),
        y: Float64Array.from(ids, (id) => value('b', id)),
      };
      expect(variants).to.deep.equal(compareArms(sample, options));
    }
  });
});

describe('the form of the release', () => {
  it('has the population sd beside the mean, and its own name for MS-SSIM', () => {
    const rows: Row[] = [0.9, 0.94, 0.98].map((value, i) => ({
      cell: 'a',
      sample: `i${i}`,
      subject: `s${i}`,
      score: 'ms-ssim',
      value,
    }));
    const { diffusion_sr, per_image_metrics } = toReleaseScores(rows, 'a');
    expect(per_image_metrics[1]).to.deep.equal({ id: 'i1', subject: 's1', msssim: 0.94 });
    expect(Object.keys(diffusion_sr)).to.deep.equal(['msssim_mean', 'msssim_std']);
    expect(diffusion_sr['msssim_std']).to.be.closeTo(0.04 * Math.sqrt(2 / 3), 1e-12);
  });
});

describe('scores that are about no image', () => {
  const row = (sample: string, score: string): Row => ({
    cell: 'a',
    sample,
    subject: sample,
    score,
    value: 1,
  });
  const rows = [
    ...['i1', 'i2', 'i3'].flatMap((sample) => ['psnr', 'ssim'].map((score) => row(sample, score))),
    ...['resample-000', 'resample-001', 'resample-002', 'resample-003'].map((sample) => row(sample, 'fd')),
    row('all', 'fd/all'),
    { ...row('i9', 'other'), cell: 'b' },
  ];

  it('are told from the others by their samples, and leave the images as they are', () => {
    expect(scoresOfSets(rows, 'a')).to.deep.equal(['fd', 'fd/all']);
    expect(toReleaseScores(rows, 'a').n_samples).to.equal(3);
    expect(toReleaseScores(rows, 'b').n_samples).to.equal(1);
  });

  it('are not those that an image lacks', () => {
    const lacking = rows.filter(({ sample, score }) => !(sample === 'i2' && score === 'ssim'));
    expect(() => toReleaseScores(lacking, 'a')).to.throw('rows of a, i2: expected the score ssim, got none');
  });
});

describe('scores that look synthesised', () => {
  it('stop the audit with the tests that it failed, unless forced', () => {
    const bad: ScoreSet = { ...measured('a', 40, 2), stated: new Map([['psnr_mean', 30]]) };
    expect(() => auditScores(bad, measured('b', 40, 0), options)).to.throw(
      /^a: expected measured scores, got psnr: the file states the mean 30, its list has .* \(test: stated moments\); import the per-image scores/,
    );
    const { notes } = auditScores(bad, measured('b', 40, 0), { ...options, force: true });
    expect(notes[0]).to.include({ kind: 'synthesis' });
  });
});
