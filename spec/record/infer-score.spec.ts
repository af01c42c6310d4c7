import { expect } from 'chai';
import { metricNamed } from '../../harness/metrics/catalogue.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { inferables } from '../../harness/record/infer/score/catalogue.ts';
import { choices } from '../../harness/record/infer/score/choices.ts';
import {
  type Convention,
  departuresOf,
  distanceBetween,
} from '../../harness/record/infer/score/convention.ts';
import { inferScore } from '../../harness/record/infer/score/infer-score.ts';
import type { Inferable } from '../../harness/record/infer/score/inferable.ts';
import { inferablePsnr } from '../../harness/record/infer/score/psnr.ts';
import { describedConvention, searchedConventions } from '../../harness/record/infer/score/search.ts';
import { inferableSsim } from '../../harness/record/infer/score/ssim.ts';
import { parsePrinted } from '../../harness/record/printed.ts';
import { naivePsnr } from './naive-score.ts';
import { drawSet, factsOf, plainFacts, valuesOfSet } from './score-sets.ts';

const SIDE = 20;

/** Everything of at most so many departures but resizes, which the oracle and the slow law have. */
function searchOf(metric: Inferable, set: ReturnType<typeof drawSet>, departures: number) {
  const facts = factsOf(set);
  const described = describedConvention(metric, {}, facts);
  const conventions = searchedConventions(metric, { described, facts, departures, among: null });
  return { described, conventions: conventions.filter(({ resize }) => resize === 'none') };
}

/** How often the convention that was planted is among those that are found, and what is said then. */
async function plantedLaw(metric: Inferable, folders: number) {
  const told = { found: 0, identified: 0, wrong: 0, silent: 0 };
  for (let seed = 0; seed < folders; seed++) {
    const random = stream(seed, 'planted convention');
    const set = drawSet(seed, SIDE);
    const { conventions } = searchOf(inferablePsnr, set, 2);
    const planted = conventions[random.below(conventions.length)];
    const printed = naivePsnr(planted, set).toFixed(2 + random.below(2));
    const values = await valuesOfSet(metric, conventions, set);
    const inferred = inferScore(metric, parsePrinted('printed', printed), conventions, values);
    const names = departuresOf(planted, conventions[0]);
    const truth = inferred.variants.find(
      ({ departures }) =>
        Object.keys(departures).length === names.length &&
        names.every((name) => departures[name] === planted[name]),
    );
    if (truth) told.found++;
    if (inferred.identifiable) told[truth ? 'identified' : 'wrong']++;
    if (inferred.variants.length > 1 && !/Not identifiable/.test(inferred.conclusion)) told.silent++;
  }
  return told;
}

