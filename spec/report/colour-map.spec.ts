import { expect } from 'chai';
import fc from 'fast-check';
import { colourAt, colourBar, magnitudeMap, signedMap } from '../../harness/report/colour-map.ts';
import { theme } from '../../harness/report/figures/theme.ts';
import { contrast, difference, eyes, fromHex, lab } from './colour-vision.ts';

const steps = Array.from({ length: 65 }, (_, i) => i / 64);

describe('colour maps', () => {
  it('stay within sRGB, also for values outside the range and for infinities', () => {
    const anywhere = fc.double({ noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(magnitudeMap, signedMap), anywhere, (map, t) => {
        for (const channel of colourAt(map, t)) expect(channel).to.be.within(0, 1);
      }),
    );
  });

  it('pass through their anchors and end in the end colours', () => {
    for (const map of [magnitudeMap, signedMap]) {
      map.forEach((anchor, i) => {
        expect(colourAt(map, i / (map.length - 1))).to.deep.equal(anchor);
      });
      expect(colourAt(map, -1)).to.deep.equal(map[0]);
      expect(colourAt(map, 2)).to.deep.equal(map.at(-1));
    }
  });

  for (const [name, sees] of Object.entries(eyes)) {
    it(`show a larger magnitude lighter to a ${name}`, () => {
      const lightness = steps.map((t) => lab(sees(colourAt(magnitudeMap, t)))[0]);
      for (let i = 1; i < steps.length; i++) expect(lightness[i], `step ${i}`).to.be.above(lightness[i - 1]);
    });

    it(`show a larger deviation darker, and its sign, to a ${name}`, () => {
      const arm = [0, 0.125, 0.25, 0.375, 0.5];
      for (const side of [-1, 1]) {
        const lightness = arm.map((t) => lab(sees(colourAt(signedMap, 0.5 + side * t)))[0]);
        for (let i = 1; i < arm.length; i++) expect(lightness[i]).to.be.below(lightness[i - 1]);
      }
      for (const t of arm.slice(1)) {
        expect(
          difference(sees(colourAt(signedMap, 0.5 - t)), sees(colourAt(signedMap, 0.5 + t))),
          `at ${t}`,
        ).to.be.above(20);
      }
    });

    it(`keep the first three series colours apart for a ${name}`, () => {
      const [a, b, c] = theme.range.category.map((hex) => sees(fromHex(hex)));
      for (const pair of [
        [a, b],
        [b, c],
        [a, c],
      ] as const)
        expect(difference(...pair)).to.be.above(20);
    });
  }

  it('rise in lightness by even steps for magnitudes', () => {
    const lightness = magnitudeMap.map((anchor) => lab(anchor)[0]);
    for (let i = 1; i < lightness.length; i++) expect(lightness[i] - lightness[i - 1]).to.be.closeTo(11.6, 1);
  });

  it('give series colours a contrast of 3 on the light and on the dark page', () => {
    for (const hex of theme.range.category) {
      for (const page of ['#ffffff', '#14171b']) {
        expect(contrast(fromHex(hex), fromHex(page)), `${hex} on ${page}`).to.be.at.least(3);
      }
    }
  });

  it('draw a bar from the low colour to the high one', () => {
    const bar = colourBar(signedMap, 9);
    expect([bar.channels, bar.height, bar.width]).to.deep.equal([3, 1, 9]);
    for (let x = 0; x < 9; x++) {
      expect([bar.data[x], bar.data[9 + x], bar.data[18 + x]]).to.deep.equal([...signedMap[x]]);
    }
  });

  it('draw a bar of one pixel in the low colour', () => {
    expect([...colourBar(signedMap, 1).data]).to.deep.equal([...signedMap[0]!]);
    expect([...colourBar(signedMap, 2).data]).to.deep.equal(
      [0, 1, 2].flatMap((channel) => [signedMap[0]![channel], signedMap.at(-1)![channel]]),
    );
  });
});
