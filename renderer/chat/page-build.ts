/**
 * Which build this page is from, as vite.config.ts noted it; null where there is none to compare: from Vite's
 * own server, or made by hand.
 */
export function pageBuild(page: Pick<Document, 'querySelector'>): string | null {
  const noted = page.querySelector('meta[name="lanline-build"]')?.getAttribute('content');
  return noted === undefined || noted === null || noted === 'dev' ? null : noted;
}
