// What the terminal shows when the room is open.
import { styleText } from 'node:util';
import { escapeHidden } from '../logging/escape-hidden.ts';
import { urlOf, type ShownAddress } from '../network/addresses.ts';
import { qrText } from '../network/qr.ts';
import { listensOnAll } from '../network/reachable-addresses.ts';

export interface BannerOptions {
  name: string;
  version: string;
  /** What the server listens on */
  host: string;
  port: number;
  /** Best first */
  addresses: readonly ShownAddress[];
  /** Absolute path of the data folder */
  data: string;
  /** How the terminal client is started: `npm run chat --` */
  chat: string;
  colour: boolean;
}

const HINTS: Record<ShownAddress['kind'], string> = {
  lan: '',
  virtual: 'virtual: guests on the network rarely reach it',
  local: 'only without a router between',
  loopback: 'only this machine reaches it',
};

/** Name, every useful address with its adapter, a QR code of the best, the data folder, and how to go on. */
export function bannerText({
  name,
  version,
  host,
  port,
  addresses,
  data,
  chat,
  colour,
}: BannerOptions): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const urls = addresses.map((address) => urlOf(address, port));
  const width = Math.max(...urls.map((url) => url.length));
  const [best] = urls;
  const own = `http://localhost:${String(port)}`;
  return [
    '',
    `  ${paint('bold', name)} is open. ${paint('dim', `Lanline ${version}`)}`,
    '',
    ...urls.map((url, index) => {
      const { adapter = '', kind = 'lan' } = addresses[index] ?? {};
      return `  ${paint(index === 0 ? ['bold', 'cyan'] : 'cyan', url)}${' '.repeat(width - url.length)}   ${paint('dim', [adapter, HINTS[kind]].filter((part) => part !== '').join(', '))}`;
    }),
    ...(addresses[0]?.kind === 'lan' && listensOnAll(host)
      ? [
          `  ${paint('cyan', own)}${' '.repeat(Math.max(0, width - own.length))}   ${paint('dim', 'this machine')}`,
        ]
      : []),
    '',
    ...(best === undefined || addresses[0]?.kind === 'loopback'
      ? []
      : [indented(qrText(best, { colour })), '']),
    `  Data folder: ${escapeHidden(data)}`,
    `  In a terminal: ${chat} ${best ?? own} --name Anna`,
    '  Ctrl+C closes the room.',
    '',
  ].join('\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