describe('infer psnr', () => {
  it('has the planted convention among those that it finds in 99 % of folders, and says when several fit', async () => {
    const folders = 60;
    const told = await plantedLaw(inferablePsnr, folders);
    expect(told.found).to.be.at.least(0.99 * folders);
    expect(told).to.include({ wrong: 0, silent: 0 });
    // Enough can be told apart for the law to say something.
    expect(told.identified).to.be.above(0.1 * folders);
  });

  for (const [fault, wrong] of Object.entries<Inferable>({
    'a border that is one pixel too wide': {
      ...inferablePsnr,
      read: (pair, conventions, extremes) =>
        inferablePsnr.read(
          pair,
          conventions.map((one) => (one.crop === '0' ? one : { ...one, crop: `${Number(one.crop) + 1}` })),
          extremes,
        ),
    },
    'pooling where the mean over images is meant': {
      ...inferablePsnr,
      reduce: (convention, observed) =>
        inferablePsnr.reduce(
          convention.average === 'images' && convention.peak === '1'
            ? { ...convention, average: 'pooled' }
            : convention,
          observed,
        ),
    },
    'a peak that is always 1': {
      ...inferablePsnr,
      reduce: (convention, observed) => inferablePsnr.reduce({ ...convention, peak: '1' }, observed),
    },
  })) {
    it(`fails that law with ${fault}`, async () => {
      expect((await plantedLaw(wrong, 15)).found).to.be.below(0.99 * 15);
    });
  }

  it('finds as many values behind numbers from elsewhere as it says that chance would', async () => {
    let [fits, expected] = [0, 0];
    for (let seed = 0; seed < 5; seed++) {
      const set = drawSet(seed, SIDE);
      const { conventions } = searchOf(inferablePsnr, set, 2);
      const values = await valuesOfSet(inferablePsnr, conventions, set);
      const random = stream(seed, 'numbers from elsewhere');
      const own = values[0] as number;
      for (let trial = 0; trial < 300; trial++) {
        const printed = parsePrinted('printed', (own + 4 * random.uniform() - 2).toFixed(2));
        const { chance } = inferScore(inferablePsnr, printed, conventions, values);
        fits += chance.at(-1)!.fits;
        expected += chance.at(-1)!.byChance;
      }
    }
    expect(expected).to.be.above(100);
    expect(fits / expected).to.be.within(0.8, 1.25);
  });

  it('tells conventions of one value from those that more decimals would tell apart', async () => {
    const conventions: Convention[] = [{ crop: '0' }, { crop: '1' }, { crop: '2' }, { crop: '3' }];
    const printed = parsePrinted('printed', '25.26');
    const found = inferScore(inferablePsnr, printed, conventions, [25.3, 25.262, 25.262 + 1e-13, 25.258]);
    expect(found.alike).to.deep.equal([
      { value: 25.262, conventions: 2 },
      { value: 25.258, conventions: 1 },
    ]);
    expect(found.decimals).to.equal(3);
    expect(found.variants.map(({ alike }) => alike)).to.deep.equal([0, 0, 1]);
    expect(found.conclusion).to.equal(
      'The described convention gives 25.3000 dB, not as printed. The nearest that gives it: crop 1. Of conventions with at most 1 departure, 2 of 3 values fit; 0.015 would by chance. Not identifiable: 3 conventions fit, with 2 values that 3 decimals would tell apart; 2 give the value of the nearest on these images, whatever is printed.',
    );
  });

  it('says where a fit is no more than chance gives', () => {
    const conventions = Array.from({ length: 400 }, (_, i): Convention => ({ crop: `${i}` }));
    const values = conventions.map((_, i) => (i === 0 ? 20 : 24.3 + i * 0.0051));
    const printed = parsePrinted('printed', '25.26');
    const { conclusion, chance } = inferScore(inferablePsnr, printed, conventions, values);
    expect(chance[1]).to.deep.include({ departures: 1, values: 400, fits: 2 });
    expect(chance[1].byChance).to.be.within(1.8, 2);
    expect(conclusion).to.not.match(/no evidence/);
    const fewer = values.map((value, i) => (i > 0 && Math.abs(value - 25.26) < 0.003 ? 20.5 + i : value));
    const found = inferScore(inferablePsnr, printed, conventions, fewer);
    expect(found.chance[1].fits).to.equal(1);
    expect(found.conclusion).to.match(
      /1 of 400 values fit; 1\.9 would by chance, so that this is no evidence for it\./,
    );
  });

  it('names the closest value where none fits', () => {
    const printed = parsePrinted('printed', '25.26');
    const conventions: Convention[] = [{ crop: '0' }, { crop: '1' }, { crop: '2' }];
    expect(inferScore(inferablePsnr, printed, conventions, [25.9, 25.3, 24]).conclusion).to.equal(
      'The described convention gives 25.9000 dB, not as printed. No convention that was searched gives the printed number; the closest gives 25.3000 dB (crop 1).',
    );
  });

  it('says why a convention cannot be taken, and that none was found', () => {
    const found = inferScore(
      inferablePsnr,
      parsePrinted('printed', '25.26'),
      [{ crop: '0' }, { crop: '8' }],
      ['sizes differ', Number.POSITIVE_INFINITY],
    );
    expect(found).to.deep.include({ describedIsPossible: false, identifiable: false, variants: [] });
    expect(found.untaken).to.deep.equal([{ why: 'sizes differ', conventions: 1 }]);
    expect(found.conclusion).to.match(/cannot be taken: sizes differ\. No convention/);
  });
});

describe('infer ssim', () => {
  it('takes each border from one map as from the cropped images', async () => {
    for (let seed = 0; seed < 3; seed++) {
      const set = drawSet(seed, 24);
      const { conventions } = searchOf(inferableSsim, set, 1);
      const together = await valuesOfSet(inferableSsim, conventions, set);
      for (const [i, convention] of conventions.entries()) {
        const [alone] = await valuesOfSet(inferableSsim, [convention], set);
        if (typeof alone === 'string') expect(together[i]).to.equal(alone);
        else expect(together[i], JSON.stringify(convention)).to.be.closeTo(alone, 1e-12);
      }
    }
  });
});

