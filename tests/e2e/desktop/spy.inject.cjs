// @ts-nocheck -- what it offers is typed in spy.ts, for those who use it
// Loaded with `-r` before the app, on real Electron and on the stand-in. Electron cannot list trays or
// notifications, and nobody sits there to answer its dialogs: what they are told is noted here, and specs
// answer. Nothing outside the app is opened.
/* oxlint-disable typescript/no-require-imports -- what `-r` loads is CommonJS */
const { writeFileSync } = require('node:fs');
const { dialog, Notification, shell, Tray } = require('electron');

const spy = {
  tray: { shown: false, tooltip: '', image: '', menu: null, icon: null },
  notifications: [],
  /** Dialogs in their order: { kind, options, answer } */
  questions: [],
  /** [how, what] of all that was to be opened outside */
  opened: [],
  errorBoxes: [],
  /** Whether the spec is over: questions are answered so that the app can go */
  isOver: false,
};
globalThis.spy = spy;

for (const name of ['setContextMenu', 'setToolTip', 'setImage', 'destroy']) {
  const original = Tray.prototype[name];
  Tray.prototype[name] = function (value) {
    spy.tray.icon = this;
    spy.tray.shown = name !== 'destroy';
    if (name === 'setContextMenu') spy.tray.menu = value;
    if (name === 'setToolTip') spy.tray.tooltip = value;
    if (name === 'setImage') spy.tray.image = String(value);
    return original.call(this, value);
  };
}

const { show } = Notification.prototype;
Notification.prototype.show = function () {
  spy.notifications.push({ title: this.title, body: this.body, self: this });
  return show.call(this);
};

// the options come last, after a window or not
const ask =
  (kind) =>
  (...args) =>
    new Promise((resolve) => {
      const question = { kind, options: args.at(-1), answer: resolve };
      spy.questions.push(question);
      if (spy.isOver) spy.letGo(question);
    });
spy.letGo = ({ kind, options, answer }) => {
  const other = (options.buttons ?? []).findIndex((_label, index) => index !== options.cancelId);
  answer(
    kind === 'message'
      ? { response: Math.max(other, 0), checkboxChecked: false }
      : { canceled: true, filePaths: [] },
  );
};
spy.end = () => {
  spy.isOver = true;
  for (const question of spy.questions) spy.letGo(question);
};
dialog.showMessageBox = ask('message');
dialog.showOpenDialog = ask('open');
dialog.showErrorBox = (title, content) => {
  spy.errorBoxes.push({ title, content });
  // for specs that cannot ask, because the app is at its end
  if (process.env.ERROR_BOX_FILE) writeFileSync(process.env.ERROR_BOX_FILE, `${title}\n${content}`);
};

for (const how of ['openExternal', 'openPath', 'showItemInFolder']) {
  shell[how] = (what) => {
    spy.opened.push([how, what]);
    return Promise.resolve('');
  };
}
