import { expect } from 'chai';
import fc from 'fast-check';
import type { Claim } from '../../harness/claims/claim.ts';
import { type Comparator, compare } from '../../harness/claims/comparator.ts';
import { readClaims, readExperiments, readProfile } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { runsInProfile } from '../../harness/pipeline/runs-in-profile.ts';
import type { Stage } from '../../harness/pipeline/stage.ts';
import { claimNeeds } from '../../harness/study/cost/claim-needs.ts';
import { designsOf } from '../../harness/study/cost/designs.ts';
import { jobsThatFit } from '../../harness/study/cost/jobs-that-fit.ts';
import { planCost } from '../../harness/study/cost/plan-cost.ts';
import { schedule } from '../../harness/study/cost/schedule.ts';
import { stagesOf } from '../../harness/study/stages.ts';
import { everythingThere } from '../pipeline/everything-there.ts';
import { runs } from '../runs.ts';

/** Stages of some seconds, each with some of those before it as inputs. */
const graphs = fc
  .array(fc.record({ work: fc.integer({ min: 1, max: 50 }), inputs: fc.array(fc.nat(), { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((drawn) => {
    const stages: Stage[] = [];
    for (const [i, { work, inputs }] of drawn.entries()) {
      const chosen = i === 0 ? [] : inputs.map((at) => stages[at % i]!);
      const named = Object.fromEntries(chosen.map((input, j) => [`${j}`, input]));
      stages.push({ key: `${i}`, label: `stage ${i}`, work, inputs: named } as unknown as Stage);
    }
    return stages;
  });
const work = (stage: Stage) => stage.work;
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe('the time that a plan takes', () => {
  /** The longest chain, by its definition. */
  const longest = (stage: Stage): number =>
    stage.work + Math.max(0, ...Object.values(stage.inputs).map(longest));

  it('is all work on one lane, the longest chain on as many as there are stages, and between as Graham bounds it', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 6 }), (stages, lanes) => {
        const chain = Math.max(...stages.map(longest));
        const all = sum(stages.map(work));
        expect(schedule(stages, work, 1).seconds).to.equal(all);
        const wide = schedule(stages, work, stages.length);
        expect([wide.seconds, wide.critical.seconds]).to.deep.equal([chain, chain]);
        const { seconds, critical } = schedule(stages, work, lanes);
        expect(seconds).to.be.at.least(Math.max(chain, all / lanes) - 1e-9);
        expect(seconds).to.be.at.most(all / lanes + chain);
        expect(stages.map(({ label }) => label)).to.include(critical.longest.label);
        expect(critical.longest.seconds).to.be.at.most(chain);
      }),
      { numRuns: runs(60) },
    );
  });

  it('names of the longest chain the stage that takes longest, the first of equal ones', () => {
    const stage = (label: string, work: number, ...inputs: readonly Stage[]) =>
      ({ key: label, label, work, inputs: { ...inputs } }) as unknown as Stage;
    const [short, a] = [stage('short', 1), stage('a', 4)];
    const b = stage('b', 4, a, short);
    const [c, side] = [stage('c', 2, b), stage('side', 5, short)];
    expect(schedule([short, a, b, side, c], work, 2).critical).to.deep.equal({
      seconds: 10,
      longest: { label: 'a', seconds: 4 },
    });
  });

  it('counts no input that is stored already, and is none of nothing', () => {
    const read = { key: 'a', label: 'a', work: 9, inputs: {} } as unknown as Stage;
    const used = { key: 'b', label: 'b', work: 2, inputs: { read } } as unknown as Stage;
    expect(schedule([used], work, 4).seconds).to.equal(2);
    expect(schedule([read, used], work, 4).seconds).to.equal(11);
    expect(schedule([], work, 4)).to.deep.equal({
      seconds: 0,
      critical: { seconds: 0, longest: { label: '', seconds: 0 } },
    });
  });
});

describe('processes that fit a machine', () => {
  it('are one a core, as far as memory goes, and one at least', () => {
    const stages = [{ memory: 1e9 }, { memory: 3e9 }, {}];
    expect(jobsThatFit(stages, { cores: 8, memory: 64e9 })).to.equal(8);
    expect(jobsThatFit(stages, { cores: 8, memory: 10e9 })).to.equal(3);
    expect(jobsThatFit(stages, { cores: 8, memory: 1e9 })).to.equal(1);
    expect(jobsThatFit([], { cores: 2, memory: 1e6 })).to.equal(2);
  });
});

