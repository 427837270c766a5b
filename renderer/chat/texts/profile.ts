// One's own name and settings.

const en = {
  title: 'You in this room', close: 'Close',
  name: 'Your name', nameSave: 'Change', nameSaved: 'Changed. Everybody sees it now.',
  nameTaken: 'Somebody here already has this name. Free is, for example:', nameBad: 'This name cannot be used: it has invisible characters or no letter, digit or sign at all.',
  nameOffline: 'There is no connection just now. Try again when it is back.', nameLimited: 'That was too often. Wait a moment and try again.', nameFailed: 'The name stays as it was; that did not work.',
  nameEmpty: 'Write a name.', nameTooLong: (most: number) => `A name has at most ${String(most)} characters.`,
  status: 'You are', statusHere: 'here', statusAway: 'away', statusBusy: 'busy', statusFailed: 'That did not work. Is there a connection?', notConnected: 'not connected', onTheWay: 'on the way in',
  language: 'Language', languageSystem: 'Browser', english: 'English', german: 'Deutsch',
  theme: 'Appearance', system: 'System', light: 'Light', dark: 'Dark',
  enterSends: 'Enter sends', enterSendsHint: (key: string) => `Off: Enter starts a new line, ${key}+Enter sends`,
  sound: 'Sound', soundHint: 'A short tone when somebody writes your name',
  notifications: 'Notifications', notificationsHint: 'When somebody writes your name while you look elsewhere',
  notificationsInsecure: 'Browsers allow these only on encrypted pages, and this one comes straight from a computer in your network. Sound, title and icon tell you instead.',
  notificationsDenied: 'This browser forbids them for this page. Its settings beside the address can change that.',
  notificationsMissing: 'This browser has none. Sound, title and icon tell you instead.',
  leave: 'Leave this device', leaveHint: 'Forgets you here: name, drafts and unsent messages',
  leaveTitle: 'Forget you on this device?', leaveText: 'Your name, drafts and unsent messages go from this device, and you cannot come back as the same person. What you have sent stays in the room.',
  leaveYes: 'Forget me', leaveNo: 'Stay',
};

const de: typeof en = {
  title: 'Du in diesem Raum', close: 'Schließen',
  name: 'Dein Name', nameSave: 'Ändern', nameSaved: 'Geändert. Alle sehen ihn jetzt.',
  nameTaken: 'So heißt hier schon jemand. Frei ist zum Beispiel:', nameBad: 'Dieser Name geht nicht: Er enthält unsichtbare Zeichen, oder es bleibt kein Buchstabe und kein Zeichen übrig.',
  nameOffline: 'Gerade gibt es keine Verbindung. Versuch es, wenn sie wieder da ist.', nameLimited: 'Das war zu oft. Warte einen Moment und versuch es noch einmal.', nameFailed: 'Der Name bleibt, wie er war; das hat nicht geklappt.',
  nameEmpty: 'Schreib einen Namen.', nameTooLong: (most) => `Ein Name hat höchstens ${String(most)} Zeichen.`,
  status: 'Du bist', statusHere: 'da', statusAway: 'abwesend', statusBusy: 'beschäftigt', statusFailed: 'Das hat nicht geklappt. Gibt es eine Verbindung?', notConnected: 'nicht verbunden', onTheWay: 'kommt herein',
  language: 'Sprache', languageSystem: 'Browser', english: 'English', german: 'Deutsch',
  theme: 'Darstellung', system: 'System', light: 'Hell', dark: 'Dunkel',
  enterSends: 'Enter sendet', enterSendsHint: (key) => `Aus: Enter beginnt eine neue Zeile, ${key}+Enter sendet`,
  sound: 'Ton', soundHint: 'Ein kurzer Ton, wenn jemand deinen Namen schreibt',
  notifications: 'Mitteilungen', notificationsHint: 'Wenn jemand deinen Namen schreibt, während du woanders bist',
  notificationsInsecure: 'Browser erlauben sie nur auf verschlüsselten Seiten, und diese kommt direkt von einem Computer in deinem Netz. Dafür gibt es Ton, Titel und Symbol.',
  notificationsDenied: 'Dieser Browser verbietet sie für diese Seite. Ändern lässt sich das in seinen Einstellungen neben der Adresse.',
  notificationsMissing: 'Dieser Browser hat keine. Dafür gibt es Ton, Titel und Symbol.',
  leave: 'Dieses Gerät verlassen', leaveHint: 'Vergisst dich hier: Name, Entwürfe und nicht Gesendetes',
  leaveTitle: 'Dich auf diesem Gerät vergessen?', leaveText: 'Name, Entwürfe und nicht Gesendetes verschwinden von diesem Gerät, und du kannst nicht als dieselbe Person wiederkommen. Was du gesendet hast, bleibt im Raum.',
  leaveYes: 'Vergessen', leaveNo: 'Bleiben',
};

export const profileTexts = { en, de };
