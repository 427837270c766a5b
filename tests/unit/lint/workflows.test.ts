import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkWorkflows } from '../../../scripts/check-workflows.ts';
import { plant } from './planted.ts';

const workflow = (needs: string, action: string) => `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: ${action}
  b:
    needs: ${needs}
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`;
const check = async (text: string): Promise<string[]> =>
  checkWorkflows(plant([['.github/workflows/planted.yml', text]]));
const HASH = '0123456789abcdef0123456789abcdef01234567';

test('actionlint looks at the workflows', async () => {
  const faults = await check(workflow('nobody', './.github/actions/own'));
  assert.equal(faults.length, 1);
  assert.match(faults[0] ?? '', /^\.github\/workflows\/planted\.yml:7:3: job "b" needs job "nobody"/);
});

test('an action is pinned by its whole hash, with the version beside it', async () => {
  assert.deepEqual(await check(workflow('a', `some/action@${HASH} # v1.2.3`)), []);
  for (const action of [
    'some/action@v1',
    'some/action@main',
    `some/action@${HASH}`,
    `some/action@${HASH.slice(0, 7)} # v1.2.3`,
    'some/action@v1 # v1.2.3',
  ])
    assert.deepEqual(
      await check(workflow('a', action)),
      ['.github/workflows/planted.yml:6: pin the action: owner/name@<full commit hash> # v1.2.3'],
      action,
    );
});