describe('cheaper designs', () => {
  /** What becomes of many estimates of n images about a true value. */
  const simulated = (value: number, sd: number, n: number, comparator: Comparator, z: number) => {
    const draws = stream(1, 'designs', JSON.stringify([value, n, comparator]));
    const error = sd / Math.sqrt(n);
    const outcomes = Array.from({ length: 2500 }, () => {
      const estimate = value + error * draws.normal();
      return compare([estimate - z * error, estimate + z * error], comparator).outcome;
    });
    return outcomes.filter((outcome) => outcome !== 'inconclusive').length / outcomes.length;
  };
  const claimOf = (comparator: Comparator, end: string): Claim => {
    const criterion = { label: 'l', statistic: 's', value: '/mean', interval: `/${end}`, comparator };
    const check = { tiers: ['paper'], experiment: 'e', criteria: [criterion] };
    return { id: 'C', parts: [{ id: 'p', checks: [check] }] } as unknown as Claim;
  };

  it('decide as often as that many images would, by intervals of the same kind', () => {
    const [sd, n] = [2, 100];
    for (const [value, comparator] of [
      [0.5, { kind: 'above', bound: 0 }],
      [0.2, { kind: 'above', bound: 0 }],
      [0.3, { kind: 'below', bound: 0 }],
      [0.1, { kind: 'within', low: -0.6, high: 0.6 }],
      [1.3, { kind: 'within', low: -0.6, high: 0.6 }],
      [0.8, { kind: 'near', low: 0.6, high: 0.9 }],
      [-1.4, { kind: 'near', low: -0.9, high: -0.6 }],
    ] as const) {
      const [end, z] = comparator.kind === 'within' ? ['ci90', 1.644854] : ['ci95', 1.959964];
      const half = (z * sd) / Math.sqrt(n);
      const result = { mean: value, [end]: [value - half, value + half] };
      const evidence = { id: 's', group: { dataset: 'd' }, n, subjects: n, options: {}, result, units: {} };
      const pilot = {
        experiments: [{ id: 'e', statistics: [evidence] }],
        reach: () => [{ role: 'd', dataset: 'D', images: 400, whole: { images: 400 } }],
      };
      const { shares, parts } = designsOf([claimOf(comparator, end)], 'paper', pilot);
      for (const [i, share] of shares.entries())
        expect(parts[0]!.powers[i], `${value} ${comparator.kind} ${share}`).to.be.closeTo(
          simulated(value, sd, 400 * share, comparator, z),
          0.04,
        );
    }
  });

  it('leave out what no interval decides and what the earlier run lacks', () => {
    const none = { experiments: [{ id: 'e', statistics: [] }], reach: () => [] };
    expect(designsOf([claimOf({ kind: 'above', bound: 0 }, 'ci95')], 'paper', none).parts).to.deep.equal([]);
    expect(designsOf([claimOf({ kind: 'above', bound: 0 }, 'ci95')], 'embedded', none).parts).to.deep.equal(
      [],
    );
  });
});

describe("the cost of the paper's profile", () => {
  const workspace = workspaceAt(undefined, {});
  const profile = readProfile(workspace, 'paper');
  const speed = { flops: 1e12, serial: 0.1, measured: false, engine: 'onnx' };
  let planned: Awaited<ReturnType<typeof plan>>;
  before(async () => {
    planned = await plan();
  });
  const plan = async () => {
    const context = await everythingThere(workspace, profile);
    const own = readExperiments(workspace).items.filter((each) => runsInProfile(profile, each));
    const plans = own.map((experiment) => planExperiment(experiment, context));
    const claims = readClaims(workspace).items.map((claim) => claimNeeds(claim, plans, profile.tier));
    return { stages: stagesOf({ plans }), claims };
  };

  it('counts calls and operations of published networks, by claim and in all', () => {
    const { stages, claims } = planned;
    const cost = planCost(stages, claims, speed, { jobs: 2, threads: 1, cores: 2 }, 10);
    // 1,000 steps of 120, 700 and 1,000 images by two autoencoders.
    const swap = cost.claims.find(({ claim }) => claim === 'C01')!;
    expect(swap.calls).to.equal(2 * 1000 * (120 + 700 + 1000));
    expect(swap.lacking).to.deep.equal([]);
    // diffusers' UNet2DModel of these widths has some 100 M weights, which a process holds.
    expect(cost.memory).to.be.above(4e8);
    const networked = ['encode', 'condition', 'reconstruct', 'sample', 'measure-lpips', 'measure-frechet'];
    for (const kind of networked) {
      const free = stages.filter((stage) => stage.kind === kind && !stage.parts && !((stage.flop ?? 0) > 0));
      expect(
        free.map(({ label }) => label),
        kind,
      ).to.deep.equal([]);
    }
    expect(sum(stages.map(({ flop = 0 }) => flop))).to.equal(cost.flop);
    expect(cost.machines.map(({ nodes }) => nodes)).to.deep.equal([1, 10]);
    const [one, ten] = cost.machines;
    expect(one!.seconds).to.be.within(cost.seconds / 2, cost.seconds);
    expect(ten!.seconds).to.be.within(cost.critical.seconds, one!.seconds);
    expect(cost.bytes).to.be.within(1e9, 1e12);
    // What is stored costs nothing.
    const rest = planCost([], claims, speed, { jobs: 2, threads: 1, cores: 2 }, 1);
    expect([rest.calls, rest.seconds, rest.bytes]).to.deep.equal([0, 0, 0]);
    expect(rest.claims.every(({ seconds }) => seconds === 0)).to.equal(true);
  });

  it('says of every part of a claim whether it can be decided, or what it lacks', () => {
    const { stages, claims } = planned;
    const { claims: costs } = planCost(stages, claims, speed, { jobs: 1, threads: 1, cores: 1 }, 1);
    const open = costs.flatMap(({ claim, lacking }) => lacking.map((one) => ({ claim, ...one })));
    expect(open.every(({ reason }) => reason.startsWith('needs '))).to.equal(true);
    expect(open.map(({ claim, part }) => `${claim} ${part}`)).to.include.members(['C29 whole', 'C33 whole']);
    expect(sum(costs.map(({ decidable }) => decidable.length)) + open.length).to.equal(107);
  });
});
