// Showing things above the line that is being typed. Node's own readline edits the line; a second line above
// it says where we are.
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

export function createScreen({
  input,
  output,
  paint,
  complete,
  onLine,
  onEdit,
  onClose,
}: ScreenOptions): Screen {
  const completer: Completer = (line) => [complete(line), line];
  const line = createInterface({
    input,
    output,
    terminal: true,
    historySize: 200,
    removeHistoryDuplicates: true,
    completer,
  });
  let status = '';
  let isClosed = false;
  /** Rows of the prompt and what was typed, when Enter was pressed */
  let typedRows = 0;

  const setPrompt = (): void => {
    const room = Math.max(output.columns - 1, 10);
    const characters = Array.from(status);
    line.setPrompt(
      `${paint(characters.length > room ? `${characters.slice(0, room - 1).join('')}…` : status)}\n> `,
    );
  };

  /** What was typed is shown by the server's answer, in its place among the others'. */
  const wipe = (rows: number): void => {
    moveCursor(output, 0, -rows);
    cursorTo(output, 0);
    clearScreenDown(output);
  };

  /**
   * The rows that readline goes up to draw anew: where its cursor was last. It is not told of a paste that
   * went over the edge.
   */
  const rowsAbove = (): number => {
    const rows: unknown = Reflect.get(line, 'prevRows');
    return typeof rows === 'number' ? rows : line.getCursorPos().rows;
  };
  /** Puts a text where the prompt stood, and the prompt below it. */
  const redraw = (rows: number, text = ''): void => {
    wipe(rows);
    output.write(`${text}${'\n'.repeat(rowsAbove())}`);
    line.prompt(true);
  };

  // before readline itself sees the key
  input.prependListener('keypress', (_character: string | undefined, key: { name?: string } | undefined) => {
    if (key?.name !== 'return' && key?.name !== 'enter') return;
    line.write(null, { ctrl: true, name: 'e' });
    typedRows = line.getCursorPos().rows + 1;
  });
  input.on('keypress', () => {
    if (isClosed) return;
    const { rows } = line.getCursorPos();
    if (rows !== rowsAbove()) redraw(rows);
    onEdit(line.line);
  });
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
  line.on('SIGINT', () => {
    line.close();
  });
  setPrompt();
  line.prompt();

  return {
    print(text) {
      if (isClosed) {
        output.write(`${text}\n`);
        return;
      }
      redraw(line.getCursorPos().rows, `${text}\n`);
    },
    setStatus(text) {
      if (isClosed || text === status) return;
      status = text;
      const { rows } = line.getCursorPos();
      setPrompt();
      redraw(rows);
    },
    close() {
      if (isClosed) return;
      wipe(line.getCursorPos().rows);
      isClosed = true;
      line.close();
    },
  };
}
