// Changes of the settings: nothing bad gets in, nothing is lost, nothing happens in silence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SettingProblems } from '../../../../main/ipc/contract.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { openSettings } from './opened-settings.ts';

test('a patch with one bad value is refused as a whole, with the reason of each', async (t) => {
  const { settings, applied, kept } = openSettings(t, { file: { server: { name: 'Kept' } } });
  const outcome = await settings.change({
    server: { name: 'New', port: 70_000, nonsense: 1, data: '/elsewhere' },
    desktop: { language: 'fr', keepInTray: false },
  });
  assert.ok(!outcome.ok);
  assert.equal(outcome.fault.code, 'settings');
  assert.deepEqual(Object.keys(outcome.fault.problems ?? {}).toSorted(), [
    'data',
    'language',
    'nonsense',
    'port',
  ]);
  assert.deepEqual(outcome.fault.problems?.['port'], {
    expected: 'a whole number from 0 to 65535',
    code: 'form',
  });
  assert.deepEqual([applied, kept()], [[], { server: { name: 'Kept' } }]);
  assert.equal(settings.desktop.keepInTray, true);
});

test('what cannot be put into force is taken back, only that, and told', async (t) => {
  const problems: SettingProblems = { port: { expected: 'a free port', code: 'port_taken' } };
  const opened = openSettings(t, {
    file: { server: { name: 'Kept' } },
    apply: ({ after, takeBack }) => {
      assert.equal(after.port, 80);
      // something else is kept while it is tried
      opened.settings.keep({ maxPeople: 7 });
      takeBack();
      return problems;
    },
  });
  const { settings, kept } = opened;
  const outcome = await settings.change({ server: { port: 80, name: 'New' } });
  assert.deepEqual(outcome, {
    ok: false,
    fault: { code: 'settings', detail: 'port: expected a free port', problems },
  });
  assert.deepEqual(kept()['server'], { name: 'Kept', maxPeople: 7 });
  assert.deepEqual(
    [settings.server.name, settings.server.port, settings.server.maxPeople],
    ['Kept', 5000, 7],
  );
});

test('who listens is told of every change; what is given in another form is shown in its own', async (t) => {
  const { settings, applied } = openSettings(t);
  const seen: number[] = [];
  const stop = settings.on(({ server }) => {
    seen.push(server.maxUpload);
  });
  const outcome = await settings.change({ server: { maxUpload: '25mb' } });
  assert.equal(outcome.ok && outcome.value.server.maxUpload, 25 * 1024 ** 2);
  settings.keep({ port: 5001 });
  assert.equal(settings.isPortGiven, true);
  stop();
  await settings.change({ desktop: { theme: 'light' } });
  assert.deepEqual(seen, [25 * 1024 ** 2, 25 * 1024 ** 2]);
  assert.deepEqual(
    applied.map(({ before, after }) => [before.maxUpload, after.maxUpload]),
    [
      [10 * 1024 ** 2, 25 * 1024 ** 2],
      [25 * 1024 ** 2, 25 * 1024 ** 2],
    ],
  );
});

test('changes at once are made one after another', async (t) => {
  const steps: string[] = [];
  const underWay: (() => void)[] = [];
  const conditions = createConditions();
  const apply = async () => {
    steps.push('begun');
    await new Promise<void>((resolve) => {
      underWay.push(resolve);
      conditions.changed();
    });
    steps.push('done');
    return undefined;
  };
  const { settings, kept } = openSettings(t, { apply });
  const changes = [
    settings.change({ server: { name: 'A' } }),
    settings.change({ server: { maxPeople: 5 } }),
    settings.change({ desktop: { language: 'de' } }),
  ];
  for (const _change of changes) {
    const finish = await conditions.until(
      () => underWay.shift(),
      () => `a change to be put into force; so far: ${steps.join(', ')}`,
    );
    finish();
  }
  await Promise.all(changes);
  assert.deepEqual(kept(), { server: { name: 'A', maxPeople: 5 }, desktop: { language: 'de' } });
  assert.deepEqual(steps, ['begun', 'done', 'begun', 'done', 'begun', 'done']);
});
