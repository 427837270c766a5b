// An attacker in a process of its own: `node attacker.ts <id> <port> <seconds>`, with an IPC channel, over which
// what was counted comes at the end. Ends when its parent is gone.
import { constants, setPriority } from 'node:os';
import { runAttack } from '../attack.ts';
import { ATTACKS } from '../attacks/index.ts';

const [, , id = '', port = '0', seconds = '0'] = process.argv;
const attack = ATTACKS.find((each) => each.id === id);
if (!attack) throw new Error(`there is no attack ${id}`);
process.on('disconnect', () => {
  process.exit();
});
// in truth it is on another machine and takes no processor from those who are measured
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const end = performance.now() + Number(seconds) * 1_000;
const counted = await runAttack(attack, Number(port), () => performance.now() < end);
process.send?.({
  rounds: counted.rounds,
  seconds: counted.seconds,
  counts: Object.fromEntries(counted.counts),
});
process.disconnect();
