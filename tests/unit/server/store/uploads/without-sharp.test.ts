import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

test('where sharp cannot be loaded the server runs, pictures are stored without a preview, and the log says why', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, 'programs/without-sharp.ts'),
  ]);
  assert.deepEqual(JSON.parse(stdout), {
    status: 200,
    thumbnail: null,
    type: 'image/png',
    isWhole: true,
    said: [['error', 'pictures-unavailable', 'Could not load the "sharp" module']],
  });
});