describe('readings of a pair', () => {
  const random = stream(3, 'a pair');
  const image = (height: number, width: number) => {
    const own = createImage(1, height, width);
    own.data.forEach((_, i) => {
      own.data[i] = random.uniform();
    });
    return own;
  };
  const sizes = [
    [12, 16],
    [10, 24],
  ] as const;
  const members = sizes.map(([height, width], i) => ({
    subject: `s${i}`,
    sides: { image: image(height, width), reference: image(height, width) },
  }));

  it('are pooled over the pixels that a border leaves of images of any size', async () => {
    const [value] = await valuesOfSet(
      inferablePsnr,
      [describedConvention(inferablePsnr, { crop: '2', average: 'pooled' }, { ...plainFacts, counts: [2] })],
      members,
    );
    let [squares, count] = [0, 0];
    for (const { sides } of members) {
      const { height, width } = sides.image;
      for (let y = 2; y < height - 2; y++)
        for (let x = 2; x < width - 2; x++) {
          squares += (sides.image.data[y * width + x]! - sides.reference.data[y * width + x]!) ** 2;
          count++;
        }
    }
    expect(value).to.be.closeTo(-10 * Math.log10(squares / count), 1e-12);
  });

  it('take the peak of what the border leaves, though it is of one image with wider ones', async () => {
    const { image: own, reference } = members[0]!.sides;
    const bright = { ...reference, data: reference.data.map((value, i) => (i === 0 ? 3 : value)) };
    const set = [{ subject: 's', sides: { image: own, reference: bright } }];
    const conventions = ['0', '1'].map((crop) =>
      describedConvention(inferableSsim, { crop, peak: 'maximum', window: 'uniform-7' }, plainFacts),
    );
    const together = await valuesOfSet(inferableSsim, conventions, set);
    for (const [i, convention] of conventions.entries())
      expect(together[i]).to.equal((await valuesOfSet(inferableSsim, [convention], set))[0]);
  });
});

describe('conventions of scores', () => {
  it("are the metric's own where nothing is said", async () => {
    const set = drawSet(5, 192).slice(0, 2);
    for (const metric of inferables) {
      const described = describedConvention(metric, {}, factsOf(set));
      const [value] = await valuesOfSet(metric, [described], set);
      const known = metricNamed(metric.name);
      const scores = set.map(({ sides }) => known.compute(sides, known.resolve({})) as number);
      expect(value, metric.name).to.be.closeTo((scores[0] + scores[1]) / 2, 1e-12);
    }
  });

  it('have every level that a search can take, by a plain one that is among them', () => {
    for (const [name, { levels, plain }] of Object.entries(choices)) {
      expect(Object.keys(levels), name).to.include(plain);
    }
  });

  it('are the nearer the fewer their departures are', () => {
    const described = describedConvention(inferablePsnr, {}, plainFacts);
    const all = searchedConventions(inferablePsnr, {
      described,
      facts: plainFacts,
      departures: 2,
      among: null,
    });
    expect(all[0]).to.equal(described);
    expect(new Set(all.map((one) => JSON.stringify(one))).size).to.equal(all.length);
    for (const one of all) {
      const steps = departuresOf(one, described).length;
      expect(distanceBetween(one, described)).to.be.within(steps, 1.6 * steps);
    }
  });

  it('are refused by name where a choice, a level or two together cannot be', () => {
    const describe = (said: Record<string, string>) => () =>
      describedConvention(inferablePsnr, said, plainFacts);
    expect(describe({ crop: '4', average: 'pooled' })()).to.include({
      crop: '4',
      average: 'pooled',
      peak: '1',
    });
    expect(describe({ window: 'uniform-7' })).to.throw(
      /--described: expected one of reference, .*got "window"/,
    );
    expect(describe({ crop: '40' })).to.throw(/--described crop: expected one of 0, 1, .*got "40"/);
    expect(describe({ peak: 'maximum', average: 'pooled' })).to.throw(/peak maximum with average pooled/);
  });

  it('are not tried where they make no difference to the images', () => {
    const levels = (facts: Partial<typeof plainFacts>, name: keyof typeof choices) => {
      const all = { ...plainFacts, ...facts };
      const described = describedConvention(inferablePsnr, {}, all);
      const found = searchedConventions(inferablePsnr, {
        described,
        facts: all,
        departures: 1,
        among: [name],
      }).map((one) => one[name]!);
      return [...new Set(found)];
    };
    expect(levels({}, 'channels')).to.have.members(['all', 'y']);
    expect(levels({ colour: true }, 'channels')).to.have.members(['all', 'y', 'grey']);
    expect(levels({ steps: true }, 'values')).to.deep.equal(['as-is']);
    expect(levels({ beyond: true }, 'values')).to.have.members(['as-is', 'clip', 'round', 'truncate']);
    expect(levels({ size: [256, 256] }, 'resize').filter((level) => level.startsWith('256'))).to.deep.equal(
      [],
    );
    expect(levels({}, 'average')).to.have.members(['images', 'pooled']);
    expect(levels({ subjects: 2, severalOfSubject: true }, 'average')).to.include('volumes');
    expect(levels({ withoutError: true }, 'zeroError')).to.have.length(4);
    expect(levels({ counts: [120, 140] }, 'images')).to.deep.equal(['120', '140']);
  });
});
