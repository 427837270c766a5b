// What the window's page may do, each with its reason. Everything it shows comes from the app; what it must
// know it asks the main process.
const DIRECTIVES: readonly (readonly [directive: string, reason: string])[] = [
  [
    "default-src 'none'",
    'what is not named below is not needed: no requests, frames, workers, plugins, media',
  ],
  ["script-src 'self'", 'the built scripts; neither inline nor eval'],
  [
    "style-src 'self'",
    'the built styles; styles that components set on an element go through the CSSOM, which this does not forbid',
  ],
  ["font-src 'self'", 'Inter, from the build'],
  ["img-src 'self'", 'pictures of the build; QR codes and icons are drawn as SVG in the page'],
  ["base-uri 'none'", 'no <base> can bend relative addresses'],
  ["form-action 'none'", 'no form is ever sent'],
  ["frame-ancestors 'none'", 'the page is shown in nothing but the window'],
  [
    "require-trusted-types-for 'script'",
    'a text that reaches innerHTML and the like throws instead of becoming markup',
  ],
  ["trusted-types 'none'", 'and nobody can make an exception'],
];

export const CONTENT_SECURITY_POLICY = DIRECTIVES.map(([directive]) => directive).join('; ');
