import { styleText } from 'node:util';
import { encode, renderUnicodeCompact } from 'uqr';

/**
 * A QR code as text, two rows of modules a line, for terminals. Light parts are drawn and dark ones left out,
 * as is right on dark ground;
 * with `colour` it brings its own, and is right on any.
 */
export function qrText(content: string, { colour }: { colour: boolean }): string {
  // with the quiet zone that scanners need
  const lines = renderUnicodeCompact(content, { border: 2 })
    .split('\n')
    .filter((line) => line !== '');
  return lines
    .map((line) => (colour ? styleText(['whiteBright', 'bgBlack'], line, { validateStream: false }) : line))
    .join('\n');
}

/**
 * A QR code as the data of an SVG path: each dark module a unit square, without quiet zone, `size` modules
 * wide.
 */
export function qrPath(content: string): { path: string; size: number } {
  // M: still read with a seventh of it hidden, as on a poster with a glare
  const { data, size } = encode(content, { border: 0, ecc: 'M' });
  const path = data
    .flatMap((row, y) =>
      runs(row).map(([x, width]) => `M${String(x)} ${String(y)}h${String(width)}v1h-${String(width)}z`),
    )
    .join('');
  return { path, size };
}

/** Where in a row dark modules begin, and how many there are. */
function runs(row: readonly boolean[]): [start: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = found.at(-1);
    if (!isDark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  });
  return found;
}
