import { expect } from 'chai';
import type { ChoiceName } from '../../../harness/record/infer/score/choices.ts';
import { type Convention, distanceBetween } from '../../../harness/record/infer/score/convention.ts';
import type { Inferable } from '../../../harness/record/infer/score/inferable.ts';
import { inferablePsnr } from '../../../harness/record/infer/score/psnr.ts';
import {
  choicesAmong,
  describedConvention,
  searchedConventions,
} from '../../../harness/record/infer/score/search.ts';
import { inferableSsim } from '../../../harness/record/infer/score/ssim.ts';
import { plainFacts } from '../score-sets.ts';

const several = { subjects: 2, severalOfSubject: true, reconstructions: true };

/** Departures that are tried, each as the levels of the choices that may depart. */
function tried(
  metric: Inferable,
  among: readonly ChoiceName[],
  facts: Partial<typeof plainFacts> = {},
  said: Convention = {},
): readonly string[] {
  const all = { ...plainFacts, ...facts };
  const described = describedConvention(metric, said, all);
  return searchedConventions(metric, { described, facts: all, departures: among.length, among })
    .slice(1)
    .map((one) => among.map((name) => one[name]).join(' '));
}
const of = (metric: Inferable, name: ChoiceName, facts?: Partial<typeof plainFacts>, said?: Convention) =>
  tried(metric, [name], facts, said);

describe('conventions that are tried', () => {
  it('score against reconstructions where there are some', () => {
    expect(of(inferablePsnr, 'reference')).to.deep.equal([]);
    expect(of(inferablePsnr, 'reference', several)).to.deep.equal(['reconstruction']);
  });

  it('scale by the extremes of a subject that has several images, before all else and against true images', () => {
    const plain = ['minmax', 'minmax-reference'];
    expect(of(inferablePsnr, 'scale')).to.deep.equal(plain);
    expect(of(inferablePsnr, 'scale', several)).to.deep.equal([...plain, 'minmax-volume']);
    expect(of(inferablePsnr, 'scale', several, { reference: 'reconstruction' })).to.deep.equal(plain);
    expect(of(inferablePsnr, 'scale', several, { order: 'resize-first' })).to.deep.equal(plain);
  });

  it('resize to what some side is not already', () => {
    const to = (size: readonly [number, number] | null) =>
      new Set(of(inferablePsnr, 'resize', { size }).map((level) => level.split('-')[0]));
    expect([...to(null)]).to.deep.equal(['256', '384']);
    expect([...to([256, 256])]).to.deep.equal(['384']);
    expect([...to([256, 384])]).to.deep.equal(['256', '384']);
    expect(of(inferablePsnr, 'resize', { size: [256, 256] }, { resize: '384-box' })).to.include('none');
  });

  it('turn the order of scale and resize where both are done, image by image', () => {
    const order = (said: Convention) => of(inferablePsnr, 'order', several, said);
    expect(order({})).to.deep.equal([]);
    expect(order({ resize: '256-box' })).to.deep.equal([]);
    expect(order({ scale: 'minmax' })).to.deep.equal([]);
    expect(order({ scale: 'minmax-volume', resize: '256-box' })).to.deep.equal([]);
    expect(order({ scale: 'minmax', resize: '256-box' })).to.deep.equal(['resize-first']);
  });

  it('clip what may lie beyond [0, 1], and round what are no steps of 8 bits', () => {
    const values = (facts: Partial<typeof plainFacts>, said?: Convention) =>
      of(inferablePsnr, 'values', facts, said);
    const rounded = ['round', 'truncate'];
    expect(values({})).to.deep.equal(rounded);
    expect(values({ beyond: true })).to.deep.equal(['clip', ...rounded]);
    expect(values({ beyond: true }, { scale: 'minmax' })).to.deep.equal(rounded);
    expect(values({}, { resize: '256-bicubic' })).to.deep.equal(['clip', ...rounded]);
    expect(values({ steps: true })).to.deep.equal([]);
    expect(values({ steps: true }, { resize: '256-box' })).to.deep.equal(rounded);
    expect(values({ steps: true }, { scale: 'minmax' })).to.deep.equal(rounded);
    expect(values({ steps: true }, { values: 'round' })).to.deep.equal(['as-is']);
  });

  it('take the grey of colours, and errors of 0 otherwise where there are some and images are averaged', () => {
    expect(of(inferablePsnr, 'channels')).to.deep.equal(['y']);
    expect(of(inferablePsnr, 'channels', { colour: true })).to.deep.equal(['y', 'grey']);
    expect(of(inferablePsnr, 'zeroError')).to.deep.equal([]);
    expect(of(inferablePsnr, 'zeroError', { withoutError: true })).to.have.length(3);
    expect(of(inferablePsnr, 'zeroError', { withoutError: true }, { average: 'pooled' })).to.deep.equal([]);
  });

  it('have a sigma of Gaussian windows, and a covariance that is not the window’s own by another name', () => {
    expect(of(inferableSsim, 'sigma')).to.have.length(3);
    expect(of(inferableSsim, 'sigma', {}, { window: 'uniform-7' })).to.deep.equal([]);
    expect(of(inferableSsim, 'covariance')).to.deep.equal(['sample']);
    expect(of(inferableSsim, 'covariance', {}, { window: 'uniform-7' })).to.deep.equal(['population']);
    expect(of(inferableSsim, 'covariance', {}, { covariance: 'sample' })).to.deep.equal(['own']);
  });

  it('take the peak of a subject that has several images, where these are scored as they are', () => {
    const volumes = (facts?: Partial<typeof plainFacts>, said?: Convention) =>
      of(inferableSsim, 'peak', facts, said).filter((level) => level.endsWith('-volume'));
    expect(volumes()).to.deep.equal([]);
    expect(volumes(several)).to.deep.equal(['maximum-volume', 'range-volume']);
    for (const said of [{ scale: 'minmax' }, { resize: '256-box' }, { reference: 'reconstruction' }])
      expect(volumes(several, said), JSON.stringify(said)).to.deep.equal([]);
  });

  it('average over subjects where there are several, with several images', () => {
    expect(of(inferableSsim, 'average')).to.deep.equal([]);
    expect(of(inferableSsim, 'average', several)).to.deep.equal(['volumes']);
    expect(of(inferableSsim, 'average', { subjects: 1, severalOfSubject: true })).to.deep.equal([]);
    expect(of(inferableSsim, 'average', { subjects: 2 })).to.deep.equal([]);
    expect(of(inferablePsnr, 'average', several, { peak: 'maximum' })).to.deep.equal([]);
    expect(of(inferablePsnr, 'average', several, { peak: '255' })).to.deep.equal(['pooled', 'volumes']);
  });

  it('depart in as many choices at once as are asked for', () => {
    expect(tried(inferablePsnr, ['crop', 'channels']).filter((one) => one === '1 y')).to.have.length(1);
    const facts = plainFacts;
    const described = describedConvention(inferablePsnr, {}, facts);
    const space = { described, facts, departures: 1, among: ['crop', 'channels'] };
    expect(searchedConventions(inferablePsnr, space)).to.have.length(1 + 8 + 1);
    expect(searchedConventions(inferablePsnr, { ...space, departures: 0 })).to.deep.equal([described]);
  });
});

