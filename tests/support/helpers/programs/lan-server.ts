// A chat server that says on its standard output, one JSON object a line, where it is reached; for a machine
// of a LAN. Its settings come as JSON.
import { createChatServer, defaultSettings, type Settings } from '../../../../server/index.ts';

const given = JSON.parse(process.argv[2] ?? '{}') as Partial<Settings>;
const server = createChatServer({
  settings: { ...defaultSettings, freeSpaceFloor: 0, logLevel: 'warn', ...given },
});
server.events.on('network', (network) => {
  process.stdout.write(`${JSON.stringify(network)}\n`);
});
server.events.on('log', (line) => {
  process.stderr.write(`${JSON.stringify(line)}\n`);
});
// whoever started it goes: so does the server
process.stdin.resume().once('end', () => {
  void server.close();
});
await server.start();
