// The log: its bar and its rows. The raw lines stay English.

const en = {
  log: 'Log', lines: 'Log lines', level: 'Which lines', all: 'All',
  warnings: (count: string) => `${count} warnings`, errors: (count: string) => `${count} errors`, warning: '1 warning', error: '1 error',
  showProblems: (what: string) => `${what}: show`,
  search: 'Search', clearSearch: 'Clear search', follow: 'Follow', pause: 'Pause', newer: (count: string) => `${count} newer lines`, newerOne: '1 newer line',
  copy: 'Copy shown lines', copied: (count: string) => `${count} lines copied`, copiedOne: '1 line copied', openFolder: 'Open log folder',
  empty: 'Nothing was logged yet.', notFound: 'No line matches.', details: 'Details of the line', closeDetails: 'Close details', noFields: 'There is nothing more to this line.',
  newProblems: (count: string) => `${count} new warnings or errors in the log`, newProblem: 'A new warning or error in the log', levelOf: (level: string) => `${level}: `,
};

const de: typeof en = {
  log: 'Protokoll', lines: 'Protokollzeilen', level: 'Welche Zeilen', all: 'Alle',
  warnings: (count) => `${count} Warnungen`, errors: (count) => `${count} Fehler`, warning: '1 Warnung', error: '1 Fehler',
  showProblems: (what) => `${what} zeigen`,
  search: 'Suchen', clearSearch: 'Suche leeren', follow: 'Folgen', pause: 'Anhalten', newer: (count) => `${count} neuere Zeilen`, newerOne: '1 neuere Zeile',
  copy: 'Gezeigte Zeilen kopieren', copied: (count) => `${count} Zeilen kopiert`, copiedOne: '1 Zeile kopiert', openFolder: 'Protokollordner öffnen',
  empty: 'Noch wurde nichts protokolliert.', notFound: 'Keine Zeile gefunden.', details: 'Einzelheiten der Zeile', closeDetails: 'Einzelheiten schließen', noFields: 'Mehr steht in dieser Zeile nicht.',
  newProblems: (count) => `${count} neue Warnungen oder Fehler im Protokoll`, newProblem: 'Eine neue Warnung oder ein Fehler im Protokoll', levelOf: (level) => `${level}: `,
};

export const logTexts = { en, de };
