// The log's sentences belong to what is logged: found in the sources, since a renamed event would leave its
// sentence behind in silence.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { logEventTexts } from '../../../../../renderer/dashboard/log/log-events.texts.ts';

const root = join(import.meta.dirname, '../../../../..');
const sources = globSync(['server/**/*.ts', 'main/**/*.ts'], { cwd: root })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');
const sentences = Object.keys(logEventTexts.en);

test('each is of something that is logged', () => {
  assert.deepEqual(
    sentences.filter((event) => !sources.includes(`'${event}'`) && !/^person-(?:joined|left)$/.test(event)),
    [],
  );
  assert.ok(sources.includes('log.info(`person-${kind}`'));
});

test('every warning and error of the server has one', () => {
  const noted = [
    ...sources.matchAll(
      /level: '(?:warn|error)',\s*event: '([\w-]+)'|\blog\.(?:warn|error)\(\s*'([\w-]+)'|\bnote\(\s*'([\w-]+)',\s*error\b/g,
    ),
  ];
  const events = [...new Set(noted.map(([, event, logged, written]) => event ?? logged ?? written ?? ''))];
  assert.ok(events.length >= 25, events.join(', '));
  assert.deepEqual(
    events.filter((event) => !sentences.includes(event)),
    [],
  );
});
