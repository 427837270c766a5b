// The poster, for a projector: read by guests.
import { formats } from '../format.ts';

const { number } = formats.en;
const { number: zahl } = formats.de;

const en = {
  poster: 'Poster',
  product: 'Lanline',
  close: 'Close',
  escape: 'Esc',
  how: 'Same Wi-Fi? Open your browser and type',
  or: 'or',
  orScan: 'scan the code',
  closed: 'The room is closed right now',
  noNetwork: 'There is no network right now',
  here: (people: number) =>
    people === 0
      ? 'Nobody is here yet'
      : people === 1
        ? 'One person is here'
        : `${number(people)} people are here`,
};

const de: typeof en = {
  poster: 'Plakat',
  product: 'Lanline',
  close: 'Schließen',
  escape: 'Esc',
  how: 'Im selben WLAN? Browser öffnen und eintippen',
  or: 'oder',
  orScan: 'den Code scannen',
  closed: 'Der Raum ist gerade zu',
  noNetwork: 'Gerade gibt es kein Netz',
  here: (people) =>
    people === 0
      ? 'Noch ist niemand da'
      : people === 1
        ? 'Eine Person ist da'
        : `${zahl(people)} Personen sind da`,
};

export const posterTexts = { en, de };
