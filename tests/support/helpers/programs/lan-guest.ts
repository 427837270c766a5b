// What a guest does on their own machine: `open <url>` prints the answer's status, `resolve <name> <type>
// [wanted]` the addresses that multicast DNS gives, asked until there are any (or the wanted one), `open-at
// <address> <url>` opens a URL whose name is at that address.
import { createSocket } from 'node:dgram';
import { get } from 'node:http';
import { networkInterfaces } from 'node:os';
import multicastDns from 'multicast-dns';

const [command = '', ...words] = process.argv.slice(2);

function load(url: string, address?: string): void {
  const { hostname, port, host, pathname } = new URL(url);
  get({ host: address ?? hostname, port, path: pathname, headers: { Host: host } }, (response) => {
    process.stdout.write(String(response.statusCode));
    response.resume();
  });
}

/** Asks on every adapter. */
function resolve(name: string, type: string, wanted?: string): void {
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.filter(({ family, internal }) => family === 'IPv4' && !internal).slice(0, 1),
  );
  const sockets = own.map(({ address }) =>
    multicastDns({
      type: 'udp4',
      ip: '224.0.0.251',
      port: 5353,
      interface: address,
      bind: '0.0.0.0',
      socket: createSocket({ type: 'udp4', reuseAddr: true }),
    }),
  );
  const ask = (): void => {
    for (const socket of sockets) socket.send({ type: 'query', questions: [{ name, type }] }, null);
  };
  // a question may be lost, and what is asked for may not be so yet
  const again = setInterval(ask, 500);
  let isFound = false;
  for (const socket of sockets) {
    socket.once('ready', ask).on('packet', (packet) => {
      const found =
        packet.type === 'response'
          ? (packet.answers ?? [])
              .filter((record) => record.name === name && record.type === type && record.ttl !== 0)
              .map(({ data }) => data)
          : [];
      // every socket hears it, and it is said once
      if (isFound || found.length === 0 || (wanted !== undefined && !found.includes(wanted))) return;
      isFound = true;
      process.stdout.write(found.join(' '));
      clearInterval(again);
      for (const open of sockets) open.destroy();
    });
  }
}

const [first = '', second = ''] = words;
if (command === 'open') load(first);
else if (command === 'open-at') load(second, first);
else if (command === 'resolve') resolve(first, second, words[2]);
else process.exitCode = 2;
