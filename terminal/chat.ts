// `npm run chat -- http://192.168.1.5:5000 --name Anna`
import { readOptions } from './options.ts';
import { runClient } from './run.ts';
import { EndError } from './words.ts';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.cwd());
  if ('text' in options) {
    process.stdout.write(options.text);
    return 0;
  }
  return runClient(options, { input: process.stdin, output: process.stdout, cwd: process.cwd() });
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof EndError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
