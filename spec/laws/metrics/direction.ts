import { expect } from 'chai';
import { directionOfPart } from '../../../harness/metrics/direction.ts';
import type { Metric, Score } from '../../../harness/metrics/metric.ts';
import { law, mapped, onScenes, type Scene, score } from './scene.ts';

/** What is declared better must be what a metric says of an image that lies nearer to its reference. */
export function directed(metric: Metric): void {
  law('has a direction for each of its numbers and no other, and a reason where it has none', metric, () => {
    onScenes(metric, (scene) => {
      expect(undirected(metric, score(metric, scene))).to.deep.equal([]);
    });
  });

  law('has the direction in which its numbers go as the image nears its reference', metric, () => {
    onScenes(metric, (scene) => {
      expect(misdirected(metric, scene)).to.deep.equal([]);
    });
  });

  it('would fail these laws with any direction turned or left out', () => {
    const [caught, all] = [new Set<string>(), new Set<string>()];
    onScenes(metric, (scene) => {
      const parts = Object.keys(named(score(metric, scene)));
      for (const part of parts.filter((one) => !directionOfPart(metric, one)!.startsWith('none'))) {
        const stem = part.replace(/\d+$/, '');
        const turned = directionOfPart(metric, part) === 'higher' ? 'lower' : 'higher';
        const wrong: Metric = { ...metric, direction: part === '' ? turned : { [stem]: turned } };
        all.add(stem);
        if (misdirected(wrong, scene).includes(part)) caught.add(stem);
        const without: Metric = { ...metric, direction: { 'no-number': turned } };
        expect(undirected(without, { [part]: 1 })).to.deep.equal([part, 'no-number, of no number']);
      }
    });
    expect([...caught]).to.have.members([...all]);
  });
}

/** The numbers without a direction, the directions without a number, and those without a reason. */
function undirected(metric: Metric, given: Score): readonly string[] {
  const parts = Object.keys(named(given));
  const stems = parts.map((part) => part.replace(/\d+$/, ''));
  const declared = typeof metric.direction === 'string' ? [] : Object.keys(metric.direction);
  const reasoned = (part: string) =>
    /^(higher|lower|none: .{10,})$/.test(directionOfPart(metric, part) ?? 'left out');
  return [
    ...parts.filter((part) => !reasoned(part)),
    ...declared.filter((part) => !stems.includes(part)).map((part) => `${part}, of no number`),
  ];
}

/** The numbers that do not go their way when nearly all of the difference from the reference is taken away. */
function misdirected(metric: Metric, scene: Scene): readonly string[] {
  const nearer = mapped(scene.reference, (value, i) => value + (scene.image.data[i] - value) / 100);
  const [far, near] = [named(score(metric, scene)), named(score(metric, { ...scene, image: nearer }))];
  return Object.entries(far)
    .filter(([part, value]) => {
      const direction = directionOfPart(metric, part);
      if (direction === 'higher') return !(near[part] >= value);
      return direction === 'lower' && !(near[part] <= value);
    })
    .map(([part]) => part);
}

function named(given: Score): Readonly<Record<string, number>> {
  return typeof given === 'number' ? { '': given } : ({ ...given } as Record<string, number>);
}
