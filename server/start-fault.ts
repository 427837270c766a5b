import { EXIT } from './exit-codes.ts';
import type { Settings } from './settings.ts';
import { FolderLockedError } from './store/folder-lock.ts';

/** Why a server could not start: a sentence that says what to do, and the command's exit code. */
export function startFault(error: unknown, { host, port, data }: Settings): { message: string; code: number } {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof FolderLockedError) return { message: said, code: EXIT.locked };
  const { code, syscall } = facts(error);
  if (syscall === 'listen' || syscall === 'bind') {
    if (code === 'EADDRINUSE') return { message: `Port ${String(port)} was taken just now by another program. Try again, or choose one with --port.`, code: EXIT.port };
    if (code === 'EACCES') return { message: `Port ${String(port)} is not allowed to this user: ports below 1024 often need an administrator. Choose another with --port.`, code: EXIT.port };
    if (code === 'EADDRNOTAVAIL') return { message: `--host is ${JSON.stringify(host)}; expected an address that this machine has now.`, code: EXIT.settings };
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return { message: `The data folder ${data} cannot be used (${said}). Choose another with --data.`, code: EXIT.failed };
  }
  return { message: `The server could not start: ${said}`, code: EXIT.failed };
}

/** Whether listening failed since somebody else has the port. */
export function isPortTakenError(error: unknown): boolean {
  return facts(error).code === 'EADDRINUSE';
}

function facts(error: unknown): { code?: string; syscall?: string } {
  if (!(error instanceof Error)) return {};
  return {
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('syscall' in error && typeof error.syscall === 'string' && { syscall: error.syscall }),
  };
}
