import type { ScaleRule } from '../../../datasets/scaling-rule.ts';
import { compilePattern } from '../../../datasets/subject.ts';
import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { type PrintedLine, printedLine } from '../../../record/predicted-sr.ts';
import { type Candidate, rankCandidates } from '../../../report/screening.ts';
import { openEngine } from '../../engines/open-engine.ts';
import { type CollectedImage, collectImages } from '../../files/images/collection/collection.ts';
import { faultsError } from '../../files/images/collection/faults.ts';
import { type AppliedScale, type ScaleSummary, scaled, scaleSummaries } from '../../files/images/scaled.ts';
import { seriesValues } from '../../files/images/series-values.ts';
import { readPaperRecord } from '../../files/paper-record.ts';
import { workspaceAt } from '../../files/workspace.ts';
import { openVae, type Vae } from '../../networks/vae.ts';
import { countBar } from '../progress.ts';
import type { ScreenFlags } from './flags.ts';
import { type Survey, survey } from './survey.ts';
import { conventions, type Passed, throughVae } from './through-vae.ts';

/** The answer of a screening. */
export interface ScreenDocument {
  readonly command: 'screen';
  readonly images: {
    readonly source: string;
    readonly n: number;
    readonly subjects: number;
    /** Images by what told their subject. */
    readonly subjectsBy: Readonly<Record<string, number>>;
    readonly padded: number;
    readonly tiled: number;
    readonly scale: readonly ScaleSummary[];
    readonly constant: Survey['constant'];
    readonly duplicates: Survey['duplicates'];
    readonly faulty: readonly string[];
    readonly leftOut: readonly { readonly path: string; readonly why: string }[];
  };
  readonly engine: string;
  readonly conventions: object;
  readonly candidates: readonly Candidate[];
  readonly line: Omit<PrintedLine, 'at'> | null;
}

/** What a screening found, and how to look at its images once more. */
export interface Screened {
  readonly document: ScreenDocument;
  readonly images: readonly CollectedImage[];
  read(image: CollectedImage): Promise<Image>;
  /** One of the candidates, opened anew for as long as it is used. */
  using<Result>(spec: string, act: (vae: Vae) => Promise<Result>): Promise<Result>;
}

/**
 * Reads all headers, then all images once, then takes them through one autoencoder after the other.
 * @throws InputError that lists all faulty files, unless these are skipped; for fewer than two images that differ.
 */
export async function screened(flags: ScreenFlags, rule: ScaleRule): Promise<Screened> {
  const workspace = workspaceAt(undefined);
  const { threads } = flags;
  const engine = await openEngine(flags.engine, { threads });
  const using: Screened['using'] = async (spec, act) => {
    const vae = await openVae(spec, workspace, engine, { threads });
    return act(vae).finally(() => vae.dispose());
  };
  // Before hours of reading: whether all of them are there.
  for (const spec of flags.vae) await using(spec, async () => {});
  const bar = await countBar(flags.json === true);
  try {
    const collection = await collectImages(flags.images, {
      select: flags.select,
      subject: flags.cluster === undefined ? undefined : compilePattern(flags.cluster, '--cluster'),
      skipFaulty: flags.skipFaulty ?? false,
      checked: (done, of) => bar?.told(done, of, 'headers'),
    });
    const all = collection.images;
    const passes = flags.vae.length + 1;
    const seen = await survey(all, rule, (done) => bar?.told(done, all.length * passes, 'images'));
    if (seen.faults.length > 0 && !flags.skipFaulty)
      throw faultsError(flags.images, seen.faults, all.length, false);
    const series = await seriesValues(new Set(seen.images.map(({ path }) => path)), rule);
    const scales = new Map<string, AppliedScale>();
    const read = async ({ id, path, read: pixels }: CollectedImage) => {
      const own = await pixels();
      const values = own.series === undefined ? undefined : series.get(own.series);
      const { file, scale } = scaled(own, rule, path, values);
      if (scale) scales.set(id, scale);
      return file.image;
    };
    const passed: (Passed & { readonly vae: string })[] = [];
    for (const [i, spec] of flags.vae.entries()) {
      const done = all.length * (i + 1);
      const told = (count: number) => bar?.told(done + count, all.length * passes, spec);
      passed.push({ vae: spec, ...(await using(spec, (vae) => throughVae(vae, seen.images, read, told))) });
    }
    const images = seen.images.filter(({ id }) => passed.every(({ scores }) => scores.has(id)));
    assertEnough(images.length, flags.images, seen);
    const record = readPaperRecord(workspace);
    const printed = record && printedLine(record);
    const candidates = rankCandidates(
      images.map(({ id }) => id),
      images.map(({ subject }) => subject),
      passed.map(({ vae, latent, perPixel, scores }) => ({
        ...{ vae, latent, perPixel },
        psnr: images.map(({ id }) => scores.get(id)!.psnr),
        subbands: images.map(({ id }) => scores.get(id)!.subbands),
      })),
      printed,
    );
    const faults = [...collection.faults, ...seen.faults, ...passed.flatMap((each) => each.faults)];
    const among = (ids: readonly string[]) => new Set(ids).size;
    return {
      document: {
        command: 'screen',
        images: {
          source: flags.images,
          n: images.length,
          subjects: among(images.map(({ subject }) => subject)),
          subjectsBy: countsOf(images.map(({ subjectFrom }) => subjectFrom)),
          padded: among(passed.flatMap(({ padded }) => padded)),
          tiled: among(passed.flatMap(({ tiled }) => tiled)),
          scale: scaleSummaries(images.flatMap(({ id }) => scales.get(id) ?? [])),
          constant: seen.constant,
          duplicates: seen.duplicates,
          faulty: faults.map((fault) => new InputError(fault).message),
          leftOut: collection.leftOut,
        },
        engine: engine.name,
        conventions,
        candidates,
        line: printed ? { n: printed.n, r2: printed.r2, range: printed.range } : null,
      },
      images,
      read,
      using,
    };
  } finally {
    bar?.stop();
  }
}

function countsOf(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function assertEnough(n: number, source: string, { constant, duplicates }: Survey): void {
  if (n >= 2) return;
  const others = [
    ...(constant.length > 0 ? [`${constant.length} of one value everywhere`] : []),
    ...(duplicates.length > 0 ? [`${duplicates.length} with the pixels of another`] : []),
  ];
  throw new InputError({
    where: source,
    expected: 'at least two different images',
    got: [`${n}`, ...others].join(', and '),
    remedy: 'name the folder that holds them',
  });
}
