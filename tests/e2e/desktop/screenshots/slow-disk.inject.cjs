// @ts-nocheck -- what it offers is typed in slow-disk.ts, for those who use it
// Loaded with `-r` before the app: a disk that does not answer for as long as somebody holds it.
/* oxlint-disable typescript/no-require-imports -- what `-r` loads is CommonJS */
const promises = require('node:fs/promises');
const { syncBuiltinESMExports } = require('node:module');

const waiting = [];
globalThis.slowDisk = {
  isHeld: false,
  hold() {
    this.isHeld = true;
  },
  letGo() {
    this.isHeld = false;
    for (const go of waiting.splice(0)) go();
  },
};
const { mkdir } = promises;
promises.mkdir = async (...args) => {
  if (globalThis.slowDisk.isHeld)
    await new Promise((resolve) => {
      waiting.push(resolve);
    });
  return mkdir(...args);
};
syncBuiltinESMExports();
