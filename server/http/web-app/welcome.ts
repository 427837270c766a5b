import type { RequestHandler } from 'express';
import type { HttpChat } from '../http-chat.ts';
import { html, languageOf, page, type Language } from './page.ts';

const TEXTS = {
  en: {
    what: 'A chat room on this network. Everything that is said here stays on the computer of whoever hosts it.',
    here: (people: number) =>
      people === 0
        ? 'Nobody is here yet'
        : people === 1
          ? '1 person is here'
          : `${people.toLocaleString('en')} people are here`,
    how: 'How to join now',
    terminal: 'With a terminal, in a checkout of Lanline:',
    yourName: 'Your name',
    old: 'Or with the client that you used before: it works with this server unchanged.',
    noScript: 'The room’s page needs JavaScript, which this browser does not run.',
    page: 'To the room’s page',
  },
  de: {
    what: 'Ein Chatraum in diesem Netz. Alles, was hier gesagt wird, bleibt auf dem Rechner, der den Raum betreibt.',
    here: (people: number) =>
      people === 0
        ? 'Noch ist niemand hier'
        : people === 1
          ? '1 Person ist hier'
          : `${people.toLocaleString('de')} Personen sind hier`,
    how: 'So kommst du jetzt hinein',
    terminal: 'Mit einem Terminal, im Ordner von Lanline:',
    yourName: 'Dein Name',
    old: 'Oder mit dem Client, den du bisher benutzt hast: Er arbeitet unverändert mit diesem Server.',
    noScript: 'Die Seite des Raums braucht JavaScript, und das führt dieser Browser nicht aus.',
    page: 'Zur Seite des Raums',
  },
} as const satisfies Record<Language, object>;

/** Where the guests' page leads browsers that run no script */
export const WELCOME = '/welcome';

/**
 * What this is, the room's name, how many are here, and how to talk without the guests' page, or where there
 * is none.
 */
export function welcome(chat: Pick<HttpChat, 'room'>, hasPage: boolean): RequestHandler {
  return (request, response) => {
    const language = languageOf(request);
    const texts = TEXTS[language];
    const { name, people } = chat.room();
    // the address by which this reader got here, so it works for them; the Host check has passed it
    const address = `http://${request.headers.host ?? 'localhost'}`;
    const content = html`<h1>${name}</h1>
<p class="${people === 0 ? 'here nobody' : 'here'}">${texts.here(people)}</p>
<p>${texts.what}</p>
${hasPage ? html`<p>${texts.noScript} <a href="/">${texts.page}</a></p>` : html``}
<h2>${texts.how}</h2>
<p>${texts.terminal}</p>
<pre><code>npm run chat -- ${address} --name &quot;${texts.yourName}&quot;</code></pre>
<p>${texts.old}</p>`;
    response
      .set('Cache-Control', 'no-store')
      .vary('Accept-Language')
      .type('html')
      .send(page(language, `${name} · Lanline`, content));
  };
}
