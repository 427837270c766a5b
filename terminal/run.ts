// The parts of one run, put together.
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReadStream, WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { ChatEvent, Emit } from './chat-event.ts';
import { createClient, type Client } from './client.ts';
import { runLine } from './commands.ts';
import { createPatience, findRoom } from './contact.ts';
import { createFiles } from './files.ts';
import { createFormat } from './format.ts';
import { createInteractive } from './interactive.ts';
import type { Options } from './options.ts';
import { plainJson, plainLine } from './plain-text.ts';
import { createProfile } from './profile.ts';
import { EndError, unreachableWords } from './words.ts';

export interface Streams {
  input: ReadStream;
  output: WriteStream;
  cwd: string;
}

interface View {
  show: Emit;
  /** Who is here, what waits or whether there is a connection may have changed. */
  refresh?: () => void;
  /** Resolves when the input has ended, or somebody quit. */
  over: Promise<void>;
  close(): void;
}

/** For the first connection, once it is known that somebody answers. */
const CONNECT_MS = 15_000;
/**
 * How long scripts look for a server that they lost, and what somebody who quits waits for what is not sent
 * yet.
 */
const SCRIPT_WAIT_MS = 60_000;
const QUIT_WAIT_MS = 3_000;
const HISTORY = 20;
/** Lines of a script that are read ahead of what the server has accepted. */
const READ_AHEAD = 100;

/** Runs the client until it is over. Resolves to the exit code; rejects with EndError. */
export async function runClient(options: Options, { input, output, cwd }: Streams): Promise<number> {
  const { url, name, channel, json, send, stay, wait } = options;
  const isInteractive = input.isTTY && output.isTTY && !json && send.length === 0;
  const files = createFiles();
  const quit = Promise.withResolvers<void>();
  let failures = 0;

  const emit = (event: ChatEvent): void => {
    if (event.event === 'failed' || event.event === 'problem') failures += 1;
    if (event.event === 'online') patience.found();
    if (event.event === 'offline') patience.lost();
    // so that scripts can ask for it by its number too
    if (event.event === 'message' && event.message.file) files.number(event.message.file);
    view.show(event);
  };
  const client: Client = createClient({
    url,
    name,
    channel,
    emit,
    changed: () => {
      view.refresh?.();
    },
    profile: createProfile(options.profile),
    isPatient: wait !== undefined,
    history: options.history ?? (json || send.length > 0 ? 0 : HISTORY),
  });
  const write = (text: string): void => {
    output.write(text);
  };
  const run = async (line: string): Promise<void> => {
    // what is typed before we are in a channel waits until then
    await client.ready;
    await runLine({ client, files, emit, cwd, quit: quit.resolve }, line);
  };
  const patience = createPatience(
    wait === undefined ? (isInteractive || stay ? Infinity : SCRIPT_WAIT_MS) : wait * 1_000,
    () => {
      client.close(new EndError(`The connection to ${url} is lost.`));
    },
  );

  const runAll = async (): Promise<void> => {
    await client.ready;
    for (const text of send) client.say(text);
    await (send.length > 0 ? client.outbox.drained() : runLines(input, client, run));
    if (stay) await new Promise<void>(() => undefined);
  };

  const atScreen = (): View => {
    const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
      styleText(style, text, { stream: output });
    const screen = createInteractive({
      input,
      output,
      files,
      paint,
      client,
      onLine: (line) => {
        void run(line);
      },
      onClose: quit.resolve,
    });
    const over = quit.promise.then(async () =>
      Promise.race([client.outbox.drained(), delay(QUIT_WAIT_MS, undefined, { ref: false })]),
    );
    return { ...screen, over };
  };
  const inScript = (): View => {
    const format = createFormat({ files, paint: (_style, text) => text });
    const show = (event: ChatEvent): void => {
      const text = json ? plainJson(event) : format(event);
      if (text !== undefined && text !== '') write(`${text}\n`);
    };
    const over = Promise.race([runAll(), quit.promise.then(async () => client.outbox.drained())]);
    return {
      show,
      over,
      close: () => {
        input.destroy();
      },
    };
  };

  const waitMs = (wait ?? 0) * 1_000;
  await findRoom(client.http, url, waitMs);
  const view = isInteractive ? atScreen() : inScript();
  // whoever read our output has enough of it
  output.on('error', () => {
    client.close();
  });
  const connecting = createPatience(Math.max(waitMs, CONNECT_MS), () => {
    client.close(new EndError(unreachableWords(url, new Error('no connection could be made'))));
  });
  connecting.lost();
  void client.ready.then(connecting.found);
  client.open();
  await Promise.race([view.over, client.ended]);
  connecting.found();
  patience.found();
  view.close();
  client.close();

  const end = await client.ended;
  const unsent = client.outbox
    .rest()
    .map(({ content, path }) => `Not sent, or not known whether: ${plainLine(path ?? content)}`);
  if (unsent.length > 0) throw new EndError([...(end ? [end.message] : []), ...unsent].join('\n'));
  if (end) throw end;
  return failures > 0 && !isInteractive ? 1 : 0;
}

/** Runs the lines of a pipe or file in order; resolves when everything they sent is stored or refused. */
async function runLines(
  input: Readable,
  client: Client,
  run: (line: string) => Promise<void>,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Infinity, terminal: false })) {
    // a command sees the messages sent before it
    await client.outbox.drained(line.startsWith('/') ? 0 : READ_AHEAD);
    await run(line);
  }
  await client.outbox.drained();
}
