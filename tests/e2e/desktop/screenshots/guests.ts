// The pupils, in a program on a machine of their own: it does what it is asked for, a JSON line each on its
// standard input, and says when it is done.
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { io, type Socket } from 'socket.io-client';
import { PUPILS, SENTENCES, type Pupil } from './school-class.ts';

export type Wish =
  /**
   * Everybody comes, and has talked for a while; `channels` are ids by name, `network` as in `192.168.178.`,
   * where each has an address of their own
   */
  | { wish: 'come'; url: string; channels: Record<string, string>; network?: string }
  /** They go on talking and typing, and some come and go, until the next wish */
  | { wish: 'talk' }
  | { wish: 'rest' };

interface Present {
  pupil: Pupil;
  socket: Socket;
}

/** Of each; within what a person may at once */
const SAID_BEFORE = 8;
const MOVE_MS = 350;
/** So many are away at a time: longer than the seconds in which nobody is told of it */
const GONE = 16;
/** Whoever types says so again, as pages do */
const TYPING_EVERY = 5;

const here: Present[] = [];
let room: Omit<Extract<Wish, { wish: 'come' }>, 'wish'> = { url: '', channels: {} };
let isMoving = false;
let moved = Promise.resolve();

const addressOf = ({ address }: Pupil) =>
  room.network === undefined ? {} : { localAddress: `${room.network}${String(address)}` };
const channelOf = ({ channel }: Pupil) => room.channels[channel] ?? channel;
const headersOf = ({ userAgent }: Pupil) => (userAgent === undefined ? {} : { 'User-Agent': userAgent });

const wishes: { [W in Wish as W['wish']]: (wish: W) => Promise<void> | void } = {
  async come(given) {
    room = given;
    for (const pupil of PUPILS) here.push(await enter(pupil));
    for (let round = 0; round < SAID_BEFORE; round += 1)
      await Promise.all(here.map(async (present, index) => say(present, index + round * 5)));
    await upload(here[0], 'messwerte-gruppe-3.txt', Buffer.from('12,4 N und 3,1 mm\n'.repeat(40_000)));
    await upload(here[2], 'bruecke-von-oben.jpg', await photo());
    type();
  },
  talk() {
    isMoving = true;
    moved = move();
  },
  async rest() {
    isMoving = false;
    await moved;
  },
};

const isWish = (value: unknown): value is Wish =>
  typeof value === 'object' && value !== null && 'wish' in value && Object.hasOwn(wishes, String(value.wish));
for await (const line of createInterface(process.stdin)) {
  const wish: unknown = JSON.parse(line);
  if (!isWish(wish)) throw new Error(`Nobody can do ${line}`);
  await (wishes[wish.wish] as (given: Wish) => Promise<void> | void)(wish);
  process.stdout.write('done\n');
}
process.exit();

/** Loads the page, and joins as their client does. */
async function enter(pupil: Pupil): Promise<Present> {
  if (pupil.userAgent !== undefined) await answered('GET', '/', pupil);
  const options =
    pupil.userAgent === undefined
      ? {
          transports: ['polling'],
          upgrade: false,
          agent: new Agent({ keepAlive: true, ...addressOf(pupil) }),
        }
      : { transports: ['websocket'], extraHeaders: headersOf(pupil), ...addressOf(pupil) };
  const socket = io(room.url, { forceNew: true, reconnection: false, ...(options as object) });
  await new Promise<void>((resolve, reject) => {
    socket
      .once('connected', () => {
        resolve();
      })
      .once('connect_error', reject);
  });
  answerSlowly(socket, pupil.delay);
  await join({ pupil, socket });
  return { pupil, socket };
}

async function join({ pupil, socket }: Present): Promise<void> {
  const user = {
    id: pupil.id,
    username: pupil.name,
    avatar: null,
    status: pupil.status,
    createdAt: '2026-09-01T06:00:00Z',
  };
  await ask(
    socket,
    'join_user',
    pupil.userAgent === undefined ? { user } : { user, calm: true, batch: true },
  );
  await ask(socket, 'join_channel', { channel_id: channelOf(pupil), limit: 0 });
}

