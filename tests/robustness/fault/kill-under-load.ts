// kill -9 while clients send and send again: nothing acknowledged is lost, nothing is doubled, no number is
// missing.
import { randomUUID } from 'node:crypto';
import type { Message } from '../../../protocol/message.ts';
import { claimPort } from '../../support/helpers/claimed-port.ts';
import { createConditions, type Conditions } from '../../support/helpers/conditions.ts';
import { createReliableClient, type ReliableClient } from '../../support/helpers/reliable-client.ts';
import { createFaults, type Faults } from '../figures.ts';
import { checkAcknowledged, readLogs, type Acknowledged, type LoggedMessage } from './log-check.ts';
import type { Random } from './random.ts';
import { makeFolder } from './scratch.ts';
import { launchServer, type ServerProcess } from './server-process.ts';
import { serverRoot } from './sources.ts';
import { pause, within } from './within.ts';

const CHANNELS = ['general', 'random', 'help'];
/** Sends of one client that may be unanswered at once */
const AT_ONCE = 2;
/** A trial counts only where the server had this much to do before it was killed */
const SENT_BEFORE_KILL = 10;
const RESENT_AT_THE_END = 50;

export interface KillOptions {
  trials: number;
  clients: number;
  random: Random;
  root?: string;
  /** Ends early where something was found: a mutant */
  stopAtFault?: boolean;
}

export interface KillFigures {
  faults: Faults;
  kills: number;
  acknowledged: number;
}

interface Load {
  acknowledged: Acknowledged[];
  sent: number;
  /** Told of each acknowledgement */
  acknowledgements: Conditions;
  gate: Gate;
  running: boolean;
}

/** Nothing new is sent while it is closed. */
interface Gate {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  /** Resolves when it is open. */
  passed(): Promise<void>;
}

function createGate(): Gate {
  let isOpen = false;
  let opened = Promise.withResolvers<void>();
  return {
    get isOpen() {
      return isOpen;
    },
    open() {
      isOpen = true;
      opened.resolve();
    },
    close() {
      if (isOpen) opened = Promise.withResolvers();
      isOpen = false;
    },
    passed: () => opened.promise,
  };
}

export async function killUnderLoad({
  trials,
  clients: clientCount,
  random,
  root = serverRoot(),
  stopAtFault = false,
}: KillOptions): Promise<KillFigures> {
  const folder = makeFolder('kill');
  const { port, release } = await claimPort();
  const url = `http://127.0.0.1:${String(port)}`;
  const faults = createFaults();
  const load: Load = {
    acknowledged: [],
    sent: 0,
    acknowledgements: createConditions(),
    gate: createGate(),
    running: true,
  };
  const stopSending = (): void => {
    load.running = false;
    // who waits there must see it
    load.gate.open();
  };
  const launched: ServerProcess[] = [];
  const launch = (): ServerProcess => {
    const server = launchServer(root);
    launched.push(server);
    return server;
  };
  const clients: ReliableClient[] = [];
  let kills = 0;
  try {
    let server = launch();
    await start(server, folder.path, port);
    for (let index = 0; index < clientCount; index += 1) {
      const user = { id: `user-${String(index)}`, username: `User ${String(index)}` };
      clients.push(createReliableClient({ url, user, channels: CHANNELS, batch: index % 2 === 1 }));
    }
    await within(20_000, 'joining', Promise.all(clients.map((client) => client.joined())));
    const senders = clients.flatMap((client, index) =>
      Array.from({ length: AT_ONCE }, () => keepSending(client, `user-${String(index)}`, random, load)),
    );

    while (kills < trials && !(stopAtFault && faults.total > 0)) {
      const standby = launch();
      await standby.loaded;
      load.gate.open();
      const enough = load.acknowledged.length + SENT_BEFORE_KILL;
      await load.acknowledgements.until(
        () => load.acknowledged.length >= enough || undefined,
        () => `the load: ${String(load.acknowledged.length)} of ${String(enough)} acknowledged`,
      );
      // when exactly is left to chance
      await pause(random.next() * 60);
      await server.kill();
      // the successor's successor loads faster while nobody sends anything new
      load.gate.close();
      kills += 1;
      // what is on the disk now, before anything is repaired, must hold what was acknowledged by now
      if (stopAtFault) checkNow(folder.path, load.acknowledged, faults);
      server = standby;
      await start(server, folder.path, port);
    }

    stopSending();
    await within(30_000, 'the last answers', Promise.all(senders));
    await sendAgain(clients, load.acknowledged, random, faults);
    const logs = readLogs(folder.path, faults);
    checkAcknowledged(logs, load.acknowledged, faults);
    await checkPages(url, logs, faults);
    for (const client of clients)
      for (const complaint of client.complaints) faults.add('complaints', complaint);
    await server.kill();
    for (const each of launched) for (const fault of each.faults) faults.add('crashes', fault);
    return { faults, kills, acknowledged: load.acknowledged.length };
  } finally {
    stopSending();
    for (const client of clients) client.close();
    await Promise.all(launched.map((each) => each.kill()));
    await release();
    folder.remove();
  }
}

