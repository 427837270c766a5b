// Flags that keep an installed browser to what its pages do.

/**
 * What an installed browser would do in the background, on top of what Playwright turns off: its updates,
 * accounts, hints and reports are nothing of the pages under test, and cost them time.
 */
export const QUIET: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-pings',
  '--disable-default-apps',
  '--disable-extensions',
  // those that no switch turns off ask at an address where nobody is
  ...[
    'gaia-url',
    'autofill-server-url',
    'optimization-guide-service-get-models-url',
    'optimization-guide-service-get-hints-url',
  ].map((name) => `--${name}=http://127.0.0.1:9`),
  '--component-updater=url-source=http://127.0.0.1:9',
];
