// A request that carries a connection's id is checked like the one that began it.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { openRoom, type RunningRoom } from '../../../support/helpers/running-room.ts';

let room: RunningRoom;
before(async () => {
  room = await openRoom();
});
after(() => room.close());

function poll(query: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request(`${room.url}/socket.io/?EIO=4&transport=polling${query}`, { headers }, (response) => {
      let said = '';
      response
        .setEncoding('utf8')
        .on('data', (chunk: string) => {
          said += chunk;
        })
        .on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: said });
        });
    })
      .on('error', reject)
      .end();
  });
}

test('a foreign page or a foreign name cannot use a connection that there is', async () => {
  const opened = await poll('', {});
  assert.equal(opened.status, 200);
  const { sid } = JSON.parse(opened.text.slice(1)) as { sid: string };
  for (const name of ['sid', '%73id']) {
    assert.notEqual((await poll(`&${name}=${sid}`, { Origin: 'http://evil.example' })).status, 200);
    assert.notEqual((await poll(`&${name}=${sid}`, { Host: 'evil.example' })).status, 200);
  }
  assert.equal((await poll('', { Origin: 'http://evil.example' })).status, 403);
  assert.equal((await poll('', { Host: 'evil.example' })).status, 403);
});
