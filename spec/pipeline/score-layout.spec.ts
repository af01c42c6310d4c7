import { expect } from 'chai';
import { layoutOf } from '../../harness/pipeline/score-layout.ts';

/** A table of one row of texts a line. */
function table(header: string, ...lines: readonly string[]) {
  const columns = header.split(',');
  const rows = lines.map((line) => ({
    cells: Object.fromEntries(line.split(',').map((cell, i) => [columns[i], cell])),
  }));
  return { path: 't.csv', columns, rows };
}

describe('the layout of a table of scores', () => {
  it('tells two methods by their columns, the score by what the names share', () => {
    expect(layoutOf(table('image,psnr_ours,lpips_ours,psnr_theirs', 'a,1,2,3', 'b,2,3,4'))).to.deep.equal({
      sample: 'image',
      score: { id: 'psnr', metric: 'psnr' },
      better: 'higher',
      methods: [
        { id: 'ours', columns: { psnr: 'psnr_ours' } },
        { id: 'theirs', columns: { psnr: 'psnr_theirs' } },
      ],
    });
    expect(layoutOf(table('case,A LPIPS,B LPIPS', 'x,1,2', 'y,2,3'))).to.deep.include({
      score: { id: 'lpips', metric: 'lpips' },
      better: 'lower',
    });
    expect(layoutOf(table('case,dice A,dice B', 'x,1,2', 'y,2,3'))).to.deep.include({
      score: { id: 'dice' },
      better: 'none',
      methods: [
        { id: 'A', columns: { dice: 'dice A' } },
        { id: 'B', columns: { dice: 'dice B' } },
      ],
    });
    expect(layoutOf(table('name,bicubic,nearest', 'x,1,2', 'y,2,3')).score).to.deep.equal({ id: 'score' });
  });

  it('tells two methods by a column that names them, where images stand once a method', () => {
    expect(
      layoutOf(table('id,model,ms-ssim', 'a,net 1,0.9', 'a,net 2,0.8', 'b,net 1,0.7', 'b,net 2,0.6')),
    ).to.deep.equal({
      sample: 'id',
      score: { id: 'ms-ssim', metric: 'ms-ssim' },
      better: 'higher',
      methods: [
        { id: 'net-1', where: { model: 'net 1' }, columns: { 'ms-ssim': 'ms-ssim' } },
        { id: 'net-2', where: { model: 'net 2' }, columns: { 'ms-ssim': 'ms-ssim' } },
      ],
    });
  });

  it('gives names that contrasts can hold', () => {
    const { methods, score } = layoutOf(table('id,(psnr) 1st!,(psnr) 2nd!', 'a,1,2', 'b,1,2'));
    for (const id of [score.id, ...methods.map((method) => method.id)])
      expect(id).to.match(/^[A-Za-z](?:[\w.-]*\w)?$/);
  });

  it('says what it could not tell', () => {
    for (const [given, message] of [
      [table('psnr_a,psnr_b', '1,2', '2,3'), /t\.csv: expected a column of image names/],
      [
        table('id,psnr', 'a,1', 'b,2'),
        /t\.csv: expected two columns of scores, got columns id, psnr; rename/,
      ],
      [
        table('id,psnr', 'a,1', 'a,2'),
        /t\.csv: expected every image once in column id, or a column that tells apart/,
      ],
      [table('id,psnr,psnr', 'a,1,1', 'b,2,2'), /t\.csv: expected two methods whose names differ/],
    ] as const) {
      expect(() => layoutOf(given)).to.throw(message);
    }
  });
});
