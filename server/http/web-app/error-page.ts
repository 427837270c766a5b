// What somebody sees who typed a wrong address into a browser.
import type { Socket } from 'node:net';
import type { ChatError } from '../../../protocol/errors.ts';
import { canonicalAddress } from '../../network/address.ts';
import { SETTINGS } from '../access/origin-policy.ts';
import { html, page, type Html, type Language } from './page.ts';

const TEXTS = {
  en: {
    bad_host: 'This server is not known under this name',
    not_found: 'There is nothing here',
    other: 'This did not work',
    instead: 'This address works:',
    setting: 'Whoever hosts the room can allow the name:',
    home: 'To the room',
  },
  de: {
    bad_host: 'Unter diesem Namen ist dieser Server nicht bekannt',
    not_found: 'Hier ist nichts',
    other: 'Das hat nicht geklappt',
    instead: 'Diese Adresse funktioniert:',
    setting: 'Wer den Raum betreibt, kann den Namen erlauben:',
    home: 'Zum Raum',
  },
} as const;

/**
 * The page for an error. For `bad_host` it names the address that this request really came to, and the
 * setting that would allow the name.
 */
export function errorPage(
  language: Language,
  error: ChatError,
  socket: Pick<Socket, 'localAddress' | 'localPort'>,
): string {
  const texts = TEXTS[language];
  if (error.code === 'bad_host')
    return page(
      language,
      texts.bad_host,
      html`<h1>${texts.bad_host}</h1>${rightAddress(language, socket)}
<p>${texts.setting}</p>
<pre tabindex="0"><code>npm start -- ${SETTINGS.hosts} &lt;name&gt;</code></pre>`,
    );
  const title = error.code === 'not_found' ? texts.not_found : texts.other;
  // the error's own sentence is English
  const detail = error.code === 'not_found' ? html`` : html`<p lang="en">${error.message}</p>`;
  return page(language, title, html`<h1>${title}</h1>${detail}<p><a href="/">${texts.home}</a></p>`);
}

function rightAddress(
  language: Language,
  { localAddress, localPort }: Pick<Socket, 'localAddress' | 'localPort'>,
): Html {
  const address = canonicalAddress(localAddress);
  // browsers cannot open a link-local address: it would need its zone
  if (address === 'unknown' || address.startsWith('fe80:')) return html``;
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${String(localPort)}/`;
  return html`<p>${TEXTS[language].instead} <a href="${url}">${url}</a></p>`;
}
