// Extension 3: gap-free numbers, epochs, and catching up on joining.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test, type TestContext } from 'node:test';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, person, type Guest } from '../../support/helpers/test-client.ts';

let room: RunningRoom;
before(async () => {
  room = await openRoom({ settings: { limits: false } });
});
after(() => room.close());

async function guest(t: TestContext, name: string): Promise<Guest> {
  const client = await enter(room.url, person(name));
  t.after(() => {
    client.close();
  });
  return client;
}

async function channelWith(t: TestContext, count: number): Promise<{ channel: string; anna: Guest }> {
  const channel = randomUUID();
  const anna = await guest(t, 'Anna');
  await anna.say(channel, 'm1');
  await Promise.all(
    Array.from({ length: count - 1 }, (_, index) => anna.say(channel, `m${String(index + 2)}`)),
  );
  return { channel, anna };
}

const seqs = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('numbers are gap-free and rising, whoever sends and however', async (t) => {
  const channel = randomUUID();
  const people = await Promise.all(['Anna', 'Berta', 'Carl'].map((name) => guest(t, name)));
  const post = async (): Promise<void> => {
    await fetch(`${room.url}/api/channels/${channel}/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ message: { content: 'x' }, user: { id: 'poster', username: 'P' } }),
    });
  };
  await Promise.all([
    ...people.flatMap((each) => Array.from({ length: 10 }, () => each.say(channel, 'y'))),
    ...Array.from({ length: 10 }, post),
  ]);
  const listed = await (await fetch(`${room.url}/api/channels/${channel}/messages`)).json();
  assert.deepEqual(
    listed.map(({ seq }: { seq: number }) => seq),
    seqs(1, 40),
  );
});

test('without after_seq: the newest page, 50 or what is asked for, and whether there is more', async (t) => {
  const { channel, anna } = await channelWith(t, 120);
  for (const [limit, count, hasMore] of [
    [undefined, 50, true],
    [0, 0, true],
    [1, 1, true],
    [100, 100, true],
  ] as const) {
    const answer = await anna.askOk('join_channel', {
      channel_id: channel,
      ...(limit !== undefined && { limit }),
    });
    assert.ok(answer.reset);
    assert.deepEqual(
      answer.messages.map(({ seq }) => seq),
      seqs(121 - count, 120),
    );
    assert.deepEqual([answer.last_seq, answer.has_more, answer.channel_id], [120, hasMore, channel]);
  }
  const small = await channelWith(t, 3);
  const answer = await small.anna.askOk('join_channel', { channel_id: small.channel, limit: 3 });
  assert.equal(answer.has_more, false);
});

test('after_seq: the changes since, ascending, each as its event’s payload', async (t) => {
  const { channel, anna } = await channelWith(t, 10);
  const { epoch } = await anna.askOk('join_channel', { channel_id: channel });
  for (const afterSeq of [0, 7, 10]) {
    const answer = await anna.askOk('join_channel', { channel_id: channel, after_seq: afterSeq, epoch });
    assert.ok(!answer.reset);
    assert.deepEqual(
      answer.changes.map(({ seq }) => seq),
      seqs(afterSeq + 1, 10),
    );
    for (const { seq, kind, message, channel_id: channelId } of answer.changes)
      assert.deepEqual(
        [kind, message.seq, message.channel_id, channelId],
        ['message', seq, channel, channel],
      );
  }
});

test('a foreign epoch, and a number that is not there yet, give the newest page', async (t) => {
  const { channel, anna } = await channelWith(t, 4);
  const { epoch } = await anna.askOk('join_channel', { channel_id: channel });
  for (const query of [{ after_seq: 2, epoch: 'another' }, { after_seq: 5, epoch }, { epoch }]) {
    const answer = await anna.askOk('join_channel', { channel_id: channel, ...query });
    assert.ok(answer.reset, JSON.stringify(query));
    assert.equal(answer.messages.length, 4);
    assert.equal(answer.epoch, epoch);
  }
});

test('500 changes are told one by one, 501 are not; after a restart too, and the epoch stays', async (t) => {
  const { channel, anna } = await channelWith(t, 601);
  const { epoch } = await anna.askOk('join_channel', { channel_id: channel });
  const ask = async (client: Guest): Promise<void> => {
    const most = await client.askOk('join_channel', { channel_id: channel, after_seq: 101, epoch });
    assert.deepEqual(most.reset ? [] : most.changes.map(({ seq }) => seq), seqs(102, 601));
    const tooMany = await client.askOk('join_channel', { channel_id: channel, after_seq: 100, epoch });
    assert.deepEqual(tooMany.reset ? tooMany.messages.map(({ seq }) => seq) : [], seqs(552, 601));
    assert.equal(tooMany.epoch, epoch);
  };
  await ask(anna);
  await room.restart();
  await ask(await guest(t, 'Berta'));
});

test('two channels have two epochs', async (t) => {
  const anna = await guest(t, 'Anna');
  const [general, random] = [
    await anna.askOk('join_channel', { channel_id: 'general' }),
    await anna.askOk('join_channel', { channel_id: 'random' }),
  ];
  assert.notEqual(general.epoch, random.epoch);
});

test('joining in the middle of a conversation: the answer and what follows have no hole and no double', async (t) => {
  const { channel, anna } = await channelWith(t, 1);
  let isOver = false;
  const talking = (async () => {
    while (!isOver)
      await Promise.all([anna.say(channel, 'a'), anna.say(channel, 'b'), anna.say(channel, 'c')]);
  })();
  const listeners = await Promise.all(Array.from({ length: 5 }, (_, index) => guest(t, `L${String(index)}`)));
  const heard = await Promise.all(
    listeners.map(async (listener, index) => {
      let known = 0;
      const all: number[] = [];
      for (let turn = 0; turn < 6; turn += 1) {
        const since = listener.all('new_message').length;
        const answer = await listener.askOk('join_channel', { channel_id: channel, after_seq: known });
        assert.ok(!answer.reset);
        all.push(...answer.changes.map(({ seq }) => seq));
        while (listener.all('new_message').length < since + 2 + index) await listener.next('new_message');
        await listener.askOk('leave_channel', { channel_id: channel });
        all.push(
          ...listener
            .all('new_message')
            .slice(since)
            .map(({ message }) => message.seq as number),
        );
        known = all.at(-1) ?? 0;
      }
      return all;
    }),
  );
  isOver = true;
  await talking;
  for (const all of heard) assert.deepEqual(all, seqs(1, all.length));
});
