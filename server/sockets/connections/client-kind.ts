// What a client runs on, by what its browser says of itself.
import { BROWSER_MAP, getParser, OS_MAP } from 'bowser';

export interface ClientKind {
  /** `iPad`, `iPhone`, or the system: `Windows`, `Android` … */
  device?: string;
  browser?: string;
}

/** Longer than browsers' own; what follows is not looked at. */
const MAX_LENGTH = 512;

/**
 * A User-Agent may be any text, so only names that the library knows come out of it: never a part of the text
 * itself.
 */
const BROWSERS = new Set(Object.values(BROWSER_MAP));
const SYSTEMS = new Set(Object.values(OS_MAP));
const APPLE_DEVICES = new Set(['iPad', 'iPhone', 'iPod']);
const SHORT: Readonly<Record<string, string>> = {
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
};

/** Neither key where the text is missing or unknown, as that of programs is. */
export function readUserAgent(text: string | undefined): ClientKind {
  // the library takes no empty text
  if (text === undefined || text === '') return {};
  const parser = getParser(text.slice(0, MAX_LENGTH), true);
  const model = parser.getPlatform().model ?? '';
  const device = APPLE_DEVICES.has(model) ? model : known(SYSTEMS, parser.getOSName());
  const browser = known(BROWSERS, parser.getBrowserName());
  return {
    ...(device !== undefined && { device }),
    ...(browser !== undefined && { browser: SHORT[browser] ?? browser }),
  };
}

function known(names: ReadonlySet<string>, name: string): string | undefined {
  return names.has(name) ? name : undefined;
}
