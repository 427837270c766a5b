// Reading settings as a start does, from flags, environment and files of a test.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readSettings, SettingsError, type Settings } from '../../../../server/settings/read-settings.ts';

/** A folder of its own, removed after the test. */
export function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'lanline-settings-'));
  t.after(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

interface Input {
  argv?: string[];
  env?: Record<string, string>;
  cwd?: string;
}

/** The settings that come out, of these sources alone. */
export function read({ argv = [], env = {}, cwd = '/nowhere' }: Input): Settings {
  const answer = readSettings({ argv, env, cwd });
  assert.ok(answer.run);
  return answer.settings;
}

/** Why they are refused, sentence by sentence. */
export function problems(input: Input): readonly string[] {
  try {
    read(input);
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    return error.problems;
  }
  return assert.fail('the settings were accepted');
}
