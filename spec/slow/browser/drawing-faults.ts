/// <reference lib="dom" />
/**
 * What is wrong with the figures of a page, looked at in the browser that shows it: text cut or beyond the drawing, texts
 * over each other, labels under lines. Runs in the page, so it may use nothing from here.
 */
export function drawingFaults(): readonly string[] {
  const touch = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - 1.5 && b.left < a.right - 1.5 && a.top < b.bottom - 1.5 && b.top < a.bottom - 1.5;
  const within = ({ left, right, top, bottom }: DOMRect, { x, y }: DOMPoint) =>
    x > left && x < right && y > top + 2 && y < bottom - 2;
  return [...document.querySelectorAll('.figures > figure')].flatMap((figure) => {
    const svg = figure.querySelector('svg')!;
    const room = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')]
      .filter((text) => text.textContent?.trim() && text.getAttribute('opacity') !== '0')
      .map((text) => ({ text, words: text.textContent ?? '', box: text.getBoundingClientRect() }));
    const lines = [...svg.querySelectorAll<SVGGeometryElement>('.role-mark path, .role-mark line')].filter(
      (line) => line.getAttribute('stroke') && line.getAttribute('stroke') !== 'none',
    );
    const crossed = (box: DOMRect) =>
      lines.some((line) => {
        const [length, matrix] = [line.getTotalLength(), line.getScreenCTM()!];
        return Array.from({ length: 81 }, (_, k) => (length * k) / 80).some((at) =>
          within(box, line.getPointAtLength(at).matrixTransform(matrix)),
        );
      });
    const faults = texts.flatMap(({ text, words, box }, i) => [
      ...(box.left < room.left - 1 || box.right > room.right + 1 ? [`beyond the drawing: ${words}`] : []),
      ...(box.top < room.top - 1 || box.bottom > room.bottom + 1 ? [`beyond the drawing: ${words}`] : []),
      ...(words.includes('…') ? [`cut: ${words}`] : []),
      ...texts
        .slice(i + 1)
        .flatMap((other) =>
          touch(box, other.box) && other.words !== words ? [`over each other: ${words}, ${other.words}`] : [],
        ),
      ...(text.closest('.role-mark') && crossed(box) ? [`under a line: ${words}`] : []),
    ]);
    return faults.map((fault) => `${figure.id}: ${fault}`);
  });
}
