// Before one is in the room.

const en = {
  product: 'Lanline',
  language: 'Language',
  english: 'English',
  german: 'Deutsch',
  lookingFor: 'Looking for the room',
  ask: (people: number) => {
    if (people === 0) return 'Nobody else is here yet. What should people call you?';
    return people === 1
      ? 'One person is here. What should they call you?'
      : `${people.toLocaleString('en')} people are here. What should they call you?`;
  },
  askAnyway: 'What should people call you?',
  yourName: 'Your name',
  another: 'Suggest another name',
  join: 'Join',
  joining: 'Joining …',
  foot: 'On a computer in this network. Nothing you write leaves it.',
  needsName: 'Write a name, or take a suggestion with the arrows.',
  nameTooLong: (most: number) => `A name has at most ${String(most)} characters.`,
  badName: 'This name cannot be used: it has invisible characters or no letter, digit or sign at all.',
  nameTaken: 'Somebody here already has this name. Free is, for example:',
  serverFull: 'The room is full. You get in by yourself as soon as there is room; leave this page open.',
  identityTaken:
    'The room knows this device as somebody whose secret is not here any more. Join as somebody new; what that person wrote stays theirs.',
  asSomebodyNew: 'Join as somebody new',
  kicked: (time: string) => `The host has sent you out. You can come back at ${time}.`,
  kickedOver: 'The host had sent you out. You can come back now.',
  otherRoom:
    'Another room is at this address now. Nothing of the former one was sent here; join with a name.',
  closing: 'The room is just closing. It is tried again by itself.',
  busy: 'The room is still getting ready. It is tried again by itself.',
  otherProblem: 'Joining did not work.',
  retries: 'It is tried again by itself.',
  tryLater: 'Try again in a moment, or ask the host.',
};

const de: typeof en = {
  product: 'Lanline',
  language: 'Sprache',
  english: 'English',
  german: 'Deutsch',
  lookingFor: 'Der Raum wird gesucht',
  ask: (people) => {
    if (people === 0) return 'Noch ist niemand da. Wie sollen dich die anderen nennen?';
    return people === 1
      ? 'Eine Person ist da. Wie soll sie dich nennen?'
      : `${people.toLocaleString('de')} Personen sind da. Wie sollen sie dich nennen?`;
  },
  askAnyway: 'Wie sollen dich die anderen nennen?',
  yourName: 'Dein Name',
  another: 'Anderen Namen vorschlagen',
  join: 'Beitreten',
  joining: 'Einen Moment …',
  foot: 'Auf einem Computer in diesem Netz. Was du schreibst, bleibt hier.',
  needsName: 'Schreib einen Namen oder lass dir mit den Pfeilen einen vorschlagen.',
  nameTooLong: (most) => `Ein Name hat höchstens ${String(most)} Zeichen.`,
  badName:
    'Dieser Name geht nicht: Er enthält unsichtbare Zeichen, oder es bleibt kein Buchstabe und kein Zeichen übrig.',
  nameTaken: 'So heißt hier schon jemand. Frei ist zum Beispiel:',
  serverFull: 'Der Raum ist voll. Sobald Platz ist, kommst du von selbst hinein; lass diese Seite offen.',
  identityTaken:
    'Der Raum kennt dieses Gerät als jemanden, dessen Geheimnis hier nicht mehr liegt. Tritt als neue Person bei; was jene Person schrieb, bleibt ihres.',
  asSomebodyNew: 'Als neue Person beitreten',
  kicked: (time) => `Du wurdest hinausgeschickt. Ab ${time} kannst du wiederkommen.`,
  kickedOver: 'Du wurdest hinausgeschickt. Jetzt kannst du wiederkommen.',
  otherRoom:
    'Unter dieser Adresse ist jetzt ein anderer Raum. Vom früheren wurde nichts hierher gesendet; tritt mit einem Namen bei.',
  closing: 'Der Raum schließt gerade. Es wird von selbst wieder versucht.',
  busy: 'Der Raum wird noch vorbereitet. Es wird von selbst wieder versucht.',
  otherProblem: 'Das Beitreten hat nicht geklappt.',
  retries: 'Es wird von selbst wieder versucht.',
  tryLater: 'Versuch es gleich noch einmal oder frag, wer den Raum betreibt.',
};

export const joinTexts = { en, de };
