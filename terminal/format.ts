// What happens, as lines for people. All that others wrote goes through plainLine or plainLines.
import type { styleText } from 'node:util';
import type { Channel } from '../protocol/channel.ts';
import type { ClosingCode } from '../protocol/farewell.ts';
import type { FileRecord, Message } from '../protocol/message.ts';
import type { User } from '../protocol/user.ts';
import type { ChatEvent } from './chat-event.ts';
import type { Files } from './files.ts';
import { plainLine, plainLines } from './plain-text.ts';

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** More names than these are a number. */
const NAMES = 5;
const COLOURS = ['cyan', 'green', 'magenta', 'yellow', 'blue', 'red'] as const;

/** Why the connection is gone. */
const LOST: Readonly<Record<ClosingCode | 'unsaid', string>> = {
  stopping: 'The host has closed the room',
  restarting: 'The room starts anew',
  sleeping: 'The host’s computer is asleep',
  unsaid: 'The connection is lost',
};

/** The lines of an event, or undefined for what needs none. */
export function createFormat({
  paint,
  files,
}: {
  paint: Paint;
  files: Files;
}): (event: ChatEvent) => string | undefined {
  let day = '';
  const dim = (text: string): string => paint('dim', text);

  const message = ({ username, user_id: author, timestamp, content, file }: Message): string => {
    const time = new Date(timestamp);
    const today = time.toDateString();
    const heading =
      today === day
        ? []
        : [
            dim(
              `── ${time.toLocaleDateString('en', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })} ──`,
            ),
          ];
    day = today;
    const [first = '', ...more] = [
      ...(content === '' && file ? [] : plainLines(content)),
      ...(file
        ? [`${paint('bold', `[${String(files.number(file))}]`)} ${plainLine(file.filename)}${sizeOf(file)}`]
        : []),
    ];
    const head = `${dim(clock(time))} ${paint(['bold', colourOf(author)], plainLine(username))}: ${first}`;
    // so that no line of a message can pass for somebody else's
    return [...heading, head, ...more.map((line) => `${dim('    │')} ${line}`)].join('\n');
  };

  return (event) => {
    switch (event.event) {
      case 'online':
        return event.returning
          ? dim('Connected again.')
          : dim(
              `In ${plainLine(event.server.name)} as ${plainLine(event.user.username)}. /help shows what can be done.`,
            );
      case 'offline':
        return dim(
          `${LOST[event.said ?? 'unsaid']}; reconnecting …${event.waiting > 0 ? ` What is not sent yet (${String(event.waiting)}) is sent then.` : ''}`,
        );
      case 'channel': {
        const { name, description } = event.channel;
        return (
          paint('bold', `# ${plainLine(name)}`) +
          (description === '' ? '' : dim(` ${plainLine(description)}`))
        );
      }
      case 'message':
        return message(event.message);
      case 'gap':
        return dim('… there is more in between; /older shows it …');
      case 'older':
        if (event.messages.length === 0) return dim('── nothing was said before ──');
        return [
          dim(event.has_more ? '── before ──' : '── from the beginning ──'),
          ...event.messages.map(message),
          dim('── until here ──'),
        ].join('\n');
      case 'failed':
        return paint('red', `Not sent: ${plainLine(event.error.message)}: ${plainLine(event.content)}`);
      case 'presence':
        return presence(event.joined, 'came', event.left, 'left');
      case 'channels':
        return event.asked
          ? event.channels.map(listed).join('\n')
          : dim('The channels have changed; /channels lists them.');
      case 'people':
        return event.people.map((user) => `${plainLine(user.username)}${dim(aboutUser(user))}`).join('\n');
      case 'profile':
        return dim(`You are ${plainLine(event.user.username)}${aboutUser(event.user)}.`);
      case 'saved':
        return dim(`Saved as ${plainLine(event.path)}`);
      case 'help':
        return event.lines.join('\n');
      case 'problem':
        return paint('red', plainLine(event.error.message));
      // one's own message comes back as everybody else's; typing is shown elsewhere
      case 'sent':
      case 'typing':
        break;
    }
    return undefined;
  };

  function listed({ id, name, description }: Channel): string {
    return [
      `# ${plainLine(id)}`,
      ...(name === id ? [] : [plainLine(name)]),
      ...(description === '' ? [] : [dim(plainLine(description))]),
    ].join('  ');
  }

  function presence(
    joined: readonly User[],
    came: string,
    left: readonly User[],
    went: string,
  ): string | undefined {
    const parts = [said(joined, came), said(left, went)].filter((part) => part !== '');
    return parts.length === 0 ? undefined : dim(`${parts.join('; ')}.`);
  }
}

/** "Ben, Cem and 2 others" */
export function names(users: readonly User[]): string {
  const shown = users.slice(0, NAMES).map(({ username }) => plainLine(username));
  const others = users.length - shown.length;
  return `${shown.join(', ')}${others > 0 ? ` and ${String(others)} others` : ''}`;
}

function said(users: readonly User[], what: string): string {
  return users.length === 0 ? '' : `${names(users)} ${what}`;
}

function aboutUser({ status, verified }: User): string {
  const facts = [
    ...(status === 'away' || status === 'busy' ? [status] : []),
    ...(verified ? [] : ['not verified']),
  ];
  return facts.length === 0 ? '' : ` (${facts.join(', ')})`;
}

function clock(time: Date): string {
  return Number.isNaN(time.getTime())
    ? '--:--'
    : time.toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function sizeOf({ size }: FileRecord): string {
  if (!Number.isFinite(size)) return '';
  if (size < 1024) return ` (${String(size)} bytes)`;
  return size < 1024 ** 2 ? ` (${(size / 1024).toFixed(1)} kB)` : ` (${(size / 1024 ** 2).toFixed(1)} MB)`;
}

function colourOf(id: string): (typeof COLOURS)[number] {
  const sum = Array.from(id).reduce(
    (all, character) => (all * 31 + (character.codePointAt(0) ?? 0)) % 9973,
    7,
  );
  return COLOURS[sum % COLOURS.length] ?? 'cyan';
}
