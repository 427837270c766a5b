// How to join: addresses, QR code, poster.
import { formats } from '../format.ts';

const { number } = formats.en;
const { number: zahl } = formats.de;

const en = {
  join: 'How to join',
  joinAt: 'People join at',
  willJoinAt: 'People will join at',
  works: (devices: number) =>
    devices === 1 ? 'Works for one device' : `Works for ${number(devices)} devices`,
  notTried: 'Not tried yet',
  or: 'or',
  copy: 'Copy address',
  copied: 'Copied',
  poster: 'Show poster',
  hint: 'Scan or type it. Any browser on this network will do.',
  qrOf: (url: string) => `QR code for ${url}`,
  noCode: 'The address and the QR code appear when the server runs, so that nobody scans a dead end.',
  others: 'Other addresses',
  showInstead: 'Show this one',
  copyOther: 'Copy',
  vpn: 'VPN',
  virtual: 'virtual',
  noRouter: 'without router',
  noNetwork: 'This computer is in no network',
  noNetworkHint:
    'Connect it to a Wi-Fi or plug in a cable. The address appears here by itself; nothing has to be restarted.',
  onlyHere: 'Only this computer can join',
  onlyHereHint: (host: string) =>
    `The server listens on ${host} alone, where no other device gets in. The settings can open it to all networks.`,
  openNetworks: 'Open to all networks',
};

const de: typeof en = {
  join: 'So kommt man rein',
  joinAt: 'So kommt man rein',
  willJoinAt: 'So kommt man gleich rein',
  works: (devices) => (devices === 1 ? 'Klappt bei einem Gerät' : `Klappt bei ${zahl(devices)} Geräten`),
  notTried: 'Noch nicht probiert',
  or: 'oder',
  copy: 'Adresse kopieren',
  copied: 'Kopiert',
  poster: 'Plakat zeigen',
  hint: 'Scannen oder eintippen. Jeder Browser in diesem Netz geht.',
  qrOf: (url) => `QR-Code für ${url}`,
  noCode: 'Adresse und QR-Code erscheinen, sobald der Server läuft. So scannt niemand ins Leere.',
  others: 'Andere Adressen',
  showInstead: 'Diese zeigen',
  copyOther: 'Kopieren',
  vpn: 'VPN',
  virtual: 'virtuell',
  noRouter: 'ohne Router',
  noNetwork: 'Dieser Computer ist in keinem Netz',
  noNetworkHint:
    'Verbinde ihn mit einem WLAN oder steck ein Kabel ein. Die Adresse erscheint hier von selbst, ein Neustart ist nicht nötig.',
  onlyHere: 'Nur dieser Computer kommt rein',
  onlyHereHint: (host) =>
    `Der Server hört nur auf ${host}, da kommt kein anderes Gerät hin. In den Einstellungen lässt er sich für alle Netze öffnen.`,
  openNetworks: 'Für alle Netze öffnen',
};

export const joinTexts = { en, de };
