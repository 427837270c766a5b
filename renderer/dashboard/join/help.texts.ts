// Help with devices that do not get in, by the host's system.
const en = {
  title: 'Does the page not open on other devices?',
  sameNetwork: 'Are they in the same Wi-Fi or network? Guest Wi-Fi often keeps devices apart.',
  typeHttp: (url: string) => `Type ${url} in full: some browsers try https by themselves.`,
  win32: [
    'Let Lanline through this computer’s firewall: open its settings, choose “Allow an app through firewall” and tick Lanline for private networks.',
    'Does Windows call this network public? Set it to private: Settings, Network & internet, properties of the connection.',
  ],
  darwin: [
    'If the firewall of this Mac is on, open its settings, press Options, and set Lanline to “Allow incoming connections”.',
  ],
  linux: [] as string[],
  linuxCommand: 'If a firewall is on, let the port in. One of these, in a terminal:',
  openFirewall: 'Open firewall settings',
  copyCommand: (command: string) => `Copy: ${command}`,
  close: 'Close',
};

const de: typeof en = {
  title: 'Öffnet sich die Seite auf anderen Geräten nicht?',
  sameNetwork: 'Sind sie im selben WLAN oder Netz? Gäste-WLANs trennen Geräte oft voneinander.',
  typeHttp: (url) => `Tippe ${url} ganz ein: Manche Browser versuchen von selbst https.`,
  win32: [
    'Lass Lanline durch die Firewall dieses Computers: Öffne ihre Einstellungen, wähle „Zugriff von App durch Firewall zulassen“ und setz bei Lanline den Haken für private Netzwerke.',
    'Nennt Windows dieses Netz öffentlich? Stell es auf privat: Einstellungen, Netzwerk und Internet, Eigenschaften der Verbindung.',
  ],
  darwin: [
    'Ist die Firewall dieses Macs an, öffne ihre Einstellungen, drück auf „Optionen“ und stell Lanline auf „Eingehende Verbindungen erlauben“.',
  ],
  linux: [],
  linuxCommand: 'Ist eine Firewall an, lass den Port durch. Einer dieser Befehle im Terminal:',
  openFirewall: 'Firewall-Einstellungen öffnen',
  copyCommand: (command) => `Kopieren: ${command}`,
  close: 'Schließen',
};

export const helpTexts = { en, de };
