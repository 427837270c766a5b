import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { suite, test, type TestContext } from 'node:test';
import type { Packet } from 'multicast-dns';
import { claimPort } from '../../../../support/helpers/claimed-port.ts';
import { listen, path, said, startNamed } from './mdns-lab.ts';

const ask = (name: string, type = 'A'): Packet => ({ type: 'query', questions: [{ name, type }] });
const isProbe = ({ authorities = [] }: Packet) => authorities.length > 0;
const answersA = (address: string) => (packet: Packet) =>
  said(packet, 'lanline.local').includes(`A ${address}`);

/** A port, who listens on it, and how to start somebody who wants a name there. */
async function lab(context: TestContext) {
  const { port, release } = await claimPort('udp');
  context.after(release);
  const ear = await listen(port);
  context.after(() => ear.close());
  const start = (
    ...parameters: Parameters<typeof startNamed> extends [number, ...infer Rest] ? Rest : never
  ) => {
    const named = startNamed(port, ...parameters);
    context.after(() => named.responder.close());
    return named;
  };
  return { port, ear, start };
}

// together, since each waits as long as RFC 6762 says
suite('a name in the local network', { concurrency: true }, () => {
  test('the name is asked for three times before it is taken, then said with the page as a service', async (context) => {
    const { ear, start } = await lab(context);
    const announcement = ear.next(({ type }) => type === 'response');
    await start(['10.0.0.1', 'fd00::1']).called('lanline.local');
    const first = await announcement;
    const probes = ear.heard.slice(0, ear.heard.indexOf(first));
    assert.equal(probes.length, 3);
    assert.ok(probes.every(({ authorities = [] }) => authorities.length === 3));
    assert.deepEqual(said(first, 'lanline.local'), [
      'A 10.0.0.1',
      'AAAA fd00::1',
      'NSEC {"nextDomain":"lanline.local","rrtypes":["A","AAAA"]}',
    ]);
    assert.deepEqual(said(first, '_http._tcp.local'), ['PTR Physik 9b (lanline)._http._tcp.local']);
    assert.deepEqual(
      said(first, 'Physik 9b (lanline)._http._tcp.local')[0],
      'SRV {"priority":0,"weight":0,"port":5000,"target":"lanline.local"}',
    );
  });

  test('who asks is answered, whatever the case of the letters, and is told what there is not', async (context) => {
    const { ear, start } = await lab(context);
    await start(['10.0.0.1']).called('lanline.local');
    await ear.quiet();
    const answer = ear.next(({ type }) => type === 'response');
    ear.send(ask('LanLine.local', 'AAAA'));
    assert.deepEqual(said(await answer, 'lanline.local'), [
      'A 10.0.0.1',
      'NSEC {"nextDomain":"lanline.local","rrtypes":["A"]}',
    ]);
  });

  test('a program that speaks plain DNS is answered alone, in its own words', async (context) => {
    const { port, start } = await lab(context);
    await start(['10.0.0.1']).called('lanline.local');
    const socket = createSocket('udp4');
    context.after(() => {
      socket.close();
    });
    await new Promise<void>((resolve) => {
      socket.bind(0, resolve);
    });
    socket.setMulticastInterface('127.0.0.1');
    const answered = new Promise<Buffer>((resolve) => {
      socket.once('message', resolve);
    });
    // id 0x1234, one question: lanline.local A IN
    socket.send(
      Buffer.from(
        '12340000000100000000000007' +
          Buffer.from('lanline').toString('hex') +
          '05' +
          Buffer.from('local').toString('hex') +
          '0000010001',
        'hex',
      ),
      port,
      '224.0.0.251',
    );
    const answer = await answered;
    assert.equal(answer.readUInt16BE(0), 0x1234);
    assert.equal(answer.readUInt16BE(4), 1, 'the question comes back');
    assert.ok(answer.includes(Buffer.from([10, 0, 0, 1])));
    // class IN without the bit of multicast, to be kept for ten seconds, four bytes
    assert.ok(answer.includes(Buffer.from('000100010000000a0004', 'hex')));
  });

  test('a name that somebody has gets a number, and the next one the next', async (context) => {
    const { start } = await lab(context);
    await start(['10.0.0.1']).called('lanline.local');
    await start(['10.0.0.2']).called('lanline-2.local');
    await start(['10.0.0.3']).called('lanline-3.local');
  });

  test('what it said before its address changed is its own voice, also where it is heard late', async (context) => {
    const { ear, start } = await lab(context);
    const own = ['10.0.0.1'];
    const named = start(own);
    const announcement = ear.next(({ type }) => type === 'response');
    await named.called('lanline.local');
    const former = await announcement;
    own.splice(0, 1, '10.0.0.9');
    const probe = ear.next(isProbe);
    const again = ear.next(
      ({ type, answers = [] }) => type === 'response' && answers.some(({ data }) => data === '10.0.0.9'),
    );
    named.responder.use([path(...own)]);
    await probe;
    ear.send(former);
    assert.deepEqual(said(await again, 'lanline.local')[0], 'A 10.0.0.9');
  });

  test('of several who begin at once each gets a name of its own', async (context) => {
    const { start } = await lab(context);
    const all = [start(['10.0.0.1']), start(['10.0.0.2'])];
    await Promise.any(all.map((named) => named.called('lanline.local')));
    await Promise.any(all.map((named) => named.called('lanline-2.local')));
  });

  for (const [rival, waits] of [
    ['255.0.0.1', true],
    ['1.0.0.1', false],
  ] as const) {
    test(`a rival at ${rival} who asks at the same time ${waits ? 'goes first' : 'is not waited for'}`, async (context) => {
      const { ear, start } = await lab(context);
      const named = start(['10.0.0.1']);
      await ear.next(isProbe);
      ear.send({
        type: 'query',
        questions: [{ name: 'lanline.local', type: 'ANY' }],
        authorities: [{ name: 'lanline.local', type: 'A', ttl: 120, data: rival }],
      });
      await named.called('lanline.local');
      // the rival's, and ours: three in a row, or some, and after the wait three
      const count = ear.heard.filter(isProbe).length;
      assert.ok(waits ? count >= 5 : count === 4, String(count));
    });
  }

  test("the system's own name is never taken", async (context) => {
    const { start, ear } = await lab(context);
    await start(['10.0.0.1'], { systemName: 'Lanline.fritz.box' }).called('lanline-2.local');
    assert.ok(!JSON.stringify(ear.heard).includes('"lanline.local"'));
  });

  test('who says later that the name is theirs gets it', async (context) => {
    const { ear, start } = await lab(context);
    const named = start(['10.0.0.1']);
    await named.called('lanline.local');
    await start(['10.0.0.1'], { label: 'other' }).called('other.local');
    const claim: Packet = {
      type: 'response',
      answers: [{ name: 'lanline.local', type: 'A', ttl: 120, flush: true, data: '10.0.0.9' }],
    };
    const probe = ear.next(
      ({ type, questions = [] }) => type === 'query' && questions[0]?.name === 'lanline.local',
    );
    ear.send(claim);
    await probe;
    ear.send(claim);
    await named.called('lanline-2.local');
  });

  test('the same words by another adapter, or by another room of this machine, are no rival', async (context) => {
    const { ear, start } = await lab(context);
    const named = start(['10.0.0.1'], { isOwn: (address) => ['10.0.0.1', '10.0.0.2'].includes(address) });
    await named.called('lanline.local');
    await ear.quiet();
    ear.send({
      type: 'response',
      answers: [{ name: 'lanline.local', type: 'A', ttl: 120, flush: true, data: '10.0.0.2' }],
    });
    const next = ear.next((packet) => answersA('10.0.0.1')(packet) || isProbe(packet));
    ear.send(ask('lanline.local'));
    assert.equal((await next).type, 'response');
  });

  test('a changed address is announced anew, with the same name', async (context) => {
    const { ear, start } = await lab(context);
    const named = start(['10.0.0.1']);
    await named.called('lanline.local');
    const answer = ear.next(answersA('10.0.0.7'));
    named.responder.use([path('10.0.0.7')]);
    await answer;
  });

  test('closing takes everything back', async (context) => {
    const { ear, start } = await lab(context);
    const named = start(['10.0.0.1']);
    await named.called('lanline.local');
    const goodbye = ear.next(
      ({ type, answers = [] }) =>
        type === 'response' && answers.length > 0 && answers.every(({ ttl }) => ttl === 0),
    );
    await named.responder.close();
    assert.ok(answersA('10.0.0.1')(await goodbye));
  });

  test('where there is no network, or the port is taken, there is no name', async (context) => {
    const { start, port } = await lab(context);
    const none = start([]);
    none.responder.use([]);
    await none.called(undefined);
    const holder = createSocket('udp4');
    context.after(() => {
      holder.close();
    });
    await new Promise<void>((resolve) => {
      holder.bind(0, resolve);
    });
    const refused = start(['10.0.0.1'], { mdnsPort: holder.address().port });
    await refused.called(undefined);
    assert.match(refused.problems.join(), /lo: .*EADDRINUSE/);
    const wrong = startNamed(port, ['10.0.0.1']);
    context.after(() => wrong.responder.close());
    wrong.responder.use([{ ...path('10.0.0.1'), on: '203.0.113.77' }]);
    await wrong.called(undefined);
    assert.equal(wrong.problems.length, 1);
  });
});