/** A log that nobody has repaired yet may be torn, but nothing else. */
function checkNow(data: string, acknowledged: readonly Acknowledged[], faults: Faults): void {
  const local = createFaults();
  checkAcknowledged(readLogs(data, local), acknowledged, faults);
  for (const story of local.stories)
    if (story.startsWith('doubled: ')) faults.add('doubled', story.slice('doubled: '.length));
}

async function start(server: ServerProcess, data: string, port: number): Promise<void> {
  const answer = await server.start({ data, port });
  if (answer.kind === 'refused') throw new Error(`The server did not start again: ${answer.message}`);
}

async function keepSending(client: ReliableClient, user: string, random: Random, load: Load): Promise<void> {
  while (load.running) {
    load.sent += 1;
    const channel = random.pick(CHANNELS);
    const clientId = randomUUID();
    const content = `${String(load.sent)} ${'ü'.repeat(random.between(0, 300))}`;
    let message: Message;
    try {
      message = await client.send(channel, content, clientId);
    } catch (error) {
      if (!load.running) return;
      throw error;
    }
    load.acknowledged.push({ channel, user, clientId, id: message.id, seq: message.seq });
    load.acknowledgements.changed();
    do {
      await load.gate.passed();
      // not all at once
      await pause(random.next() * 40);
    } while (!load.gate.isOpen);
  }
}

/** The same client id gives the same message, also after many restarts. */
async function sendAgain(
  clients: readonly ReliableClient[],
  acknowledged: readonly Acknowledged[],
  random: Random,
  faults: Faults,
): Promise<void> {
  await Promise.all(
    Array.from({ length: Math.min(RESENT_AT_THE_END, acknowledged.length) }, async () => {
      const { channel, user, clientId, id, seq } = random.pick(acknowledged);
      const client = clients[Number(user.slice('user-'.length))];
      const again =
        client && (await within(20_000, 'sending again', client.send(channel, 'sent again', clientId)));
      if (again?.id !== id || again.seq !== seq)
        faults.add(
          'doubled',
          `${channel}: ${clientId} of ${user} gave ${again?.id ?? 'nothing'} instead of ${id}`,
        );
    }),
  );
}

/** What the server gives page by page must be what its logs say. */
async function checkPages(
  url: string,
  logs: ReadonlyMap<string, readonly LoggedMessage[]>,
  faults: Faults,
): Promise<void> {
  for (const [channel, logged] of logs) {
    const pages: Message[][] = [];
    for (;;) {
      const before = pages.at(-1)?.[0]?.id;
      const response = await fetch(
        `${url}/api/channels/${channel}/messages?limit=200${before === undefined ? '' : `&before=${before}`}`,
      );
      const page = (await response.json()) as Message[];
      if (page.length === 0) break;
      pages.push(page);
    }
    const ids = pages
      .toReversed()
      .flat()
      .map(({ id }) => id);
    const differs = logged.findIndex(({ id }, index) => ids[index] !== id);
    if (differs >= 0 || ids.length !== logged.length) {
      faults.add(
        'pages',
        `${channel}: the pages have ${String(ids.length)} messages, the log ${String(logged.length)}; they differ at ${String(differs)}`,
      );
    }
  }
}
