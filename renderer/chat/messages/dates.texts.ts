// Days as each language writes them. Not by Intl: making its first format takes a slow device 40 ms, and the
// first messages would wait for it.

const en = {
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  day: (weekday: string, day: number, month: string) => `${weekday}, ${String(day)} ${month}`,
  at: (day: string, time: string) => `${day} at ${time}`,
};

const de: typeof en = {
  weekdays: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
  months: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
  day: (weekday, day, month) => `${weekday}, ${String(day)}. ${month}`,
  at: (day, time) => `${day} um ${time}`,
};

export const dateTexts = { en, de };
