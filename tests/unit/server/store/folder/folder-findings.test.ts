// The report of what was damaged or missing: every finding has its words, and equal ones are counted together.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsTexts } from '../../../../../renderer/dashboard/notices/findings.texts.ts';
import {
  addFinding,
  describeFinding,
  FINDING_EVENTS,
  findingOf,
  type FolderFinding,
} from '../../../../../server/store/folder/folder-findings.ts';

const missing = (channel: string, count: number): FolderFinding => ({
  event: 'messages-missing',
  lost: true,
  channel,
  count,
});

test('the command and the window have words for the same findings', () => {
  for (const { sentences } of Object.values(findingsTexts))
    assert.deepEqual(Object.keys(sentences).toSorted(), FINDING_EVENTS.toSorted());
  for (const event of FINDING_EVENTS)
    for (const count of [1, 2]) {
      const said = describeFinding({ event, lost: true, file: 'a.json', count }, (id) => id);
      assert.doesNotMatch(said, /#|undefined|\.$/, event);
    }
});

test('errors are losses, warnings are repairs, and other notes are no findings', () => {
  assert.deepEqual(
    findingOf({
      level: 'error',
      event: 'messages-missing',
      channel: 'a',
      count: 3,
      first_seq: 1,
      last_seq: 3,
    }),
    { event: 'messages-missing', lost: true, channel: 'a', count: 3 },
  );
  assert.deepEqual(
    findingOf({ level: 'warn', event: 'file-damaged', file: '/home/x/room/channels.json', reason: 'y' }),
    { event: 'file-damaged', lost: false, file: 'channels.json', count: 1 },
  );
  assert.equal(findingOf({ level: 'error', event: 'upload-not-stored', reason: 'no space' }), undefined);
  assert.equal(findingOf({ level: 'error', event: 'constructor' }), undefined);
});

test('findings of one kind and place are counted together; names of channels are shown', () => {
  const all = [missing('a', 1), missing('b', 1), missing('a', 1_499)].reduce<readonly FolderFinding[]>(
    addFinding,
    [],
  );
  assert.deepEqual(
    all.map((finding) => describeFinding(finding, (id) => `Room ${id}`)),
    ['#Room a: 1,500 messages are missing', '#Room b: 1 message is missing'],
  );
});
