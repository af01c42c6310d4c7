import { gzipSync } from 'node:zlib';

/** A file as people have it, and what must come out of it. */
export interface AwkwardFile {
  readonly what: string;
  readonly content: string | Uint8Array;
  /** What the caller says. */
  readonly asked?: {
    readonly idColumn?: string;
    readonly columns?: readonly string[];
    readonly subject?: string;
    readonly subjectsByIds?: boolean;
    /** Of several methods. */
    readonly chosen?: string;
  };
  readonly gives:
    | {
        readonly ids?: readonly string[];
        readonly n?: number;
        readonly scores: Readonly<Record<string, readonly number[]>>;
        readonly subjects?: readonly string[];
        /** What is said of all that is left out, in order. */
        readonly leftOut?: readonly RegExp[];
      }
    | RegExp;
}

const abc = ['a', 'b', 'c'];
const psnr = [26.3, 25.1, 30];
const read = { ids: abc, scores: { psnr } };
const csv = 'id,psnr\na,26.3\nb,25.1\nc,30\n';
const records = [
  { id: 'a', psnr: 26.3 },
  { id: 'b', psnr: 25.1 },
  { id: 'c', psnr: 30 },
];
const npz = (base64: string) => Buffer.from(base64, 'base64');
const json = (value: unknown) => JSON.stringify(value);
const ten = Array.from({ length: 10 }, (_, i) => 25 + 0.37 * i);
const column = (name: string, values: readonly (number | string)[]) =>
  `id,${name}\n${values.map((value, i) => `x${i},${value}`).join('\n')}\n`;

