// @ts-nocheck -- what it offers is typed in network.ts, for those who use it
// Loaded with `-r` before the app: it believes to be in the network that the spec says. Who comes in over one
// of this machine's real addresses seems to come from a device in that network; over loopback it is the host,
// as ever.
/* oxlint-disable typescript/no-require-imports -- what `-r` loads is CommonJS */
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const os = require('node:os');

const loopback = {
  address: '127.0.0.1',
  netmask: '255.0.0.0',
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  internal: true,
  cidr: '127.0.0.1/8',
};
globalThis.network = { adapters: { wlan0: '192.168.178.24' }, guest: '192.168.178.57' };
os.networkInterfaces = () => ({
  lo: [loopback],
  ...Object.fromEntries(
    Object.entries(globalThis.network.adapters).map(([name, address], index) => [
      name,
      [
        {
          address,
          netmask: '255.255.255.0',
          family: 'IPv4',
          mac: `02:00:00:00:00:0${index + 1}`,
          internal: false,
          cidr: `${address}/24`,
        },
      ],
    ]),
  ),
});
syncBuiltinESMExports();

const { emit } = net.Server.prototype;
net.Server.prototype.emit = function (event, socket, ...rest) {
  if (
    event === 'connection' &&
    !/^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '') &&
    socket.remoteAddress === socket.localAddress
  ) {
    const [local = '127.0.0.1'] = Object.values(globalThis.network.adapters);
    Object.defineProperty(socket, 'remoteAddress', { value: globalThis.network.guest });
    Object.defineProperty(socket, 'localAddress', { value: local });
  }
  return emit.call(this, event, socket, ...rest);
};
