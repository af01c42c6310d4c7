import { expect } from 'chai';
import fc from 'fast-check';
import type { audit } from '../../../harness/record/audit/audit.ts';
import type { Severity } from '../../../harness/record/finding.ts';
import type { rules } from '../../../harness/record/rules/catalogue.ts';
import { runs } from '../../runs.ts';
import { drawFrom, type RuleCases, recordOf } from '../record-case.ts';
import { ruleCases } from '../record-cases.ts';

/** A rule of the record as the catalogue says it, and the audit that asks it. */
export interface Audited {
  readonly rule: Pick<(typeof rules)[number], 'name' | 'options'>;
  readonly audit: typeof audit;
}

/** Laws of every rule of the record. */
export function everyRule({ rule: { name, options }, audit }: Audited): void {
  const one = ruleCases.get(name);

  it('never calls figures inconsistent that true values print as', () => {
    expect(one, 'cases of the rule in this pack').to.not.equal(undefined);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(
          severity(audit, one!, seed, false),
          JSON.stringify(one!.draw(drawFrom(seed, name))),
        ).to.not.equal('inconsistent');
      }),
      { numRuns: runs(200) },
    );
  });

  it('finds fault with a planted error', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(
          severity(audit, one!, seed, true),
          JSON.stringify(one!.draw(drawFrom(seed, name))),
        ).to.be.oneOf(['inconsistent', 'suspicious']);
      }),
      { numRuns: runs(200) },
    );
  });

  it('refuses an option that it does not know', () => {
    const drawn = one!.draw(drawFrom(1, name));
    const record = recordOf(name, { ...drawn, with: { ...drawn.with, colour: 'red' } });
    expect(() => audit(record)).to.throw(/^record check case \/colour: expected no keys but .*; remove it/);
  });

  it('documents the options that it reads, and needs no others', () => {
    const drawn = one!.draw(drawFrom(1, name));
    const record = recordOf(name, { ...drawn, with: { ...drawn.with, colour: 'red' } });
    const read = /expected no keys but (.*), got "colour"/.exec(faultOf(() => audit(record)))![1].split(', ');
    const needed = Object.keys(options).filter(
      (key) => !options[key].optional && !('default' in options[key]),
    );
    expect(Object.keys(options)).to.include.members(read);
    expect(read).to.include.members(needed);
    expect(Object.keys(drawn.with)).to.include.members(needed);
  });

  const ranges = Object.entries(options).flatMap(([key, option]) =>
    'type' in option && (option.type === 'number' || option.type === 'integer') ? [{ key, ...option }] : [],
  );
  if (ranges.length > 0)
    it('reads numbers in the range that it documents, its ends among them', () => {
      const drawn = one!.draw(drawFrom(1, name));
      const fault = (key: string, value: number) =>
        faultOr(() => audit(recordOf(name, { ...drawn, with: { ...drawn.with, [key]: value } })), '');
      for (const { key, type, minimum, exclusiveMinimum, maximum } of ranges) {
        const step = type === 'integer' ? 1 : 1e-9;
        const [least, above] = [minimum ?? Number.NaN, exclusiveMinimum ?? Number.NaN];
        const most = maximum ?? Number.NaN;
        const outside = new RegExp(`^record check case /${key}: expected an? (number|integer)`);
        for (const value of [least - step, above, most + step].filter(Number.isFinite))
          expect(fault(key, value), `${key} ${value}`).to.match(outside);
        for (const value of [least, above + step, most].filter(Number.isFinite))
          expect(fault(key, value), `${key} ${value}`).to.not.match(outside);
      }
    });

  const presets = Object.entries(options).filter(([, option]) => option.default !== undefined);
  if (presets.length > 0)
    it('finds with an option left out what it finds with its default', () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const drawn = one!.draw(drawFrom(seed, name));
          const found = (by: Readonly<Record<string, unknown>>) =>
            [{}, drawn.planted].map((patch) => {
              let finding: unknown;
              const fault = faultOr(() => {
                finding = audit(recordOf(name, { ...drawn, with: by }), patch);
              }, undefined);
              return fault ?? finding;
            });
          for (const [key, option] of presets) {
            const { [key]: _, ...without } = drawn.with;
            expect(found(without), key).to.deep.equal(found({ ...without, [key]: option.default }));
          }
        }),
        { numRuns: runs(20) },
      );
    });

  it('says what it needs when a figure is unknown', () => {
    const drawn = one!.draw(drawFrom(1, name));
    const [first] = Object.keys(drawn.values);
    const record = recordOf(name, drawn);
    const figures = record.figures.filter(({ id }) => id !== first);
    expect(() => audit({ ...record, figures })).to.throw(/^record check case: record: expected a figure/);
  });

  it('leaves undecided what rests on a lost figure', () => {
    const drawn = one!.draw(drawFrom(1, name));
    const [first] = Object.keys(drawn.values);
    const record = recordOf(name, drawn);
    const figures = record.figures.map((figure) => {
      const { printed: _, ...rest } = figure;
      return figure.id === first ? { ...rest, lost: 'the page is torn' } : figure;
    });
    const [finding] = audit({ ...record, figures });
    expect(finding.severity).to.equal('not checkable');
    expect(finding.derivation).to.include('the page is torn');
  });
}

function severity(audit: Audited['audit'], one: RuleCases, seed: number, plant: boolean): Severity {
  const drawn = one.draw(drawFrom(seed, one.rule));
  return audit(recordOf(one.rule, drawn), plant ? drawn.planted : {})[0].severity;
}

function faultOf(run: () => unknown): string {
  const fault = faultOr(run, undefined);
  if (fault === undefined) throw new Error('nothing was refused');
  return fault;
}

function faultOr<None>(run: () => unknown, none: None): string | None {
  try {
    run();
    return none;
  } catch (error) {
    return (error as Error).message;
  }
}
