import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorCode } from '../files/file-system.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from '../index/schema.ts';
import { isWalDamaged } from '../index/wal-check.ts';
import type { CheckedLog } from './check-log.ts';
import type { Findings } from './findings.ts';

const NAME = 'index.db';
const REMEDY = 'delete it, and the next start makes it from the logs';
const FAULTS_TOLD = 3;

/**
 * Checks a copy of the index, since SQLite writes where it only reads. One that is not there, behind the logs or of
 * another version is no finding: the next start sees to it.
 */
export async function checkIndex(
  path: string,
  logs: ReadonlyMap<string, CheckedLog>,
  findings: Findings,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lanline-check-'));
  try {
    const copy = join(folder, NAME);
    if (!(await copied(path, copy))) return;
    await copied(`${path}-wal`, `${copy}-wal`);
    if (isWalDamaged(`${copy}-wal`)) findings.add(`${NAME}-wal`, `is damaged; ${REMEDY}`);
    else for (const fault of faultsIn(copy, logs)) findings.add(NAME, `${fault}; ${REMEDY}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function faultsIn(path: string, logs: ReadonlyMap<string, CheckedLog>): string[] {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path);
    const number = (name: string): unknown => db?.prepare(`PRAGMA ${name}`).get()?.[name];
    if (number('application_id') !== APPLICATION_ID) return ['is not an index of Lanline'];
    if (number('user_version') !== SCHEMA_VERSION) return [];
    const damage = db
      .prepare(`PRAGMA integrity_check(${String(FAULTS_TOLD)})`)
      .all()
      .map((row) => String(row['integrity_check']))
      .filter((text) => text !== 'ok');
    if (damage.length > 0) return damage.map((text) => `is damaged (${text.replaceAll('\n', ' ')})`);
    return disagreements(db, logs);
  } catch (error) {
    return [`is damaged (${error instanceof Error ? error.message : String(error)})`];
  } finally {
    db?.close();
  }
}

/** Where the index says more than the logs. */
function disagreements(db: DatabaseSync, logs: ReadonlyMap<string, CheckedLog>): string[] {
  return db
    .prepare(
      `SELECT channel, epoch, offset, messages AS said,
        (SELECT count(*) FROM messages WHERE log = logs.id) AS counted
      FROM logs WHERE channel IS NOT NULL AND epoch IS NOT NULL`,
    )
    .all()
    .flatMap(({ channel, epoch, offset, said, counted }) => {
      const log = logs.get(String(channel));
      // the channel was deleted or recreated after the index was written
      if (!log || log.epoch !== epoch) return [];
      if (said !== counted)
        return [`has ${String(counted)} messages of #${String(channel)} and says ${String(said)}`];
      const isAhead = Number(offset) > log.size || Number(counted) > log.messages;
      return isAhead
        ? [
            `has ${String(counted)} messages of #${String(channel)}, whose log has ${String(log.messages)} in ${String(log.size)} bytes`,
          ]
        : [];
    });
}
