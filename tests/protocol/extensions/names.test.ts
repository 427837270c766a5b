// Extension 5, names: what a name may be, when two are taken for the same, and for how long a bound person's
// name is held.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test, type TestContext } from 'node:test';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { connect, enterAsOldClient, person } from '../../support/helpers/test-client.ts';

const DAY = 24 * 60 * 60 * 1_000;
const clock = createManualClock();
let room: RunningRoom;
before(async () => {
  room = await openRoom({ clock });
});
after(() => room.close());

const secret = (): string => `${randomUUID()}-${randomUUID()}`;

interface Joined {
  /** The name that was given, or the error's code */
  name: string;
  suggestion?: string | undefined;
  leave(): void;
}
async function join(
  t: TestContext,
  username: string,
  { token = secret(), id = randomUUID(), url = room.url }: { token?: string; id?: string; url?: string } = {},
): Promise<Joined> {
  const client = await connect(url);
  t.after(() => {
    client.close();
  });
  const answer = await client.ask('join_user', { user: person(username, { id }), token });
  return {
    name: answer.ok ? answer.user.username : answer.error.code,
    suggestion: answer.ok ? undefined : answer.error.suggestion,
    leave: () => {
      client.close();
    },
  };
}
const joinAsOld = async (t: TestContext, username: string, id: string = randomUUID()): Promise<any> => {
  const client = await enterAsOldClient(room.url, person(username, { id }));
  t.after(() => {
    client.close();
  });
  return client.all('online_users')[0].users.find((user: { id: string }) => user.id === id);
};

// as new-style callers give it, and what becomes of it; undefined: bad_name
const ENGLAND = '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
const NAMES: [what: string, given: string, made: string | undefined][] = [
  ['plain', 'Nina', 'Nina'],
  ['umlauts, emoji and other scripts', 'Jörg 🦊 王小明', 'Jörg 🦊 王小明'],
  ['composed (NFC)', 'Zoe\u0308', 'Zo\u00eb'],
  ['trimmed', '  Tim\t', 'Tim'],
  ['32 characters', 'x'.repeat(32), 'x'.repeat(32)],
  ['33 characters', 'y'.repeat(33), undefined],
  ['32 graphemes of many units', '\u0065\u0323\u0302'.repeat(32), '\u1ec7'.repeat(32)],
  ['33 emoji', '🦊'.repeat(33), undefined],
  ['empty', '', undefined],
  ['white space only', ' \u00a0\u3000 ', undefined],
  ['a line break inside', 'Eve\u0007Adam', undefined],
  ['a bidi override', 'Eve\u202egpj', undefined],
  ['a bidi isolate', 'Eve\u2066x', undefined],
  ['zero-width space', 'Ev\u200be', undefined],
  ['byte order mark, which counts as white space', '\ufeffEve', 'Eve'],
  ['zero-width joiner between letters', 'Ev\u200de', undefined],
  ['soft hyphen', 'E\u00adve', undefined],
  ['an invisible filler', '\u3164', undefined],
  ['a lone combining mark', '\u0301', undefined],
  ['an emoji of several parts', 'Ada 👩\u200d💻', 'Ada 👩\u200d💻'],
  ['an emoji with its selector', 'Kim ❤\ufe0f', 'Kim ❤\ufe0f'],
  ['a flag of tags', ENGLAND, ENGLAND],
  ['Persian with a non-joiner', 'علی\u200cرضا', 'علی\u200cرضا'],
  ['Sinhala with a joiner', 'ශ්\u200dරීනාථ්', 'ශ්\u200dරීනාථ්'],
  ['Hindi with a joiner', 'क्\u200dषमा', 'क्\u200dषमा'],
  ['a selector after a letter', 'Marlene\ufe0f', undefined],
  ['a selector after a digit', 'Marlene 5\ufe0f', undefined],
  ['a joiner after an emoji', 'Marlene 👩\u200d', undefined],
  ['a non-joiner after a letter', 'Marlene\u200c', undefined],
  ['tags after a letter', 'Marlene\u{e0067}\u{e007f}', undefined],
];
for (const [what, given, made] of NAMES) {
  test(`a name: ${what}`, async (t) => {
    const { name } = await join(t, given);
    assert.equal(name, made ?? 'bad_name');
    // old clients are let in with what can be made of it
    const cleaned: unknown = (await joinAsOld(t, given)).username;
    if (made === undefined) assert.match(String(cleaned), /^[^\p{Cc}\p{Cf}\u3164]{1,64}$/u);
    else assert.equal(cleaned, made);
  });
}

