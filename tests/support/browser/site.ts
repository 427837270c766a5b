// A site of its own beside the server, and a canary that tells whether something ran or was fetched that
// should not have been.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

export interface Site {
  port: number;
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Paths that were asked for */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Serves `pages` by path; bytes of any other path are 404. */
export async function openSite(
  pages: Record<string, { type: string; body: string | Buffer }> = {},
): Promise<Site> {
  const asked: string[] = [];
  const answer: RequestListener = ({ url = '/' }, response) => {
    // a tab's icon, which a whole browser asks for on its own account
    if (url === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    asked.push(url);
    const page = Object.hasOwn(pages, url) ? pages[url] : undefined;
    response.writeHead(page ? 200 : 404, { 'Content-Type': page?.type ?? 'text/plain' }).end(page?.body);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    asked,
    url: `http://127.0.0.1:${String(port)}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** A script that leaves as many signs as it can of having run. */
export const script = (canary: string): string =>
  `try{new Image().src='${canary}/ran'}catch{};try{fetch('${canary}/fetched')}catch{};try{window.name='ran'}catch{};try{document.title='ran'}catch{};try{top.name='ran'}catch{};try{alert('ran')}catch{}`;

/** Notes dialogs, and requests to other places than `allowed` (origins), for as long as the page lives. */
export function watch(
  page: Page,
  allowed: readonly string[],
): { readonly signs: string[]; readonly errors: string[] } {
  const signs: string[] = [];
  const errors: string[] = [];
  page.on('dialog', (dialog) => {
    signs.push(`dialog: ${dialog.message()}`);
    // its page may be gone already
    dialog.dismiss().catch(() => undefined);
  });
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && !allowed.includes(url.origin))
      signs.push(`request: ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => {
    errors.push(error.message);
  });
  return { signs, errors };
}