describe('choices that are named', () => {
  it('are those of the metric, and refused by name otherwise', () => {
    expect(choicesAmong(inferableSsim, ['crop', 'window'])).to.deep.equal(['crop', 'window']);
    expect(() => choicesAmong(inferablePsnr, ['crop', 'window'])).to.throw(
      /^infer psnr, --choices: expected some of images, reference, .*, zeroError, got "window"; correct it/,
    );
    const describe = (said: Convention) => () => describedConvention(inferablePsnr, said, plainFacts);
    expect(describe({ images: '3' })).to.throw(
      /^infer psnr, --described: expected one of reference, .*, zeroError, got "images"/,
    );
    expect(describe({ crop: 'x' })).to.throw(/^infer psnr, --described crop: expected one of 0, .*, got "x"/);
  });
});

describe('the distance of two conventions', () => {
  it('is a step for a choice, a hundredth for a pixel of border, and more for what is rarer', () => {
    const from = (one: Convention) =>
      distanceBetween(
        { crop: '0', images: '3', average: 'images', ...one },
        { crop: '0', images: '3', average: 'images' },
      );
    expect(from({})).to.equal(0);
    expect(from({ average: 'pooled' })).to.equal(1);
    expect([from({ crop: '4' }), from({ crop: '4', average: 'pooled' })]).to.deep.equal([1.04, 2.04]);
    expect(from({ images: '2' })).to.be.above(from({ crop: '8' }));
  });
});
