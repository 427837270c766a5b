// @ts-nocheck -- what it offers is typed in faults.ts, for those who use it
// Loaded with `-r` before the app: faults of the kind that nobody foresees.
/* oxlint-disable typescript/no-require-imports -- what `-r` loads is CommonJS */
const { subscribe } = require('node:diagnostics_channel');
const { existsSync, rmSync, watch } = require('node:fs');
const { dirname } = require('node:path');

globalThis.faults = { workers: [] };
subscribe('worker_threads', ({ worker }) => {
  globalThis.faults.workers.push(worker);
});

// as soon as this file is there, something throws where nobody catches
const file = process.env.FAULT_FILE;
if (file) {
  watch(dirname(file), { persistent: false }, () => {
    if (!existsSync(file)) return;
    rmSync(file);
    throw new Error('a fault that nobody foresaw');
  });
}
