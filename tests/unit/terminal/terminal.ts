// Real terminal clients: each is a process of its own, watched line by line.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Message } from '../../../protocol/message.ts';
import type { ChatEvent } from '../../../terminal/chat-event.ts';
import { createConditions } from '../../support/helpers/conditions.ts';

export type EventOf<K extends ChatEvent['event']> = Extract<ChatEvent, { event: K }>;

const root = join(import.meta.dirname, '../../..');
/** The terminal client, as words after Node */
export const CHAT = [join(root, 'server/cli/lanline.ts'), 'chat'] as const;

export interface Terminal {
  /** All that was printed with --json */
  readonly events: readonly ChatEvent[];
  readonly stdout: string;
  readonly stderr: string;
  readonly pid: number | undefined;
  write(text: string): void;
  line(text: string): void;
  end(): void;
  /** Resolves with the first event of this kind that fits, also one that came already. */
  event<K extends ChatEvent['event']>(kind: K, fits?: (event: EventOf<K>) => boolean): Promise<EventOf<K>>;
  /** Resolves when this stands in what was printed. */
  printed(text: string | RegExp): Promise<void>;
  /** Messages shown, in order */
  messages(): Message[];
  readonly exitCode: Promise<number | null>;
}

export function tempFolder(t: Pick<TestContext, 'after'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanline-terminal-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Whose end ends the programs it started: a test of Node's or of Playwright's. */
export interface Ending {
  after(end: () => Promise<void>): void;
}

/** Starts a program; it is ended after the test. */
export function openProcess(
  t: Ending,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  cwd = root,
): Terminal {
  // whatever runs the tests, CI included, is not what decides about colours
  const child = spawn(command, args, {
    cwd,
    env: {
      ...process.env,
      CI: undefined,
      NO_COLOR: undefined,
      FORCE_COLOR: undefined,
      TERM: 'xterm-256color',
      ...env,
    },
  });
  const conditions = createConditions();
  const events: ChatEvent[] = [];
  let stdout = '';
  let stderr = '';
  let parsed = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (let end = stdout.indexOf('\n', parsed); end >= 0; end = stdout.indexOf('\n', parsed)) {
      const line = stdout.slice(parsed, end);
      parsed = end + 1;
      if (line.startsWith('{')) events.push(JSON.parse(line) as ChatEvent);
    }
    conditions.changed();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => undefined);
  const exitCode = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  t.after(async () => {
    child.kill('SIGKILL');
    await exitCode;
  });
  const printedSoFar = (): string => `\n--- stdout\n${stdout.slice(-3_000)}\n--- stderr\n${stderr}`;
  return {
    events,
    exitCode,
    get stdout() {
      return stdout;
    },
    get stderr() {
      return stderr;
    },
    get pid() {
      return child.pid;
    },
    write: (text) => {
      child.stdin.write(text);
    },
    line: (text) => {
      child.stdin.write(`${text}\n`);
    },
    end: () => {
      child.stdin.end();
    },
    event: <K extends ChatEvent['event']>(kind: K, fits: (event: EventOf<K>) => boolean = () => true) =>
      conditions.until(
        () => events.find((event): event is EventOf<K> => event.event === kind && fits(event as EventOf<K>)),
        () => `the event ${kind}${printedSoFar()}`,
      ),
    async printed(text) {
      const has = (): true | undefined =>
        (typeof text === 'string' ? stdout.includes(text) : text.test(stdout)) ? true : undefined;
      await conditions.until(has, () => `${String(text)}${printedSoFar()}`);
    },
    messages: () => events.flatMap((event) => (event.event === 'message' ? [event.message] : [])),
  };
}

/** A client with --json unless told otherwise; its secrets are in a folder of the test's. */
export function openTerminal(
  t: Pick<TestContext, 'after'>,
  url: string,
  args: readonly string[],
  options: { profile?: string; json?: boolean; cwd?: string } = {},
): Terminal {
  const { profile = tempFolder(t), json = true, cwd } = options;
  return openProcess(
    t,
    process.execPath,
    [...CHAT, url, '--profile', profile, ...(json ? ['--json'] : []), ...args],
    {},
    cwd,
  );
}

/** The messages of a channel as the server has them. */
export async function stored(url: string, channel = 'general'): Promise<Message[]> {
  return (await (await fetch(`${url}/api/channels/${channel}/messages`)).json()) as Message[];
}
