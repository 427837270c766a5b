// The parts of the suite, each at two sizes, and the rows they give.
import { allTrials, failingCalls } from './failing-calls.ts';
import { FAILURES } from './failing-file-system.ts';
import { count, type Faults, type Row } from '../figures.ts';
import { fullDisk, whyNoSmallDisk } from './full-disk.ts';
import { killUnderLoad } from './kill-under-load.ts';
import { manyClients } from './many-clients.ts';
import { catchMutants, MUTANTS } from './mutants.ts';
import { powerCuts, whyNoPowerCuts } from './power-cut.ts';
import type { Random } from './random.ts';
import { tornTails } from './torn-tail.ts';
import { twoServers } from './two-servers.ts';

export interface Result {
  rows: Row[];
  /** What was found, for whoever must find out why */
  stories: readonly string[];
}

export interface Part {
  /** For `--only` */
  name: string;
  run(random: Random, short: boolean): Promise<Result>;
}

const SPANS = [1, 3, Infinity];
const ms = (milliseconds: number): string => `${count(Math.ceil(milliseconds))} ms`;

/** What was found of each kind that is looked for; whatever else was found is said too. */
function found(faults: Faults, kinds: readonly string[]): string {
  const rest = faults.total - kinds.reduce((sum, kind) => sum + faults.count(kind), 0);
  return [
    ...kinds.map((kind) => `${count(faults.count(kind))} ${kind}`),
    ...(rest > 0 ? [`${count(rest)} other faults`] : []),
  ].join(', ');
}

function one(faults: Faults, row: Omit<Row, 'ok'>): Result {
  return { rows: [{ ...row, ok: faults.total === 0 }], stories: faults.stories };
}

function skipped(what: string, reach: string, why: string): Result {
  return { rows: [{ what, trials: '0', result: why, reach, ok: 'skipped' }], stories: [] };
}

export const PARTS: readonly Part[] = [
  // first, since a mutant that cannot be made any more must be brought up to date
  {
    name: 'mutants',
    async run(random) {
      const caught = await catchMutants(random, {
        noPowerCuts: whyNoPowerCuts() !== undefined,
        only: MUTANTS,
      });
      return {
        rows: caught.map(({ name, test, caught: ok }) => ({
          what: `mutant: ${name}`,
          trials: test,
          result: ok === 'skipped' ? 'no power cuts here' : ok ? 'caught' : 'NOT caught',
          reach: 'caught',
          ok,
        })),
        stories: caught.flatMap(({ name, caught: ok, how }) => (ok === false ? [`${name}: ${how}`] : [])),
      };
    },
  },
  {
    name: 'kill',
    async run(random, short) {
      const { faults, kills, acknowledged } = await killUnderLoad({
        trials: short ? 8 : 200,
        clients: 12,
        random,
      });
      return one(faults, {
        what: 'kill -9 under load, 12 clients with retries',
        trials: `${count(kills)} kills, ${count(acknowledged)} messages acknowledged`,
        result: found(faults, ['lost', 'doubled', 'gaps']),
        reach: '200 kills: 0 acknowledged lost, 0 doubled, 0 gaps',
      });
    },
  },
  {
    name: 'torn',
    async run(random, short) {
      const { faults, cuts, newlines, flips, onDisk } = await tornTails({
        random,
        step: short ? 61 : 1,
        flips: short ? 600 : 20_000,
        onDisk: short ? 5 : 100,
      });
      return one(faults, {
        what: 'damaged log of 200 lines: cut at a byte, newline lost, bit flipped',
        trials: `${count(cuts)} cuts${short ? '' : ' (every byte)'}, ${count(newlines)} newlines, ${count(flips)} flips, ${count(onDisk)} by the whole store`,
        result: found(faults, ['good lines lost', 'accepted']),
        reach: 'every byte, 20,000 flips: 0 good lines lost, 0 accepted, at most one piece kept',
      });
    },
  },
  {
    name: 'power',
    async run(random, short) {
      const what = 'power cut (image of an ext4 that holds writes back)';
      const reach = '100 cuts: 0 acknowledged lost, at most one repaired tail a file';
      const why = whyNoPowerCuts();
      if (why !== undefined) return skipped(what, reach, why);
      const { faults, cuts, promised, repaired } = await powerCuts({ cuts: short ? 3 : 100, random });
      return one(faults, {
        what,
        trials: `${count(cuts)} cuts, ${count(promised)} promises (messages, people, channels, files)`,
        result: `${found(faults, ['lost'])}, ${count(repaired)} torn tails repaired`,
        reach,
      });
    },
  },
  {
    name: 'disk',
    async run(random, short) {
      const what = 'really full disk (tmpfs)';
      const reach = '50 times: refused with storage_full, 0 acknowledged lost, 0 crashes, back within 2 s';
      const why = whyNoSmallDisk();
      if (why !== undefined) return skipped(what, reach, why);
      const { faults, rounds, refused, acknowledged, slowestReturn } = await fullDisk(short ? 3 : 50, random);
      return one(faults, {
        what,
        trials: `${count(rounds)} times full, ${count(refused)} sends refused, ${count(acknowledged)} acknowledged`,
        result: `${found(faults, ['lost', 'false refusals', 'crashes'])}, back after ${ms(slowestReturn)} at most`,
        reach,
      });
    },
  },
  {
    name: 'calls',
    async run(random, short) {
      const numbers = short
        ? [random.between(1, 30), random.between(31, 60)]
        : Array.from({ length: 60 }, (_, index) => index + 1);
      const { faults, trials, hit, acknowledged, refused, slowestReturn } = await failingCalls(
        allTrials(numbers, FAILURES, SPANS),
      );
      return one(faults, {
        what: 'n-th file-system call fails (ENOSPC, EIO, EMFILE, short write, failed sync)',
        trials: `n = ${short ? numbers.join(', ') : '1..60'}: ${count(trials)} trials, ${count(hit)} hit, ${count(acknowledged)} acknowledged, ${count(refused)} refused`,
        result: `${found(faults, ['lost', 'false refusals', 'crashes'])}, back after ${ms(slowestReturn)} at most`,
        reach: '0 false acks, 0 false refusals, 0 crashes, back within 2 s',
      });
    },
  },
  {
    name: 'races',
    async run(_, short) {
      const { faults, races } = await twoServers(short ? 5 : 100);
      return one(faults, {
        what: 'two servers on one folder',
        trials: `${count(races)} races`,
        result:
          faults.total === 0
            ? 'exactly one won each, the other named it'
            : found(faults, ['both', 'nobody', 'not named']),
        reach: '100 races: exactly one',
      });
    },
  },
  {
    name: 'room',
    async run(random, short) {
      const { faults, clients, kills, messages, deliveries } = await manyClients({
        clients: short ? 10 : 50,
        kills: short ? 3 : 60,
        everyMs: short ? 1_000 : 2_000,
        pauseMs: short ? 60 : 400,
        random,
      });
      return one(faults, {
        what: `${String(clients)} clients, server killed every ${short ? '1' : '2'} s`,
        trials: `${count(kills)} kills, ${count(messages)} messages, ${count(deliveries)} copies`,
        result:
          faults.total === 0
            ? 'every message everywhere exactly once, same order'
            : found(faults, ['copies', 'lost', 'complaints']),
        reach: '50 clients, for minutes: every message everywhere exactly once, same order',
      });
    },
  },
];
