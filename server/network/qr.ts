import { styleText } from 'node:util';
import { renderUnicodeCompact } from 'uqr';

/**
 * A QR code as text, two rows of modules a line, for terminals. Light parts are drawn and dark ones left out, as is right on dark ground;
 * with `colour` it brings its own, and is right on any.
 */
export function qrText(content: string, { colour }: { colour: boolean }): string {
  // with the quiet zone that scanners need
  const lines = renderUnicodeCompact(content, { border: 2 }).split('\n').filter((line) => line !== '');
  return lines.map((line) => colour ? styleText(['whiteBright', 'bgBlack'], line, { validateStream: false }) : line).join('\n');
}
