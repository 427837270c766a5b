// A few rounds of each attack on a server in a process of its own, with the limits on and 512 MB: it survives,
// the others are answered, what it holds in memory stays bounded, and what is counted is what may be. The full
// command, `npm run test:threats`, attacks for a minute each and measures; it looks at the most memory too,
// which on a busy machine depends on when V8 cleans up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAttacked, MOST_MB } from './attacked-server.ts';
import { runAttack } from './attack.ts';
import { ATTACKS } from './attacks/index.ts';
import { enterOthers } from './others.ts';

const MB = 1024 ** 2;

for (const attack of ATTACKS)
  test(attack.name, async (t) => {
    const server = await openAttacked(t, attack);
    const others = await enterOthers(server.url, 2);
    t.after(() => {
      others.close();
    });
    const before = await server.memory();
    others.listen();
    let more = 0;
    const counted = await runAttack(
      attack,
      server.port,
      (round) => round < (attack.rounds ?? 1),
      async () => {
        await others.sayInTurn(10);
        more = ((await server.memory()).used - before.used) / MB;
      },
    );
    await others.sayInTurn(5);
    assert.ok(server.isAlive());
    assert.ok(more < MOST_MB, `${more.toFixed(0)} MB more are in use`);
    assert.equal(attack.wrong?.(counted, others.heard), undefined);
  });
