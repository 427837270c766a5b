// What main says to people in German.
import type { Fault } from '../ipc/contract.ts';
import type { Texts } from './en.ts';

export const de = {
  state: {
    running: (count: number) =>
      count === 0
        ? 'Läuft, noch niemand da'
        : count === 1
          ? 'Läuft, 1 Person da'
          : `Läuft, ${String(count)} Personen da`,
    stopped: 'Gestoppt',
    starting: 'Startet …',
    stopping: 'Stoppt …',
    failed: (why: string) => `Fehler: ${why}`,
  },
  fault: (fault: Fault) => {
    switch (fault.code) {
      case 'port_taken':
        return `Port ${String(fault.port)} ist belegt`;
      case 'port_forbidden':
        return `Port ${String(fault.port)} ist nicht erlaubt`;
      case 'address_missing':
        return `die Adresse ${fault.host} hat dieser Rechner nicht`;
      case 'folder_locked':
        return 'ein anderes Lanline benutzt die Daten';
      case 'folder_newer':
        return 'die Daten stammen von einem neueren Lanline';
      case 'folder_moved':
        return 'der Datenordner ist umgezogen';
      case 'folder_unusable':
        return 'der Datenordner ist nicht benutzbar';
      case 'internal':
      default:
        return 'der Grund steht im Fenster';
    }
  },
  action: {
    start: 'Starten',
    stop: 'Stoppen',
    restart: 'Neu starten',
    open: 'Lanline öffnen',
    openChat: 'Chat im Browser öffnen',
    copyAddress: 'Adresse kopieren',
    showQr: 'QR-Code zeigen',
    startAtLogin: 'Bei Anmeldung starten',
    settings: 'Einstellungen …',
    about: 'Über Lanline',
    licences: 'Lizenzen',
    quit: 'Lanline beenden',
  },
  menu: {
    file: 'Datei',
    server: 'Server',
    edit: 'Bearbeiten',
    view: 'Ansicht',
    window: 'Fenster',
    help: 'Hilfe',
    services: 'Dienste',
    hide: 'Lanline ausblenden',
    hideOthers: 'Andere ausblenden',
    showAll: 'Alle einblenden',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    actualSize: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fullScreen: 'Vollbild',
    minimize: 'Im Dock ablegen',
    close: 'Fenster schließen',
    front: 'Alle nach vorne bringen',
  },
  quit: {
    title: 'Lanline beenden?',
    withPeople: (count: number) =>
      `${count === 1 ? '1 Person ist' : `${String(count)} Personen sind`} noch da. Lesen und schreiben geht weiter; gesendet wird, sobald du wieder startest.`,
    withoutTray: 'Ohne Fenster kann Lanline nicht laufen: Bis du es wieder startest, kann niemand beitreten.',
    confirm: 'Beenden',
    cancel: 'Weiterlaufen lassen',
  },
  firstClose: {
    title: 'Lanline läuft weiter',
    body: {
      win32:
        'Der Raum bleibt offen. Du findest Lanline rechts in der Taskleiste, vielleicht hinter dem kleinen Pfeil; beenden kannst du es dort.',
      darwin: 'Der Raum bleibt offen. Du findest Lanline in der Menüleiste; beenden kannst du es dort.',
      linux: 'Der Raum bleibt offen. Du findest Lanline im Benachrichtigungsfeld; beenden kannst du es dort.',
    },
  },
  about: { description: 'Chat für alle in deinem Netz, von deinem Schreibtisch aus.' },
  dialogs: {
    chooseFolder: 'Ordner für alle Daten',
    choose: 'Auswählen',
    badFolder: (problem: string) =>
      `Lanline kann den Ordner nicht benutzen, in dem die Einstellungen liegen (${problem}). Mach ihn beschreibbar, oder starte Lanline mit --user-data-dir und einem anderen.`,
    crashTitle: 'Lanline wurde beendet',
    crash: (logs: string) =>
      `Lanline ist in einer Minute mehrmals abgestürzt und startet nicht mehr von selbst. Du kannst es jederzeit selbst starten; was passiert ist, steht in ${logs}`,
  },
} satisfies Texts;
