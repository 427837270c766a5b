// What can be typed: a message, or a command with a slash.
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, resolve } from 'node:path';
import { isBlank } from '../protocol/blank.ts';
import { LIMITS } from '../protocol/limits.ts';
import { refusedExtension, ruleOf } from '../protocol/upload-rule.ts';
import type { Emit } from './chat-event.ts';
import type { Client } from './client.ts';
import { fileAmong, type Files } from './files.ts';
import { plainLine } from './plain-text.ts';
import { failureOf } from './words.ts';

export interface CommandContext {
  client: Client;
  files: Files;
  emit: Emit;
  cwd: string;
  quit: () => void;
}

interface Command {
  /** Completes the name: `<channel>` */
  argument?: string;
  text: string;
  run(context: CommandContext, argument: string): Promise<void> | void;
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  join: {
    argument: '<channel>',
    text: 'go to another channel',
    run: async ({ client }, channel) => client.enter(need(channel, 'a channel')),
  },
  channels: {
    text: 'list the channels',
    run({ client, emit }) {
      emit({ event: 'channels', asked: true, channels: client.channels });
    },
  },
  who: {
    text: 'list who is here',
    run({ client, emit }) {
      emit({ event: 'people', people: client.people.all() });
    },
  },
  file: {
    argument: '<path>',
    text: 'send a file',
    run: async ({ client, cwd }, path) => {
      client.sendFile(await sendable(client, need(path, 'the path of a file'), cwd));
    },
  },
  get: { argument: '<number or name> [to]', text: 'fetch a file, to a folder or under a name', run: get },
  older: { text: 'show what was said before', run: async ({ client }) => client.older() },
  name: {
    argument: '<name>',
    text: 'be called otherwise',
    run: async ({ client }, name) => client.rename(need(name, 'a name')),
  },
  away: { text: 'be shown as away', run: async ({ client }) => client.setStatus('away') },
  back: { text: 'be shown as here again', run: async ({ client }) => client.setStatus('online') },
  help: {
    text: 'show this',
    run({ emit }) {
      emit({ event: 'help', lines: helpLines() });
    },
  },
  quit: {
    text: 'leave',
    run({ quit }) {
      quit();
    },
  },
};

/** Says a line, or does what it asks for. Never rejects: what goes wrong is emitted as `problem`. */
export async function runLine(context: CommandContext, line: string): Promise<void> {
  const [, name, argument = ''] = /^\/(?!\/)(\S*)\s*(.*)$/s.exec(line) ?? [];
  if (name === undefined) {
    const text = line.startsWith('//') ? line.slice(1) : line;
    if (!isBlank(text)) context.client.say(text);
    return;
  }
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command)
      throw new Error(`There is no command /${plainLine(name)}. /help lists them; to say it, begin with //.`);
    await command.run(context, argument.trim());
  } catch (error) {
    context.emit({ event: 'problem', error: failureOf(error) });
  }
}

function helpLines(): string[] {
  const rows = Object.entries(COMMANDS).map(
    ([name, { argument, text }]) =>
      [`/${name}${argument === undefined ? '' : ` ${argument}`}`, text] as const,
  );
  const width = Math.max(...rows.map(([usage]) => usage.length));
  return rows.map(([usage, text]) => `${usage.padEnd(width)}  ${text}`);
}

function need(argument: string, what: string): string {
  if (argument === '') throw new Error(`This command needs ${what}.`);
  return argument;
}

/** The absolute path of a file that the server will take. */
async function sendable({ server }: Client, argument: string, cwd: string): Promise<string> {
  const path = /^(["'])(.*)\1$/s.exec(argument)?.[2] ?? argument;
  // terminals write a dragged file's path with backslashes
  const candidates = [path, ...(process.platform === 'win32' ? [] : [path.replaceAll(/\\(.)/g, '$1')])];
  for (const candidate of candidates) {
    const full = resolve(cwd, candidate.replace(/^~(?=[/\\])/, homedir()));
    const found = await stat(full).catch(() => undefined);
    if (!found) continue;
    if (!found.isFile()) throw new Error(`${full} is no file.`);
    const most = server?.limits.upload ?? Infinity;
    if (found.size > most)
      throw new Error(
        `${full} is too large: the server takes files of up to ${(most / 1024 ** 2).toFixed(1)} MB.`,
      );
    const rule = server && ruleOf(server.limits);
    if (rule && refusedExtension(basename(full), rule) !== undefined)
      throw new Error(
        rule.allow
          ? `The server does not take such files. It takes ${rule.allow.map(plainLine).join(', ')}.`
          : 'The server does not take such files: its host has excluded programs and other types.',
      );
    return full;
  }
  throw new Error(`There is no file ${resolve(cwd, path)}.`);
}

async function get({ client, files, emit, cwd }: CommandContext, argument: string): Promise<void> {
  const text = need(argument, 'the number or the name of a file');
  const [first, rest] = unquote(text);
  const known = files.find(first) ?? files.find(text);
  const channel = client.current?.id;
  // perhaps from before we came
  const file =
    known ??
    (channel === undefined
      ? undefined
      : fileAmong((await client.http.page(channel, undefined, LIMITS.page)).messages, first));
  if (!file)
    throw new Error(`There is no file ${plainLine(first)} here. What was shown has a number: /get 1`);
  const [to] = unquote(rest);
  emit({
    event: 'saved',
    file,
    ...(await client.http.download(
      file,
      resolve(cwd, to.replace(/^~(?=[/\\]|$)/, homedir())) + (/[/\\]$/.test(to) ? '/' : ''),
    )),
  });
}

/** The first argument, which may be quoted, and what follows it. */
function unquote(text: string): [first: string, rest: string] {
  const [, quoted, single, bare = '', rest = ''] = /^(?:"([^"]*)"|'([^']*)'|(\S*))\s*(.*)$/s.exec(text) ?? [];
  return [quoted ?? single ?? bare, rest];
}
