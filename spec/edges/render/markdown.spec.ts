import { expect } from 'chai';
import { renderMarkdown } from '../../../harness/edges/render/markdown.ts';
import { fixtureView } from '../../report/fixture.ts';

describe('Markdown report', () => {
  const view = fixtureView();
  const markdown = renderMarkdown(view);

  it('has the same bytes for the same view', () => {
    expect(renderMarkdown(fixtureView())).to.equal(markdown);
  });

  it('has text wherever the view has: no record shows as itself', () => {
    expect(markdown).to.not.match(/\[object|undefined/);
  });

  it('keeps every row of a table on a line of its own, with as many cells as its head', () => {
    const lines = markdown.split('\n');
    let cells = 0;
    lines.forEach((line, index) => {
      const count = line.startsWith('|') ? (line.replace(/\\\|/g, '').match(/\|/g) ?? []).length : 0;
      if (count > 0 && cells > 0) expect(count, `line ${index + 1}: ${line}`).to.equal(cells);
      if (count > 0 && cells === 0)
        expect(lines[index + 1], `line ${index + 2}`).to.match(/^\|( :?---:? \|)+$/);
      cells = count;
    });
  });

  it('holds every claim with its verdicts and replay, and of figures the captions', () => {
    for (const { id, verdicts } of view.claims) {
      expect(markdown).to.contain(`\n| **${id}** `);
      expect(markdown).to.contain(`<summary>${id}: `);
      for (const { replay } of verdicts) expect(markdown).to.contain(`\n\`\`\`sh\n${replay}\n\`\`\`\n`);
    }
    expect(markdown).to.contain('*Figure, in the HTML report:* PSNR by kernel on real-mr at 4× and 8×');
    expect(markdown).to.not.contain('<svg').and.not.contain('data:image');
  });

  it('differs between reruns in the provenance section only', () => {
    const other = renderMarkdown({ ...view, provenance: { facts: [], data: [], time: [] } });
    const rest = (text: string) => text.slice(0, text.indexOf('\n## Provenance'));
    expect(rest(other)).to.equal(rest(markdown));
  });
});
