// The terminal client's public face: `lanline chat http://192.168.1.5:5000 --name Anna`.
import { readOptions } from './options.ts';
import { runClient, type Streams } from './run.ts';
import { EndError } from './words.ts';

export interface ChatContext {
  argv: readonly string[];
  cwd: string;
  stdin: Streams['input'];
  stdout: Streams['output'];
  stderr: Streams['output'];
  /** As people typed it, for the help: `npm run chat --` */
  invocation: string;
}

/** Runs the client until it is over. Resolves with the exit status. */
export async function runChat({
  argv,
  cwd,
  stdin,
  stdout,
  stderr,
  invocation,
}: ChatContext): Promise<number> {
  try {
    const options = readOptions(argv, { cwd, invocation });
    if (!('text' in options)) return await runClient(options, { input: stdin, output: stdout, cwd });
    stdout.write(options.text);
    return 0;
  } catch (error) {
    if (!(error instanceof EndError)) throw error;
    stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}