async function ask(socket: Socket, event: string, payload: object): Promise<void> {
  const answer = (await socket.emitWithAck(event, payload)) as { ok: boolean };
  if (!answer.ok) throw new Error(`${event} was refused: ${JSON.stringify(answer)}`);
}

/** There is no radio in this network: the device's answers to pings take as long as over one. */
function answerSlowly(socket: Socket, delay: number): void {
  const engine = socket.io.engine as unknown as { _sendPacket(type: string, ...rest: unknown[]): void };
  const send = engine._sendPacket.bind(engine);
  engine._sendPacket = (kind, ...rest) => {
    if (kind === 'pong')
      void later(() => {
        send(kind, ...rest);
      }, delay);
    else send(kind, ...rest);
  };
}

async function later(act: () => void, afterMs: number): Promise<void> {
  await setTimeout(afterMs);
  act();
}

async function say({ pupil, socket }: Present, which: number): Promise<void> {
  const content = SENTENCES[which % SENTENCES.length];
  await ask(socket, 'send_message', {
    channel_id: channelOf(pupil),
    message: { content, client_id: crypto.randomUUID() },
  });
}

function type(): void {
  for (const { pupil, socket } of here)
    if (pupil.isTyping) socket.emit('typing_start', { channel_id: channelOf(pupil) });
}

/** Somebody speaks, somebody leaves, and who left before comes again; in the end all are here. */
async function move(): Promise<void> {
  const gone: Present[] = [];
  const comeBack = async (present: Present | undefined): Promise<void> => {
    if (present) present.socket = (await enter(present.pupil)).socket;
  };
  for (let beat = 0; isMoving; beat += 1) {
    const speaker = here[(beat * 11) % here.length];
    if (speaker?.socket.connected === true) await say(speaker, beat);
    if (beat % TYPING_EVERY === 0) type();
    const leaving = here[(beat * 7) % here.length];
    if (leaving?.socket.connected === true && !leaving.pupil.isTyping) {
      leaving.socket.close();
      gone.push(leaving);
    }
    if (gone.length > GONE) await comeBack(gone.shift());
    // the pace of a room, not something to wait for
    await setTimeout(MOVE_MS);
  }
  for (const present of gone) await comeBack(present);
  type();
}

async function upload(present: Present | undefined, name: string, bytes: Buffer): Promise<void> {
  if (!present) return;
  const { pupil, socket } = present;
  const boundary = 'lanline-picture';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const answer = await answered('POST', '/api/upload', pupil, {
    boundary,
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  const file = JSON.parse(answer) as object;
  await ask(socket, 'send_message', {
    channel_id: channelOf(pupil),
    message: { content: '', type: 'file', file },
  });
}

async function answered(
  method: 'GET' | 'POST',
  path: string,
  pupil: Pupil,
  form?: { boundary: string; body: Buffer },
): Promise<string> {
  const headers = {
    ...headersOf(pupil),
    ...(form && {
      'Content-Type': `multipart/form-data; boundary=${form.boundary}`,
      'Content-Length': form.body.length,
    }),
  };
  return new Promise((resolve, reject) => {
    request(new URL(path, room.url), { method, headers, ...addressOf(pupil), agent: false }, (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (part: string) => {
          text += part;
        })
        .once('end', () => {
          if (response.statusCode === 200) resolve(text);
          else
            reject(new Error(`${method} ${path} for ${pupil.name}: ${String(response.statusCode)} ${text}`));
        });
    })
      .once('error', reject)
      .end(form?.body);
  });
}

/** As a phone takes it in a dark room: mostly noise. */
async function photo(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 90, sigma: 20 } as const;
  return sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#000', noise } })
    .jpeg({ quality: 85 })
    .toBuffer();
}
