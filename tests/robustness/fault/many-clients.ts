// Many clients in a room whose server is killed every two seconds: in the end everybody has every message
// exactly once, in the same order.
import { claimPort } from '../../support/helpers/claimed-port.ts';
import { createConditions } from '../../support/helpers/conditions.ts';
import { createReliableClient, type ReliableClient } from '../../support/helpers/reliable-client.ts';
import { createFaults, type Faults } from '../figures.ts';
import { checkAcknowledged, readLogs, type Acknowledged } from './log-check.ts';
import type { Random } from './random.ts';
import { makeFolder } from './scratch.ts';
import { launchServer, type ServerProcess } from './server-process.ts';
import { pause, within } from './within.ts';

const CHANNELS = ['general', 'random'];

export interface RoomFigures {
  faults: Faults;
  clients: number;
  kills: number;
  messages: number;
  /** Messages times those who got them */
  deliveries: number;
}

export interface RoomOptions {
  clients: number;
  kills: number;
  /** Between two kills */
  everyMs: number;
  /** Between two messages of one client, on average */
  pauseMs: number;
  random: Random;
}

export async function manyClients({
  clients: clientCount,
  kills,
  everyMs,
  pauseMs,
  random,
}: RoomOptions): Promise<RoomFigures> {
  const folder = makeFolder('room');
  const { port, release } = await claimPort();
  const faults = createFaults();
  const servers: ServerProcess[] = [];
  const launch = (): ServerProcess => {
    const server = launchServer();
    servers.push(server);
    return server;
  };
  const start = async (server: ServerProcess): Promise<void> => {
    const answer = await server.start({ data: folder.path, port });
    if (answer.kind === 'refused') throw new Error(answer.message);
  };
  const clients: ReliableClient[] = [];
  const acknowledged: Acknowledged[] = [];
  const acknowledgements = createConditions();
  let sending = true;
  const keepSending = async (client: ReliableClient, user: string): Promise<void> => {
    for (let turn = 0; sending; turn += 1) {
      const channel = random.pick(CHANNELS);
      const clientId = `${user}-${String(turn)}`;
      const { id, seq } = await client.send(channel, `message ${String(turn)} of ${user}`, clientId);
      acknowledged.push({ channel, user, clientId, id, seq });
      acknowledgements.changed();
      // the pace of people
      await pause(random.next() * 2 * pauseMs);
    }
  };
  try {
    let server = launch();
    await start(server);
    for (let index = 0; index < clientCount; index += 1) {
      const user = { id: `user-${String(index)}`, username: `User ${String(index)}` };
      clients.push(
        createReliableClient({
          url: `http://127.0.0.1:${String(port)}`,
          user,
          channels: CHANNELS,
          batch: index % 2 === 1,
        }),
      );
    }
    await within(30_000, 'joining', Promise.all(clients.map((client) => client.joined())));
    const senders = clients.map((client, index) => keepSending(client, `user-${String(index)}`));
    for (let kill = 0; kill < kills; kill += 1) {
      const standby = launch();
      // how often it is killed is what is tried
      await Promise.all([standby.loaded, pause(everyMs)]);
      await server.kill();
      server = standby;
      await start(server);
    }
    // people go on after the last kill
    const enough = acknowledged.length + clientCount;
    await acknowledgements.until(
      () => acknowledged.length >= enough || undefined,
      () => `${String(enough)} acknowledged messages; there are ${String(acknowledged.length)}`,
    );
    sending = false;
    await within(60_000, 'the last answers', Promise.all(senders));

    const logs = readLogs(folder.path, faults);
    checkAcknowledged(logs, acknowledged, faults);
    let deliveries = 0;
    for (const channel of CHANNELS) {
      const logged = logs.get(channel) ?? [];
      await within(
        60_000,
        `everybody's copy of ${channel}`,
        Promise.all(clients.map((client) => client.caughtUp(channel, logged.length))),
      );
      for (const [index, client] of clients.entries()) {
        const messages = client.messages(channel);
        const differs = logged.findIndex(({ id }, place) => messages[place]?.id !== id);
        if (differs >= 0 || messages.length !== logged.length) {
          faults.add(
            'copies',
            `user-${String(index)} has ${String(messages.length)} of ${String(logged.length)} messages of ${channel}, others than the log from ${String(differs)} on`,
          );
        }
        deliveries += messages.length;
      }
    }
    for (const client of clients)
      for (const complaint of client.complaints) faults.add('complaints', complaint);
    for (const each of servers) for (const fault of each.faults) faults.add('crashes', fault);
    return { faults, clients: clientCount, kills, messages: acknowledged.length, deliveries };
  } finally {
    sending = false;
    for (const client of clients) client.close();
    await Promise.all(servers.map((each) => each.kill()));
    await release();
    folder.remove();
  }
}
