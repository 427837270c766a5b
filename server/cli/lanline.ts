// The command on Node: what `npx lanline`, `npm run serve` and `npm run chat` run.
import { processContext } from './process-context.ts';
import { runLanline } from './run-lanline.ts';

/** As people typed it: npm notes the script's name, and `npx` for npx. */
function invocation(subcommand: string): string {
  const script = process.env['npm_lifecycle_event'];
  if (script === undefined) return `node ${process.argv[1] ?? 'lanline'} ${subcommand}`;
  if (script === 'npx') return `npx lanline ${subcommand}`;
  // without a display `npm start` serves
  return script === 'start' && subcommand === 'serve' ? 'npm start --' : `npm run ${subcommand} --`;
}

// a terminal or a pipe that is gone must not end the chat
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await runLanline({ ...processContext(), argv: process.argv.slice(2), invocation });
