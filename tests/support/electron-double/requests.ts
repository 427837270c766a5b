// Every request of a page passes here: own schemes are answered by the app, navigations are offered to it
// before they happen.
import type { Json, Session } from './cdp.ts';
import { handlers, toApp } from './own-schemes.ts';

export interface Navigation {
  url: string;
  frameId: string;
  /** The answer to a request of this navigation led here */
  isRedirect: boolean;
}

/** `mayNavigate` is asked before a frame loads another document. */
export async function interceptRequests(
  session: Session,
  mayNavigate: (navigation: Navigation) => boolean,
): Promise<void> {
  session.on('Fetch.requestPaused', (paused) => {
    // a page that is gone meanwhile needs no answer
    void answer(session, paused, mayNavigate).catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

async function answer(
  session: Session,
  paused: Json,
  mayNavigate: (navigation: Navigation) => boolean,
): Promise<void> {
  const { requestId, request, resourceType, frameId, redirectedRequestId } = paused;
  const url = toApp(String(request.url) + String(request.urlFragment ?? ''));
  if (
    resourceType === 'Document' &&
    !mayNavigate({ url, frameId, isRedirect: redirectedRequestId !== undefined })
  ) {
    await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    return;
  }
  if (url === String(request.url) + String(request.urlFragment ?? '')) {
    await session.send('Fetch.continueRequest', { requestId });
    return;
  }
  // a tab's icon, which a whole Chromium asks for on its own account and Electron never does
  if (new URL(url).pathname === '/favicon.ico') {
    await session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 });
    return;
  }
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (!handler) {
    await session.send('Fetch.failRequest', { requestId, errorReason: 'NameNotResolved' });
    return;
  }
  try {
    const { method, headers, postData } = request;
    const response = await handler(
      new Request(url, { method, headers, ...(postData !== undefined && { body: postData }) }),
    );
    const body = Buffer.from(await response.arrayBuffer());
    await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      body: body.toString('base64'),
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    });
  } catch (error) {
    console.error('Electron double: the handler of an own scheme failed\n', error);
    await session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
  }
}