// taken by a bound person; the second is taken for the same or is not
const PAIRS: [first: string, second: string, isSame: boolean][] = [
  ['Paul', 'paul', true],
  ['Straße', 'STRAßE', true],
  ['Olga', 'Оlga', true], // Cyrillic O
  ['Peter', 'Ｐｅｔｅｒ', true], // full width (NFKC)
  ['fine', 'ﬁne', true], // a ligature
  ['Maria', 'Маria', true],
  ['Igor', 'ıgor', true],
  ['Iris', 'İris', true],
  ['Paula', 'PauIa', true], // capital i
  ['Pauline', 'Pau1ine', true],
  ['Ida', 'lda', true],
  ['Bob', 'B0B', true],
  ['HANNE', 'ΗΑΝΝΕ', true], // Greek
  ['Susanne', 'SUSANNE', true],
  ['Анфиса', 'AHФИCA', true], // Latin
  ['نیما', 'نيما', true],
  ['Jörg', 'Jorg', false],
  ['Ann', 'Anne', false],
  ['Iara', 'Lara', false],
  ['Иванко', 'Иваннко', false],
];
for (const [first, second, isSame] of PAIRS) {
  test(`${first} and ${second} are ${isSame ? 'the same' : 'two names'}`, async (t) => {
    assert.equal((await join(t, first)).name, first);
    const answer = await join(t, second);
    if (!isSame) {
      assert.equal(answer.name, second);
      return;
    }
    assert.equal(answer.name, 'name_taken');
    assert.ok(answer.suggestion);
    assert.equal((await join(t, answer.suggestion)).name, answer.suggestion, 'the suggestion is free');
    assert.notEqual((await join(t, second)).suggestion, answer.suggestion, 'and is not suggested twice');
  });
}

for (const [held, other] of [
  ['Raul', 'RauI'],
  ['ZANE', 'ΖΑΝΕ'],
  ['Otto', '0tt0'],
] as const) {
  test(`an old client gets in as ${other} while ${held} is here, but unverified`, async (t) => {
    assert.equal((await join(t, held)).name, held);
    for (const name of [other, `${other}\ufe0f`]) {
      const old = await joinAsOld(t, name);
      assert.deepEqual([old.username, old.verified], [other, undefined]);
    }
    const { name, suggestion } = await join(t, other);
    assert.equal(name, 'name_taken');
    assert.equal(suggestion, `${other} 2`);
  });
}

test('the refusal of a bad name says what was wrong and what would be right', async (t) => {
  const client = await connect(room.url);
  t.after(() => {
    client.close();
  });
  const answer = await client.ask('join_user', { user: person('Mariella\ufe0f'), token: secret() });
  assert.ok(!answer.ok);
  assert.equal(answer.error.code, 'bad_name');
  assert.match(answer.error.message, /U\+FE0F.*"Mariella"/u);
});

test('a suggestion has at most 32 characters too', async (t) => {
  const name = 'w'.repeat(32);
  await join(t, name);
  const { suggestion } = await join(t, name);
  assert.match(suggestion ?? '', /^w{30} 2$/);
});

test('an old client gets in with a name that is held, unverified; who is not bound holds no name', async (t) => {
  await join(t, 'Held');
  const old = await joinAsOld(t, 'Held');
  assert.deepEqual([old.username, old.verified], ['Held', undefined]);
  await joinAsOld(t, 'Nobodys');
  assert.equal((await join(t, 'Nobodys')).name, 'Nobodys');
});

test('who joins as an old client does, but with a secret, takes nobody’s name away and is not shown as its verified holder', async (t) => {
  const [id, token] = [randomUUID(), secret()];
  const anna = await join(t, 'Annika', { id, token });
  const mallory = await connect(room.url);
  t.after(() => {
    mallory.close();
  });
  const user = person('Annika');
  mallory.send('join_user', { user, token: secret() });
  const { users } = await mallory.next('online_users');
  assert.equal(users.find((each: { id: string }) => each.id === user.id).verified, undefined);
  anna.leave();
  assert.equal((await join(t, 'Annika', { id, token })).name, 'Annika');
});

test('one’s own name is free to oneself, and a name that was given up is free to all', async (t) => {
  const [id, token] = [randomUUID(), secret()];
  assert.equal((await join(t, 'Vera', { id, token })).name, 'Vera');
  assert.equal((await join(t, 'VERA', { id, token })).name, 'VERA');
  assert.equal((await join(t, 'Vera two', { id, token })).name, 'Vera two');
  assert.equal((await join(t, 'Vera')).name, 'Vera');
});

test('a name is held for 30 days after its person was last here, over a restart too', async (t) => {
  const own = createManualClock();
  const quiet = await openRoom({ clock: own });
  t.after(() => quiet.close());
  const { url } = quiet;
  const [id, token] = [randomUUID(), secret()];
  const holder = await join(t, 'Longer', { id, token, url });
  holder.leave();
  await own.scheduled(5_000);
  own.jump(30 * DAY - 1_000);
  assert.equal((await join(t, 'longer', { url })).name, 'name_taken');
  await quiet.restart();
  assert.equal((await join(t, 'longer', { url })).name, 'name_taken');
  own.jump(2_000);
  assert.equal((await join(t, 'longer', { url })).name, 'longer');
  assert.equal(
    (await join(t, 'Longer', { id, token, url })).name,
    'name_taken',
    'who comes back too late finds it taken',
  );
});

test('a name is held as long as its person is here', async (t) => {
  await join(t, 'Stays');
  for (let turn = 0; turn < 2; turn += 1) {
    // the daily tidying notes who is here
    await clock.scheduled(turn === 0 ? 60_000 : DAY);
    clock.jump(29 * DAY);
    clock.advance(DAY);
  }
  assert.equal((await join(t, 'stays')).name, 'name_taken');
});
