// Showing things above the line that is being typed. Node's own readline edits the line; a second line above it says where we are.
import { clearScreenDown, createInterface, cursorTo, moveCursor, type Completer } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';

export interface Screen {
  print(text: string): void;
  /** The line above the one that is typed: one line, harmless. */
  setStatus(text: string): void;
  close(): void;
}

export interface ScreenOptions {
  input: ReadStream;
  output: WriteStream;
  paint: (text: string) => string;
  complete: (line: string) => string[];
  onLine: (line: string) => void;
  /** What stands in the line now */
  onEdit: (line: string) => void;
  /** Ctrl-D, Ctrl-C, or a terminal that is gone */
  onClose: () => void;
}

export function createScreen({ input, output, paint, complete, onLine, onEdit, onClose }: ScreenOptions): Screen {
  const completer: Completer = (line) => [complete(line), line];
  const line = createInterface({ input, output, terminal: true, historySize: 200, removeHistoryDuplicates: true, completer });
  let status = '';
  let isClosed = false;
  /** Rows of the prompt and what was typed, when Enter was pressed */
  let typedRows = 0;

  const setPrompt = (): void => {
    const room = Math.max(output.columns - 1, 10);
    const characters = Array.from(status);
    line.setPrompt(`${paint(characters.length > room ? `${characters.slice(0, room - 1).join('')}…` : status)}\n> `);
  };

  /** What was typed is shown by the server's answer, in its place among the others'. */
  const wipe = (rows: number): void => {
    moveCursor(output, 0, -rows);
    cursorTo(output, 0);
    clearScreenDown(output);
  };

  // before readline itself sees the key
  input.prependListener('keypress', (_character: string | undefined, key: { name?: string } | undefined) => {
    if (key?.name !== 'return' && key?.name !== 'enter') return;
    line.write(null, { ctrl: true, name: 'e' });
    typedRows = line.getCursorPos().rows + 1;
  });
  input.on('keypress', () => { if (!isClosed) onEdit(line.line); });
  line.on('line', (typed) => {
    wipe(typedRows);
    line.prompt();
    onLine(typed);
  });
  line.on('close', () => {
    if (!isClosed) output.write('\n');
    isClosed = true;
    onClose();
  });
  line.on('SIGINT', () => { line.close(); });
  setPrompt();
  line.prompt();

  return {
    print(text) {
      if (isClosed) {
        output.write(`${text}\n`);
        return;
      }
      const { rows } = line.getCursorPos();
      wipe(rows);
      // readline goes up by as many rows as it drew before, to draw anew
      output.write(`${text}\n${'\n'.repeat(rows)}`);
      line.prompt(true);
    },
    setStatus(text) {
      if (isClosed || text === status) return;
      status = text;
      setPrompt();
      line.prompt(true);
    },
    close() {
      if (isClosed) return;
      wipe(line.getCursorPos().rows);
      isClosed = true;
      line.close();
    },
  };
}
