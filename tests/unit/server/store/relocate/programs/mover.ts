// Moves a data folder in a process of its own, to be killed. `node mover.ts <from> <to> [<n>]`, with an IPC
// channel: says that it is loaded, begins when it is told, and ends itself by SIGKILL at the n-th call of its
// file system where n is given.
import { moveDataFolder } from '../../../../../../server/store/relocate/move-data-folder.ts';
import { faultyFileSystem } from '../faulty-file-system.ts';

const [, , from = '', to = '', at = '0'] = process.argv;
process.on('disconnect', () => {
  process.exit();
});

async function run(): Promise<void> {
  const fs = faultyFileSystem({
    at: Number(at),
    lasts: false,
    fault: () => {
      process.kill(process.pid, 'SIGKILL');
    },
  });
  await moveDataFolder({ from, to, fs });
  process.send?.({ calls: fs.calls });
  process.disconnect();
}

process.on('message', () => {
  void run();
});
process.send?.('loaded');
