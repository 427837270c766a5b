// Which addresses a message may lead to.

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address as the browser will read it, or null where it leads elsewhere than the web or a mailbox. Names
 * and passwords in front of a host are refused: they only ever hide where a link goes.
 */
export function safeAddress(written: string): string | null {
  let url: URL;
  try {
    url = new URL(written);
  } catch {
    return null; // relative, or no address at all
  }
  if (!SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') return null;
  return url.href;
}
