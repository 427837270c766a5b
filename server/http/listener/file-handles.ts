// How many connections a process can have: each is a file handle, and the store needs some too.

/** Handles that are left to logs, uploads and the index: a quarter of them, or these where that is less. */
const OWN_PART = 4;
const OWN_AT_LEAST = 100;

/** The process's limit of open files; Infinity where the system has none or does not tell. */
export function fileLimit(): number {
  // otherwise it looks up the names of all who are connected; not in Node's types
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  const soft = at(at(at(report, 'userLimits'), 'open_files'), 'soft');
  return typeof soft === 'number' ? soft : Infinity;
}

/** Connections that a process with so many files may have. */
export function connectionsWithin(files: number): number {
  return Math.max(1, Math.floor(files - Math.max(OWN_AT_LEAST, files / OWN_PART)));
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
