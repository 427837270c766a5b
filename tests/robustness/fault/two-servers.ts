// Two servers on one folder: exactly one gets it, the other says who has it. The folder keeps what the winner
// of the race before left behind when it was killed.
import { createFaults, type Faults } from '../figures.ts';
import { makeFolder } from './scratch.ts';
import { launchServer, type ServerProcess } from './server-process.ts';
import { within } from './within.ts';

export interface RaceFigures {
  faults: Faults;
  races: number;
}

export async function twoServers(races: number): Promise<RaceFigures> {
  const faults = createFaults();
  const folder = makeFolder('race');
  let next = [launchServer(), launchServer()];
  try {
    for (let race = 1; race <= races; race += 1) {
      const racers = next;
      await Promise.all(racers.map(({ loaded }) => loaded));
      next = race < races ? [launchServer(), launchServer()] : [];
      await oneRace(racers, folder.path, `race ${String(race)}`, faults);
    }
    return { faults, races };
  } finally {
    await Promise.all(next.map((server) => server.kill()));
    folder.remove();
  }
}

async function oneRace(
  racers: readonly ServerProcess[],
  data: string,
  how: string,
  faults: Faults,
): Promise<void> {
  try {
    const answers = await within(
      30_000,
      how,
      Promise.all(racers.map((server) => server.start({ data, port: 0 }))),
    );
    const winner = racers.find((_, index) => answers[index]?.kind === 'running');
    const winners = answers.filter(({ kind }) => kind === 'running').length;
    if (winners !== 1) faults.add(winners === 0 ? 'nobody' : 'both', `${how}: ${JSON.stringify(answers)}`);
    for (const [index, answer] of answers.entries()) {
      if (answer.kind !== 'refused') continue;
      if (answer.name !== 'FolderLockedError') faults.add('another error', `${how}: ${answer.message}`);
      else if (
        !answer.message.includes(`process ${String(winner?.pid)} `) &&
        !answer.message.includes(`process ${String(winner?.pid)}.`)
      ) {
        faults.add('not named', `${how}: the winner is ${String(winner?.pid)}, but: ${answer.message}`);
      }
      // the loser ends by itself
      await within(10_000, `${how}: the loser's end`, racers[index]?.ended ?? Promise.resolve());
    }
    for (const server of racers) for (const fault of server.faults) faults.add('crashes', `${how}: ${fault}`);
  } finally {
    await Promise.all(racers.map((server) => server.kill()));
  }
}
