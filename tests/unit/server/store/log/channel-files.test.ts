import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { channelOfLog, logFileName, logPath } from '../../../../../server/store/log/channel-files.ts';

test('a log is named after its channel', () => {
  assert.equal(logPath('/data/channels', 'general'), join('/data/channels', 'general.jsonl'));
  assert.equal(channelOfLog('general.jsonl'), 'general');
});

for (const id of ['con', 'CON', 'nul', 'Prn', 'aux', 'com1', 'LPT9', 'com0']) {
  test(`${id} is no file name on Windows and gets a prefix that no id has`, () => {
    const name = logFileName(id);
    assert.equal(name, `+${id}.jsonl`);
    assert.equal(channelOfLog(name), id);
    assert.equal(channelOfLog(`${id}.jsonl`), undefined);
  });
}

test('other names are no logs', () => {
  for (const name of [
    'general.json',
    'general.jsonl.importing',
    '+general.jsonl',
    '.jsonl',
    'a b.jsonl',
    '_con.json',
    `${'a'.repeat(65)}.jsonl`,
  ]) {
    assert.equal(channelOfLog(name), undefined, name);
  }
  assert.equal(channelOfLog('_con.jsonl'), '_con');
});
