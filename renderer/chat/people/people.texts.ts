// Who is here, and who is typing.

const en = {
  people: 'People',
  here: 'Here',
  away: 'Away',
  you: 'you',
  busy: 'busy',
  typing: 'typing …',
  unconfirmed: 'Not confirmed: this could be somebody else',
  alone: 'Nobody else is here. Whoever opens the address of this page comes in.',
  isTyping: (people: number): string => (people === 1 ? 'is typing' : 'are typing'),
  severalAreTyping: 'Several people are typing',
};

const de: typeof en = {
  people: 'Personen',
  here: 'Da',
  away: 'Abwesend',
  you: 'du',
  busy: 'beschäftigt',
  typing: 'schreibt …',
  unconfirmed: 'Nicht bestätigt: Das könnte auch jemand anders sein',
  alone: 'Sonst ist niemand da. Wer die Adresse dieser Seite öffnet, kommt herein.',
  isTyping: (people) => (people === 1 ? 'schreibt' : 'schreiben'),
  severalAreTyping: 'Mehrere schreiben gerade',
};

export const peopleTexts = { en, de };
