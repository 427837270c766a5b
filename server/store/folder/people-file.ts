// `users.jsonl`: what is kept of people for good, one line a change, the last one of an id counts. Appended
// with group commit (a thousand first joins are no thousand rewrites) and compacted at start.
import { personLineSchema } from '../format/data-files.ts';
import { createAppendFile, type AppendFile, type AppendFileOptions } from '../log/append-file.ts';
import { replaceFile } from '../files/atomic-file.ts';
import { errorCode } from '../files/file-system.ts';
import { setAside } from '../files/json-file.ts';
import { encodeLine, readLines } from '../log/log-line.ts';
import type { StoreEnvironment } from '../store-environment.ts';

/** The shape of the chat's PersonRecord. */
export interface StoredPerson {
  id: string;
  name: string;
  /** Hash of the secret that the id is bound to; undefined: it can never be bound */
  tokenHash: string | undefined;
  /** Wall time in ms */
  seenAt: number;
}

export interface PeopleFile {
  /** It was not there, or some of its lines could not be read */
  readonly isIncomplete: boolean;
  all(): Iterable<StoredPerson>;
  person(id: string): StoredPerson | undefined;
  /**
   * Visible to `person` at once; resolves when durable; where it could not be stored the record is as before
   * and this rejects.
   */
  keep(person: StoredPerson): Promise<void>;
  idle(): Promise<void>;
}

/**
 * Reads the file (absent: nobody yet). Damaged lines are skipped and noted, and the file as it was is kept in
 * `damaged/`.
 */
export async function openPeopleFile(
  env: StoreEnvironment,
  path: string,
  { files, turn }: Pick<AppendFileOptions<unknown>, 'files' | 'turn'>,
): Promise<PeopleFile> {
  const people = new Map<string, StoredPerson>();
  const { lines, damaged, isTorn, length } = await readPeople(env, path, people);
  if (damaged > 0 || isTorn) {
    const keptAt = await setAside(env, path);
    env.note({
      level: damaged > 0 ? 'error' : 'warn',
      event: damaged > 0 ? 'users-damaged' : 'users-tail-cut',
      ...(damaged > 0 && { count: damaged }),
      kept_at: keptAt,
    });
  }
  let end = length;
  if (damaged > 0 || isTorn || length === 0 || lines > people.size * 2) {
    const compact = Buffer.from([...people.values()].map(encodePerson).join(''));
    await replaceFile(env.fs, path, compact);
    end = compact.length;
  }
  const file: AppendFile<StoredPerson> = createAppendFile<StoredPerson>({
    env,
    path,
    end,
    files,
    turn,
    onCommitted: () => undefined,
  });

  return {
    isIncomplete: damaged > 0 || isTorn || length === 0,
    all: () => people.values(),
    person: (id) => people.get(id),
    async keep(person) {
      const before = people.get(person.id);
      people.set(person.id, person);
      try {
        await file.append(() => ({ line: encodePerson(person), value: person }));
      } catch (error) {
        if (people.get(person.id) === person) {
          if (before) people.set(person.id, before);
          else people.delete(person.id);
        }
        throw error;
      }
    },
    idle: () => file.idle(),
  };
}

function encodePerson({ id, name, tokenHash, seenAt }: StoredPerson): string {
  return encodeLine({ id, name, token_hash: tokenHash, seen_at: seenAt });
}

async function readPeople(
  env: StoreEnvironment,
  path: string,
  into: Map<string, StoredPerson>,
): Promise<{ lines: number; damaged: number; isTorn: boolean; length: number }> {
  let bytes: Buffer;
  try {
    bytes = await env.fs.readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { lines: 0, damaged: 0, isTorn: false, length: 0 };
    throw error;
  }
  let lines = 0;
  let damaged = 0;
  const reader = readLines(bytes);
  let step = reader.next();
  for (; !step.done; step = reader.next()) {
    const parsed = personLineSchema.safeParse(step.value.record);
    if (!parsed.success) {
      damaged += 1;
      continue;
    }
    lines += 1;
    const { id, name, token_hash: tokenHash, seen_at: seenAt } = parsed.data;
    into.set(id, { id, name, tokenHash, seenAt });
  }
  // an unfinished last line: the write that was going on when the power went
  return { lines, damaged, isTorn: step.value < bytes.length, length: bytes.length };
}