/** Sixty of them. */
export const awkwardFiles: readonly AwkwardFile[] = [
  { what: 'a plain CSV', content: csv, gives: { ...read, leftOut: [] } },
  { what: 'carriage returns', content: csv.replaceAll('\n', '\r\n'), gives: read },
  { what: 'a byte order mark', content: `\ufeff${csv}`, gives: read },
  { what: 'UTF-16', content: Buffer.from(`\ufeff${csv}`, 'utf16le'), gives: read },
  { what: 'gzip', content: gzipSync(csv), gives: read },
  { what: 'UTF-16 without a byte order mark', content: Buffer.from(csv, 'utf16le'), gives: read },
  { what: 'UTF-16 of the other order', content: Buffer.from(csv, 'utf16le').swap16(), gives: read },
  {
    what: "Excel's line that names the separator",
    content: 'sep=;\nid;psnr\na;26,3\nb;25,1\nc;30\n',
    gives: { ...read, leftOut: [/^line 1: a remark/] },
  },
  { what: 'lines of empty cells below', content: `${csv},\n , \n`, gives: read },
  { what: 'a line of empty cells between', content: csv.replace('b,', ',\nb,'), gives: read },
  { what: 'tabs', content: csv.replaceAll(',', '\t'), gives: read },
  { what: 'semicolons and points', content: csv.replaceAll(',', ';'), gives: read },
  { what: 'semicolons and decimal commas', content: 'id;psnr\na;26,3\nb;25,1\nc;30\n', gives: read },
  { what: 'decimal commas in quotes', content: 'id,psnr\na,"26,3"\nb,"25,1"\nc,30\n', gives: read },
  {
    what: 'decimal commas in quotes before three digits',
    content: 'id,ssim\na,"0,823"\nb,"0,751"\nc,"0,900"\n',
    gives: { ids: abc, scores: { ssim: [0.823, 0.751, 0.9] }, leftOut: [] },
  },
  {
    what: 'commas in quotes that may be before decimals or between thousands',
    content: 'id,psnr\na,"26,345"\nb,"25,112"\nc,"30,001"\n',
    gives: /line 2: expected numbers in column psnr that tell decimals from thousands, got "26,345"; write/,
  },
  {
    what: 'commas between thousands, as another column tells',
    content: 'id\tfid\tpsnr\na\t1,234\t26.3\nb\t1,100\t25.1\nc\t900\t30\n',
    gives: { ids: abc, scores: { fid: [1234, 1100, 900], psnr } },
  },
  {
    what: 'points between thousands, as another column tells',
    content: 'id;fid;psnr\na;1.234;26,3\nb;1.100;25,1\nc;900;30\n',
    gives: { ids: abc, scores: { fid: [1234, 1100, 900], psnr } },
  },
  {
    what: 'a column with decimal commas beside one with points',
    content: 'id;ssim;psnr\na;0.5;26,3\nb;0.25;25,1\nc;0.75;30\n',
    gives: { ids: abc, scores: { ssim: [0.5, 0.25, 0.75], psnr } },
  },
  {
    what: 'points and commas before decimals of one column',
    content: 'id;psnr\na;26,3\nb;25.1\nc;30\n',
    gives:
      /line 2: expected one mark before the decimals of column psnr, where other cells have a point, got "26,3"/,
  },
  {
    what: 'decimal commas of texts in JSON',
    content: json(records.map((one) => ({ ...one, psnr: `${one.psnr}`.replace('.', ',') }))),
    gives: read,
  },
  {
    what: 'decimal commas with points between thousands',
    content: 'id;fid\na;1.234,5\nb;2.000,25\nc;30,5\n',
    gives: { ids: abc, scores: { fid: [1234.5, 2000.25, 30.5] } },
  },
  { what: 'quotes everywhere', content: csv.replace(/[^,\n]+/g, '"$&"'), gives: read },
  { what: 'spaces about cells', content: csv.replaceAll(',', ' , '), gives: read },
  { what: 'blank lines', content: csv.replaceAll('\n', '\n\n'), gives: read },
  { what: 'no line break at the end', content: csv.trimEnd(), gives: read },
  {
    what: 'remarks before the header',
    content: `# made by eval.py\n# seed 42\n${csv}`,
    gives: { ...read, leftOut: [/^line 1: a remark/, /^line 2: a remark/] },
  },
  { what: 'a header after #, as NumPy writes it', content: `# ${csv}`, gives: read },
  {
    what: 'ids that begin with #',
    content: csv.replaceAll(/^(?=[abc])/gm, '#'),
    gives: { ids: ['#a', '#b', '#c'], scores: { psnr }, leftOut: [] },
  },
  { what: 'a unit in every cell', content: 'id,psnr\na,26.3 dB\nb,25.1 dB\nc,30 dB\n', gives: read },
  { what: 'a unit without a space', content: 'id,psnr\na,26.3dB\nb,25.1dB\nc,30dB\n', gives: read },
  {
    what: 'a unit in some cells',
    content: 'id,psnr\na,26.3 dB\nb,25.1\nc,30 dB\n',
    gives: /line 3: expected a number in dB in column psnr, as above, got "25\.1"/,
  },
  {
    what: 'multiples by a letter',
    content: 'id,fid\na,1.2k\nb,900\nc,2k\n',
    gives: /line 2: expected a finite number in column fid, got "1\.2k"/,
  },
  {
    what: 'per cent in cells',
    content: 'id,ssim\na,82.5%\nb,75%\nc,90%\n',
    gives: { ids: abc, scores: { ssim: [0.825, 0.75, 0.9] } },
  },
  {
    what: 'per cent in the header',
    content: 'id,SSIM (%)\na,82.5\nb,75\nc,90\n',
    gives: { ids: abc, scores: { ssim: [0.825, 0.75, 0.9] } },
  },
  ...['Dice [percent]', 'Dice %', 'Dice_pct', 'Dice%', 'Dice (Percent)'].map((name) => ({
    what: `per cent in the header as ${name}`,
    content: `id,${name}\na,82.5\nb,75\nc,90\n`,
    gives: { ids: abc, scores: { Dice: [0.825, 0.75, 0.9] } },
  })),
  {
    what: 'per cent without a word of it',
    content: 'id,psnr,ssim\na,26.3,82.5\nb,25.1,75\nc,30,90\n',
    gives: {
      ...read,
      leftOut: [
        /^column ssim: 3 of 3 values are no measurements .*; if in per cent, call the column "ssim \(%\)"$/,
      ],
    },
  },
  { what: 'a unit in the header', content: csv.replace('psnr', 'PSNR (dB)'), gives: read },
  { what: 'a unit in square brackets', content: csv.replace('psnr', 'PSNR [dB]'), gives: read },
  { what: 'an arrow in the header', content: csv.replace('psnr', 'PSNR↑'), gives: read },
  { what: 'a unit after an underline', content: csv.replace('psnr', 'psnr_db'), gives: read },
  { what: 'capitals', content: csv.replace('psnr', 'Psnr').replace('id', 'ID'), gives: read },
  {
    what: 'MS-SSIM by another spelling',
    content: column('MS_SSIM', ['0.9', '0.8', '0.7']),
    gives: { n: 3, scores: { ms_ssim: [0.9, 0.8, 0.7] } },
  },
  {
    what: 'two columns of one score',
    content: 'id,psnr,PSNR\na,26.3,1\nb,25.1,2\nc,30,3\n',
    gives: { ids: abc, scores: { psnr, PSNR: [1, 2, 3] } },
  },
  {
    what: 'a score that nobody knows',
    content: csv.replace('psnr', 'maestro'),
    gives: { ids: abc, scores: { maestro: psnr } },
  },
  {
    what: 'a mean at the end',
    content: `${csv}mean,27.13\n`,
    gives: { ...read, leftOut: [/^line 5: a summary of other rows by its name, "mean"$/] },
  },
  {
    what: 'mean and std at the end',
    content: `${csv}Average,27.13\nStd. Dev,2\n`,
    gives: { ...read, leftOut: [/"Average"/, /"Std. Dev"/] },
  },
  {
    what: 'images whose names begin like summaries',
    content: 'id,psnr\nmean_001,26.3\nmax12.png,25.1\nminor,30\n',
    gives: { ids: ['mean_001', 'max12.png', 'minor'], scores: { psnr }, leftOut: [] },
  },
  {
    what: 'summaries with words beside them',
    content: `${csv}Mean (n = 3),27.1\nmean ± sd,27.1 ± 2\nOverall average,27\nStd. Dev.,2\nTotal,81\n`,
    gives: { ...read, leftOut: Array.from({ length: 5 }, () => /a summary of other rows/) },
  },
  {
    what: 'an SSIM a hair above 1',
    content: column('ssim', ['0.8', '1.0000001', '0.7']),
    gives: { n: 3, scores: { ssim: [0.8, 1.0000001, 0.7] }, leftOut: [] },
  },
  {
    what: 'what pandas describes, below',
    content: `${csv}count,3\nmean,27\nstd,2\nmin,25.1\n25%,25.7\n50%,26.3\n75%,28\nmax,30\n`,
    gives: { ...read, leftOut: Array.from({ length: 8 }, () => /a summary of other rows/) },
  },
  {
    what: 'a summary in JSON',
    content: json([...records, { id: 'mean', psnr: 27.1 }]),
    gives: { ...read, leftOut: [/^\/3: a summary/] },
  },
  {
    what: '-999 for missing',
    content: column('psnr', [...ten, -999]),
    gives: {
      n: 11,
      scores: { psnr: [...ten, Number.NaN] },
      leftOut: [/^line 12, column psnr: -999 stands for a missing value \(id x10\)$/],
    },
  },
  {
    what: '9999 for missing',
    content: column('loss', [...ten, 9999]),
    gives: { n: 11, scores: { loss: [...ten, Number.NaN] }, leftOut: [/9999 stands for a missing value/] },
  },
  {
    what: '-1 for missing',
    content: column('psnr', [-1, ...ten]),
    gives: { n: 11, scores: { psnr: [Number.NaN, ...ten] }, leftOut: [/-1 stands for a missing value/] },
  },
  {
    what: '-1 among values that are near it',
    content: column('gap', [-1, ...ten.map((value) => value - 27)]),
    gives: { n: 11, scores: { gap: [-1, ...ten.map((value) => value - 27)] }, leftOut: [] },
  },
  {
    what: 'an SSIM of 1.7',
    content: column('ssim', ['0.8', '0.7', '1.7', '0.9']),
    gives: {
      n: 4,
      scores: { ssim: [0.8, 0.7, Number.NaN, 0.9] },
      leftOut: [/line 4, column ssim: 1\.7 is outside of what ssim can be, -1 to 1/],
    },
  },
  {
    what: 'a negative LPIPS',
    content: column('lpips', ['0.1', '-0.2', '0.3', '0.2']),
    gives: { n: 4, scores: { lpips: [0.1, Number.NaN, 0.3, 0.2] }, leftOut: [/-0\.2 is outside/] },
  },
  {
    what: 'NaN in a cell',
    content: csv.replace('25.1', 'nan'),
    gives: /line 3: expected a finite number in column psnr, got "nan"/,
  },
  {
    what: 'an empty cell',
    content: csv.replace('25.1', ''),
    gives: /line 3: expected a finite number in column psnr, got an empty cell/,
  },
  {
    what: 'Infinity in JSON',
    content: '[{"id": "a", "psnr": Infinity}]',
    gives: /line 1: expected finite numbers, got Infinity/,
  },
  {
    what: 'an id twice',
    content: `${csv}a,27\n`,
    gives: /line 5: expected every id once in column id, got "a", which also stands at line 2/,
  },
  {
    what: 'a row that is too short',
    content: `${csv}d\n`,
    gives: /line 5: expected 2 cells, as in the header \(id, psnr\), got 1/,
  },
  {
    what: 'no header',
    content: 'a,26.3\nb,25.1\nc,30\n',
    gives: /line 1: expected a header: .* got "26\.3", a number; name the columns, as in --columns id,psnr/,
  },
  {
    what: 'no header, and names',
    content: 'a,26.3\nb,25.1\nc,30\n',
    asked: { columns: ['id', 'psnr'] },
    gives: read,
  },
  {
    what: 'a pandas index',
    content: ',psnr\na,26.3\nb,25.1\nc,30\n',
    gives: read,
  },
  {
    what: 'a pandas index beside ids',
    content: ',id,psnr\n0,a,26.3\n1,b,25.1\n2,c,30\n',
    gives: { ids: abc, scores: { index: [0, 1, 2], psnr } },
  },
  { what: 'file names as ids', content: csv.replace('id', 'filename'), gives: read },
  {
    what: 'no column of ids',
    content: 'psnr,ssim\n26.3,0.8\n25.1,0.7\n',
    gives:
      /expected a column id of ids, .* got lines of cells apart by commas, 2 rows of psnr, ssim; name the column of ids with --pair-by/,
  },
  {
    what: 'no ids, and rows in order',
    content: 'psnr\n26.3\n25.1\n30\n',
    asked: { idColumn: 'position' },
    gives: { ids: ['1', '2', '3'], scores: { psnr } },
  },
  {
    what: 'numbers as subjects',
    content: json(records.map((one, i) => ({ ...one, subject: i % 2 }))),
    gives: { ...read, subjects: ['0', '1', '0'] },
  },
  {
    what: 'subjects with leading zeros',
    content: 'id,patient_id,psnr\na,007,26.3\nb,7,25.1\nc,007,30\n',
    gives: { ...read, subjects: ['007', '7', '007'] },
  },
  {
    what: 'a gap in the subjects',
    content: 'id,subject,psnr\na,1,26.3\nb,,25.1\nc,1,30\n',
    gives: /line 3: expected a subject in column subject, which other rows have, got an empty cell/,
  },
  {
    what: 'a gap in the subjects, and a pattern of ids',
    content: 'id,subject,psnr\na,1,26.3\nb,,25.1\nc,1,30\n',
    asked: { subjectsByIds: true },
    gives: read,
  },
  {
    what: 'subjects by another name',
    content: 'id,scan,psnr\na,s1,26.3\nb,s2,25.1\nc,s1,30\n',
    asked: { subject: 'scan' },
    gives: { ...read, subjects: ['s1', 's2', 's1'] },
  },
  {
    what: 'a column of words',
    content: 'id,note,psnr\na,good,26.3\nb,blurred,25.1\nc,good,30\n',
    gives: { ...read, leftOut: [/^column note: it holds no numbers$/] },
  },
  { what: 'a list of records', content: json(records), gives: read },
  { what: "the release's form", content: json({ n_samples: 3, per_image_metrics: records }), gives: read },
  { what: 'a record a line', content: records.map(json).join('\n'), gives: read },
  { what: 'lists by score', content: json({ id: abc, psnr }), gives: read },
  {
    what: 'records by id',
    content: json(Object.fromEntries(records.map(({ id, psnr: value }) => [id, { psnr: value }]))),
    gives: read,
  },
  { what: 'ids by score', content: json({ psnr: { a: 26.3, b: 25.1, c: 30 } }), gives: read },
  {
    what: 'pandas split',
    content: json({ columns: ['psnr'], index: abc, data: psnr.map((value) => [value]) }),
    gives: read,
  },
  {
    what: 'a table inside of others',
    content: json({ config: { T: 16 }, results: { per_image: records } }),
    gives: read,
  },
  {
    what: 'a score twice in a record',
    content: '[{"id": "a", "psnr": 26.3},\n {"id": "b", "psnr": 25.1, "psnr": 99}]',
    gives: /line 2: expected every name once in a record, got "psnr" twice; keep one of them/,
  },
  {
    what: 'an id twice among records by id',
    content: '{"a": {"psnr": 26.3},\n "b": {"psnr": 25.1},\n "a": {"psnr": 30}}',
    gives: /line 3: expected every name once in a record, got "a" twice/,
  },
  {
    what: 'a score twice in a record a line',
    content: '{"id": "a", "psnr": 26.3}\n{"id": "b", "psnr": 25.1, "psnr": 99}\n',
    gives: /line 2: expected every name once in a record, got "psnr" twice/,
  },
  {
    what: 'names of other objects and texts that look like names',
    content:
      '[{"id": "\\"psnr\\": 1", "psnr": 26.3, "note": "psnr"}, {"id": "b", "psnr": 25.1, "note": "{"}]',
    gives: { ids: ['"psnr": 1', 'b'], scores: { psnr: [26.3, 25.1] } },
  },
  {
    what: 'two tables inside of another',
    content: json({ a: records, b: records }),
    gives: /expected one table of scores, got 2: at \/a, \/b; keep one of them in a file of its own/,
  },
  {
    what: 'records within records',
    content: json(records.map((one) => ({ id: one.id, subbands: { HH1: one.psnr } }))),
    gives: { ids: abc, scores: { 'subbands/HH1': psnr } },
  },
  {
    what: 'means alone',
    content: json({ mean_psnr: 26.3 }),
    gives: /expected a list with one record per image, got nothing.*only mean_psnr/,
  },
  {
    what: 'a method a row',
    content: 'id,method,psnr\na,x,26.3\nb,x,25.1\nc,x,30\na,y,1\nb,y,2\nc,y,3\n',
    gives: /expected one method, every id once, got 2 methods, told apart by column method: x, y/,
  },
  {
    what: 'a method a row, and one of them',
    content: 'id,method,psnr\na,x,26.3\nb,x,25.1\nc,x,30\na,y,1\nb,y,2\nc,y,3\n',
    asked: { chosen: 'method=x' },
    gives: { ...read, leftOut: [/^3 rows: of method y$/] },
  },
  {
    what: 'a method a column, and one of them',
    content: 'id,psnr_x,psnr_y,ssim_x,ssim_y\na,26.3,1,0.1,0.4\nb,25.1,2,0.2,0.5\nc,30,3,0.3,0.6\n',
    asked: { chosen: 'x' },
    gives: {
      ids: abc,
      scores: { psnr, ssim: [0.1, 0.2, 0.3] },
      leftOut: [/^column psnr_y: of another method$/, /^column ssim_y: of another method$/],
    },
  },
  {
    what: 'a zip archive',
    content: Buffer.from('PK\x03\x04rest'),
    gives: /expected text: a CSV or JSON, got a zip archive; unpack it/,
  },
  // Written by NumPy 2: np.savez_compressed, np.savez.
  {
    what: 'a NumPy archive of texts and numbers',
    content: npz(
      'UEsDBC0AAAAIAAAAIQCMfGKy//////////8GABQAaWQubnB5AQAQAIwAAAAAAAAATQAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuE2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFACuRAYGhiQg/gPEAFBLAwQtAAAACAAAACEAZYv43f//////////CAAUAHBzbnIubnB5AQAQAJgAAAAAAAAAVgAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2ahrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFACus2eAwMfKYdZMIJC0dGAAAzsHAFBLAwQtAAAACAAAACEA68ArBP//////////BQAUAG4ubnB5AQAQAIwAAAAAAAAATQAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mirqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFAAuRgYGBiYgZgZiAFBLAQItAy0AAAAIAAAAIQCMfGKyTQAAAIwAAAAGAAAAAAAAAAAAAACAAQAAAABpZC5ucHlQSwECLQMtAAAACAAAACEAZYv43VYAAACYAAAACAAAAAAAAAAAAAAAgAGFAAAAcHNuci5ucHlQSwECLQMtAAAACAAAACEA68ArBE0AAACMAAAABQAAAAAAAAAAAAAAgAEVAQAAbi5ucHlQSwUGAAAAAAMAAwCdAAAAmQEAAAAA',
    ),
    gives: { ids: ['a', 'b', 'ü'], scores: { psnr, n: [1, 2, 3] } },
  },
  {
    what: 'a NumPy archive of bytes and big-endian singles',
    content: npz(
      'UEsDBC0AAAAAAAAAIQAlV0U7//////////8GABQAaWQubnB5AQAQAIMAAAAAAAAAgwAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICd8UzEnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCmFiY1BLAwQtAAAAAAAAACEAhGV2Vf//////////CAAUAHBzbnIubnB5AQAQAIwAAAAAAAAAjAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICc+ZjQnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCkHUAABByAAAQfAAAFBLAQItAy0AAAAAAAAAIQAlV0U7gwAAAIMAAAAGAAAAAAAAAAAAAACAAQAAAABpZC5ucHlQSwECLQMtAAAAAAAAACEAhGV2VYwAAACMAAAACAAAAAAAAAAAAAAAgAG7AAAAcHNuci5ucHlQSwUGAAAAAAIAAgBqAAAAgQEAAAAA',
    ),
    gives: { ids: abc, scores: { psnr: [26.5, 25, 30] } },
  },
  {
    what: 'a NumPy archive of two axes',
    content: npz(
      'UEsDBC0AAAAAAAAAIQB+jUFX//////////8GABQAaWQubnB5AQAQAIwAAAAAAAAAjAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICc8VTEnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCmEAAABiAAAAYwAAAFBLAwQtAAAAAAAAACEAAqF3N///////////CAAUAHBzbnIubnB5AQAQALAAAAAAAAAAsAAAAAAAAACTTlVNUFkBAHYAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFBLAQItAy0AAAAAAAAAIQB+jUFXjAAAAIwAAAAGAAAAAAAAAAAAAACAAQAAAABpZC5ucHlQSwECLQMtAAAAAAAAACEAAqF3N7AAAACwAAAACAAAAAAAAAAAAAAAgAHEAAAAcHNuci5ucHlQSwUGAAAAAAIAAgBqAAAArgEAAAAA',
    ),
    gives: /psnr\.npy: expected one axis, got \[3, 2\]; save one value an image, an array a score/,
  },
  { what: 'spaces between cells', content: csv.replaceAll(',', '   '), gives: read },
  {
    what: 'spaces, and an index without a name as pandas prints it',
    content: '   id    psnr\n0   a   26.3\n1   b   25.1\n2   c   30.0\n',
    gives: { ids: abc, scores: { index: [0, 1, 2], psnr } },
  },
  {
    what: 'pandas table',
    content: json({
      schema: {
        fields: [
          { name: 'id', type: 'string' },
          { name: 'psnr', type: 'number' },
        ],
        primaryKey: ['id'],
        pandas_version: '1.4.0',
      },
      data: records,
    }),
    gives: read,
  },
  {
    what: 'pandas values',
    content: json(records.map(({ id, psnr: value }) => [id, value])),
    asked: { columns: ['id', 'psnr'] },
    gives: read,
  },
  {
    what: 'pandas values without names',
    content: json(records.map(({ id, psnr: value }) => [id, value])),
    gives: /expected the names of the columns, which lists do not have, .*as in --columns id,psnr/,
  },
  {
    what: 'a column a method, without a metric',
    content: 'id,ours,theirs\na,26.3,24\nb,25.1,23\nc,30,28\n',
    asked: { chosen: 'ours' },
    gives: { ids: abc, scores: { score: psnr }, leftOut: [/^column theirs: of another method$/] },
  },
  {
    what: 'Parquet that is cut',
    content: Buffer.from('PAR1rest'),
    gives: /expected an undamaged Parquet file, got .*; write it again, or save it as CSV/,
  },
  {
    what: 'a web page in the place of a table',
    content: '<!DOCTYPE html><title>Sign in</title>',
    gives: /expected a table, got a web page \(Sign in\); download it again/,
  },
  {
    what: 'a pointer of Git LFS in the place of a table',
    content: 'version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 12\n',
    gives: /expected a table, got a pointer of Git LFS to 12 bytes/,
  },
  { what: 'an empty file', content: '', gives: /expected at least one row of scores, got none/ },
];
