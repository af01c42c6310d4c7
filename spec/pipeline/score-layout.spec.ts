import { expect } from 'chai';
import { layoutOf, partsOf } from '../../harness/pipeline/score-layout.ts';

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
      scores: [{ id: 'psnr', metric: 'psnr', better: 'higher' }],
      methods: [
        { id: 'ours', columns: { psnr: 'psnr_ours' } },
        { id: 'theirs', columns: { psnr: 'psnr_theirs' } },
      ],
      left: ['lpips_ours'],
    });
    expect(layoutOf(table('case,A LPIPS,B LPIPS', 'x,1,2', 'y,2,3')).scores).to.deep.equal([
      { id: 'lpips', metric: 'lpips', better: 'lower' },
    ]);
    expect(layoutOf(table('case,dice A,dice B', 'x,1,2', 'y,2,3'))).to.deep.include({
      scores: [{ id: 'dice', better: 'none' }],
      methods: [
        { id: 'A', columns: { dice: 'dice A' } },
        { id: 'B', columns: { dice: 'dice B' } },
      ],
    });
    expect(layoutOf(table('name,bicubic,nearest', 'x,1,2', 'y,2,3')).scores).to.deep.equal([
      { id: 'score', better: 'none' },
    ]);
  });

  it('takes every method and every score that all methods have', () => {
    const { methods, scores, left } = layoutOf(
      table(
        'id,psnr_a,ssim_b,psnr_b,psnr_c,ssim_a,ssim_c,mae_a,mae_b',
        'x,1,2,3,4,5,6,7,8',
        'y,1,2,3,4,5,6,7,9',
      ),
    );
    expect(methods).to.deep.equal(
      ['a', 'b', 'c'].map((id) => ({ id, columns: { psnr: `psnr_${id}`, ssim: `ssim_${id}` } })),
    );
    expect(scores.map(({ id }) => id)).to.deep.equal(['psnr', 'ssim']);
    expect(left).to.deep.equal(['mae_a', 'mae_b']);
    expect(layoutOf(table('id,psnr_a,ssim_a,ssim_b', 'x,1,2,3', 'y,2,3,4'))).to.deep.include({
      scores: [{ id: 'ssim', metric: 'ssim', better: 'higher' }],
      left: ['psnr_a'],
    });
    // A metric of several numbers says for none of them alone which side is the better one.
    expect(layoutOf(table('id,hallucination_a,hallucination_b', 'x,1,2', 'y,2,3')).scores).to.deep.equal([
      { id: 'hallucination', metric: 'hallucination', better: 'none' },
    ]);
    const long = layoutOf(table('id,method,psnr,lpips', 'x,a,1,2', 'x,b,2,3', 'x,c,3,4'));
    expect(long.methods.map(({ where }) => where)).to.deep.equal(
      ['a', 'b', 'c'].map((method) => ({ method })),
    );
    expect(long.scores.map(({ id, better }) => `${id} ${better}`)).to.deep.equal([
      'psnr higher',
      'lpips lower',
    ]);
  });

  it('tells two methods by a column that names them, where images stand once a method', () => {
    expect(
      layoutOf(table('id,model,ms-ssim', 'a,net 1,0.9', 'a,net 2,0.8', 'b,net 1,0.7', 'b,net 2,0.6')),
    ).to.deep.equal({
      sample: 'id',
      scores: [{ id: 'ms-ssim', metric: 'ms-ssim', better: 'higher' }],
      methods: [
        { id: 'net-1', where: { model: 'net 1' }, columns: { 'ms-ssim': 'ms-ssim' } },
        { id: 'net-2', where: { model: 'net 2' }, columns: { 'ms-ssim': 'ms-ssim' } },
      ],
      left: [],
    });
  });

  it('gives names that contrasts can hold', () => {
    const { methods, scores } = layoutOf(table('id,(psnr) 1st!,(psnr) 2nd!', 'a,1,2', 'b,1,2'));
    for (const id of [scores[0].id, ...methods.map((method) => method.id)])
      expect(id).to.match(/^[A-Za-z](?:[\w.-]*\w)?$/);
  });

  it('reads words between signs, whatever signs stand at the ends', () => {
    expect(['(PSNR) ours!', '_psnr__ours', 'psnr'].map(partsOf)).to.deep.equal([
      ['PSNR', 'ours'],
      ['psnr', 'ours'],
      ['psnr'],
    ]);
    const { scores, methods } = layoutOf(table('id,(a),(b)', 'x,1,2', 'y,2,3'));
    expect([scores, methods.map(({ id }) => id)]).to.deep.equal([
      [{ id: 'score', better: 'none' }],
      ['a', 'b'],
    ]);
  });

  it('takes columns whose cells are empty or blank for words', () => {
    const { sample } = layoutOf(table('psnr_a,note,psnr_b', '1, ,2', '2,x,3'));
    expect(sample).to.equal('note');
  });

  it('is not told by two metrics of one method, where no metric has two', () => {
    expect(() => layoutOf(table('id,psnr,ssim', 'a,1,2', 'b,2,3'))).to.throw(
      't.csv: expected two columns of one score, one a method, or a column that names methods',
    );
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
      [table('id,psnr,psnr', 'a,1,1', 'b,2,2'), /t\.csv: expected methods whose names differ/],
    ] as const) {
      expect(() => layoutOf(given)).to.throw(message);
    }
  });

  it('takes for the images the column that is called so, wherever it stands, else the first of words', () => {
    const sampleOf = (header: string) => layoutOf(table(header, 'x,p,1,2', 'y,q,2,3')).sample;
    expect(['case,Image,psnr_a,psnr_b', 'case,site,psnr_a,psnr_b'].map(sampleOf)).to.deep.equal([
      'Image',
      'case',
    ]);
    const numbered = table('psnr_a,psnr_b,id', '1,2,1', '2,3,2');
    expect(layoutOf(numbered)).to.deep.include({ sample: 'id', left: [] });
  });
});
