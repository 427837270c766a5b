// The old React client's page without a socket (protocol.md, "How the old React client really behaves"): it asks
// for its channel's list as soon as it is answered, for as long as it is open, and replaces what it shows. Its
// browser keeps the list and asks whether it has changed.
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { createConditions } from './conditions.ts';
import type { Person } from './test-client.ts';

export interface OldFallbackPage {
  /** Contents, as shown now */
  shown(): string[];
  /** Requests sent, and responses that contained a list (the others were 304) */
  readonly traffic: { asked: number; lists: number };
  /** Whatever would have ended it, or was shown twice */
  readonly faults: readonly string[];
  /** Resolves when it shows what `fits`. */
  shows(fits: (shown: string[]) => boolean): Promise<void>;
  /** Resolves when it has asked so often. */
  asked(count: number): Promise<void>;
  say(content: string): Promise<void>;
  close(): void;
}

interface Answer {
  status: number;
  etag: string | undefined;
  body: string;
}

export function openOldFallbackPage(url: string, channel: string, user: Person): OldFallbackPage {
  // a browser asks again on the connection that is free
  const asking = new Agent({ keepAlive: true, maxSockets: 1 });
  const saying = new Agent();
  const path = `/api/channels/${channel}/messages`;
  const conditions = createConditions();
  const faults: string[] = [];
  const traffic = { asked: 0, lists: 0 };
  let list: { id: string; content: string }[] = [];
  let kept: Answer | undefined;
  let isOpen = true;

  const send = async (agent: Agent, headers: Record<string, string>, body?: string): Promise<Answer> => {
    const sent = request(new URL(path, url), { method: body === undefined ? 'GET' : 'POST', agent, headers });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const parts = await response.setEncoding('utf8').toArray();
    return { status: response.statusCode ?? 0, etag: response.headers.etag, body: parts.join('') };
  };

  const ask = async (): Promise<void> => {
    traffic.asked += 1;
    conditions.changed();
    const fresh = await send(asking, kept?.etag === undefined ? {} : { 'If-None-Match': kept.etag });
    if (fresh.status === 200) {
      kept = fresh;
      traffic.lists += 1;
    } else if (fresh.status !== 304) faults.push(`${String(fresh.status)}: ${fresh.body}`);
    list = JSON.parse(kept?.body ?? '[]') as typeof list;
    if (new Set(list.map(({ id }) => id)).size < list.length) faults.push('shown twice');
    conditions.changed();
  };

  void (async () => {
    while (isOpen)
      await ask().catch((error: unknown) => {
        if (isOpen) faults.push(String(error));
        isOpen = false;
      });
  })();

  return {
    traffic,
    faults,
    shown: () => list.map(({ content }) => content),
    async shows(fits) {
      await conditions.until(
        () => (fits(list.map(({ content }) => content)) ? true : undefined),
        () => `${user.username} to show something else than ${String(list.length)} messages`,
      );
    },
    async asked(count) {
      await conditions.until(
        () => (traffic.asked >= count ? true : undefined),
        () => `question ${String(count)}; there were ${String(traffic.asked)}`,
      );
    },
    async say(content) {
      const body = JSON.stringify({ message: { content, type: 'text' }, user });
      const { status } = await send(saying, { 'Content-Type': 'application/json' }, body);
      if (status !== 200) faults.push(`saying: ${String(status)}`);
    },
    close() {
      isOpen = false;
      asking.destroy();
      saying.destroy();
    },
  };
}
