import { expect } from 'chai';
import { readPlainText } from '../../../harness/edges/files/documents/plain-text.ts';
import { recordOf } from '../../../harness/record/reading/record-of.ts';

const figures = (...lines: string[]) =>
  recordOf(readPlainText(lines.join('\n')), 'text').figures.map(({ id, text }) => `${id} ${text}`);

describe('rows that a merged cell covers', () => {
  const heading = '| Dataset | Method | PSNR | SSIM |';
  const first = '| Knee | Bicubic | 23.79 | 0.906 |';

  it('get it back where a text has lost it', () => {
    for (const second of [
      '| ESRGAN | 23.28 | 0.897 | |',
      '| ESRGAN | 23.28 | 0.897 |',
      '| ESRGAN | 23.28 | | |',
    ])
      expect(figures(heading, first, second, '| Brain | Bicubic | 29.91 | 0.980 |'), second).to.include(
        'table1/knee/esrgan/psnr 23.28',
      );
    expect(figures(`${heading} Speed |`, `${first} |`, '| ESRGAN | 23.28 | 0.897 | ||')).to.include(
      'table1/knee/esrgan/ssim 0.897',
    );
  });

  it('are told from rows whose last value is not there', () => {
    expect(figures(heading, first, '| Brain | ESRGAN | 23.28 | |')).to.include(
      'table1/brain/esrgan/psnr 23.28',
    );
    const numbers = ['| Method | PSNR | SSIM |', '| Bicubic | 23.79 | 0.906 |', '| ESRGAN | 23.28 | |'];
    expect(figures(...numbers)).to.include('table1/esrgan/psnr 23.28');
  });
});
