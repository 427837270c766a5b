// Takes the pictures, on the host's computer. Arguments: the built app, the host's home (none: a new folder),
// the guests' network (none: they come over an address of this machine), and parts of the names of those to
// be taken.
import { join } from 'node:path';
import { launch } from '../desktop.ts';
import { makeSurroundings, removeSurroundings, root } from '../surroundings.ts';
import { createCamera } from './camera.ts';
import { createGuestMachine } from './guest-machine.ts';
import { takeBroken, takeClosed, takeRunning } from './pictures.ts';
import { SLOW_DISK } from './slow-disk.ts';

const [, , appDir = '', home = '', network = '', ...wanted] = process.argv;
const isInLan = network !== '';
const surroundings = await makeSurroundings({
  isPackaged: true,
  settings: { server: { port: 5000, localName: isInLan ? 'lanline' : '' }, desktop: { startServer: false } },
  ...(home !== '' && { home }),
});
const desktop = await launch(appDir, {
  surroundings,
  modules: [SLOW_DISK],
  network: isInLan ? 'own' : 'pretended',
});
try {
  const camera = createCamera(desktop, join(root, 'docs/screenshots'), wanted);
  await takeClosed(desktop, camera);
  await takeRunning(desktop, camera, createGuestMachine(), isInLan ? network : undefined);
  await takeBroken(desktop, camera);
} finally {
  await desktop.quit();
  if (home === '') removeSurroundings(surroundings);
}
process.exit();
