// Somebody sits before it.
import type { ReadStream, WriteStream } from 'node:tty';
import type { ChatEvent, Emit } from './chat-event.ts';
import type { Client } from './client.ts';
import { COMMANDS } from './commands.ts';
import { createFormat, names, type Paint } from './format.ts';
import type { Files } from './files.ts';
import { plainLine } from './plain-text.ts';
import { createScreen } from './screen.ts';
import { createTypingSignal } from './typing.ts';

export interface InteractiveOptions {
  input: ReadStream;
  output: WriteStream;
  client: Client;
  files: Files;
  paint: Paint;
  onLine: (line: string) => void;
  onClose: () => void;
}

export function createInteractive({
  input,
  output,
  client,
  files,
  paint,
  onLine,
  onClose,
}: InteractiveOptions): { show: Emit; refresh: () => void; close: () => void } {
  const format = createFormat({ paint, files });
  const signal = createTypingSignal((isTyping) => {
    client.typing(isTyping);
  });
  const screen = createScreen({
    input,
    output,
    onClose,
    paint: (text) => paint('dim', text),
    complete: (line) => completions(line, client),
    onEdit: signal,
    onLine(line) {
      signal('');
      onLine(line);
    },
  });
  const refresh = (): void => {
    screen.setStatus(statusLine(client));
  };
  refresh();

  return {
    show(event: ChatEvent) {
      const text = format(event);
      if (text !== undefined && text !== '') screen.print(text);
      refresh();
    },
    refresh,
    close: () => {
      screen.close();
    },
  };
}

/** Where we are, whether we are, who is typing. */
export function statusLine({
  server,
  current,
  people,
  outbox,
  isOnline,
}: Pick<Client, 'server' | 'current' | 'people' | 'outbox' | 'isOnline'>): string {
  const typing = people.typing();
  return [
    ...(server ? [plainLine(server.name)] : []),
    ...(current ? [`# ${plainLine(current.name)}`] : []),
    ...(isOnline ? [`${String(people.all().length)} here`] : ['connecting …']),
    ...(!isOnline && outbox.size > 0 ? [`${String(outbox.size)} not sent yet`] : []),
    ...(typing.length > 0 ? [`${names(typing)} ${typing.length === 1 ? 'is' : 'are'} typing …`] : []),
  ].join(' · ');
}

function completions(line: string, { channels }: Pick<Client, 'channels'>): string[] {
  const all = [
    ...Object.keys(COMMANDS).map((name) => `/${name} `),
    ...channels.map(({ id }) => `/join ${plainLine(id)}`),
  ];
  const fitting = line.startsWith('/') ? all.filter((text) => text.startsWith(line)) : [];
  return line.startsWith('/join ')
    ? fitting
    : fitting.filter((text) => !text.startsWith('/join ') || text === '/join ');
}
