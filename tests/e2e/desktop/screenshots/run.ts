// `npm run screenshots`: pictures of the real window for docs/screenshots, of a room in a real network where
// one can be made: the app on a computer with three adapters, the guests on a machine of their own with an
// address each. Elsewhere all of them are on this machine.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureBuild } from '../../../../scripts/builds.ts';
import { createLan, noLan, type Lan } from '../../../support/helpers/lan.ts';
import { root } from '../surroundings.ts';
import { PUPILS } from './school-class.ts';

const TAKE = join(import.meta.dirname, 'take.ts');
const GUESTS = join(import.meta.dirname, 'guests.ts');
const NETWORK = '192.168.178.';
/**
 * The host's home: an empty disk of their own, seen by the app alone, so that no picture shows where this
 * machine keeps its things
 */
const HOME = '/home/martina';
const WITH_HOME = `mount -t tmpfs -o size=47g,mode=755 tmpfs /home && mkdir ${HOME} && exec "$0" "$@"`;

interface Machines {
  take: ChildProcessWithoutNullStreams;
  guests: ChildProcessWithoutNullStreams;
}

async function inLan(lan: Lan, appDir: string): Promise<Machines> {
  const host = await lan.machine('host', {
    wlan0: { network: 'school', address: `${NETWORK}24/24` },
    eth0: { network: 'cable', address: '10.12.3.8/16' },
    wg0: { network: 'tunnel', address: '10.8.0.2/24' },
  });
  await host.ip('route', 'add', 'default', 'via', `${NETWORK}1`);
  const pupils = await lan.machine('pupils', { wlan0: { network: 'school' } });
  for (const { address } of PUPILS)
    await pupils.ip('addr', 'add', `${NETWORK}${String(address)}/24`, 'dev', 'wlan0');
  return {
    take: host.spawn(
      'sh',
      '-c',
      WITH_HOME,
      process.execPath,
      TAKE,
      appDir,
      HOME,
      NETWORK,
      ...process.argv.slice(2),
    ),
    guests: pupils.spawn(process.execPath, GUESTS),
  };
}

function onThisMachine(appDir: string): Machines {
  return {
    take: spawn(process.execPath, [TAKE, appDir, '', '', ...process.argv.slice(2)]),
    guests: spawn(process.execPath, [GUESTS]),
  };
}

const { folder } = await ensureBuild(root);
const why = noLan();
if (why !== false)
  console.error(`The network in these pictures is pretended, and the guests share an address: ${why}.`);
const lan = createLan();
try {
  const { take, guests } = why === false ? await inLan(lan, folder) : onThisMachine(folder);
  for (const child of [take, guests]) child.stderr.pipe(process.stderr);
  take.stdout.pipe(guests.stdin);
  guests.stdout.pipe(take.stdin);
  // what it was about to say then nobody hears
  for (const input of [take.stdin, guests.stdin]) input.on('error', () => undefined);
  // what was made goes, also when somebody breaks off
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      take.kill();
    });
  guests.once('exit', (code) => {
    if (code !== 0) take.kill();
  });
  const ended = await once(take, 'exit');
  process.exitCode = ended[0] === 0 ? 0 : 1;
  guests.kill();
} finally {
  await lan.close();
}
