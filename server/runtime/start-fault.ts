// Why a server could not start, as a value and as a sentence: one place for the state `failed`, the window
// and the command's exit.
import { portTaken } from '../network/port/choose-port.ts';
import { describeOwner } from '../network/port/port-owner.ts';
import type { Fault } from './server-events.ts';
import type { Settings } from '../settings/read-settings.ts';
import { NewerFolderError } from '../store/format/folder-format.ts';
import { FolderLockedError } from '../store/folder/folder-lock.ts';
import { FolderMovedError } from '../store/relocate/move-error.ts';

const LISTENING = new Set(['listen', 'bind', 'getaddrinfo']);
/** An address that this machine does not have, or a family of addresses */
const NO_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPROTONOSUPPORT', 'ENOTFOUND', 'EAI_AGAIN']);
/** What disks and folders answer; the last is SQLite's, whose lock is the first file that is made */
const UNUSABLE = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'ENOENT',
  'ELOOP',
  'ENAMETOOLONG',
  'EINVAL',
  'ENXIO',
  'ENODEV',
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EBUSY',
  'ETIMEDOUT',
  'ESTALE',
  'ERR_SQLITE_ERROR',
]);

/**
 * What the error of a start means. For a taken port, the system is asked who has it, and another one is
 * looked for.
 */
export async function startFault(
  error: unknown,
  { host, port, data }: Pick<Settings, 'host' | 'port' | 'data'>,
): Promise<Fault> {
  if (error instanceof FolderLockedError) {
    const { folder, holder } = error;
    return {
      code: 'folder_locked',
      folder,
      ...(holder && { pid: holder.pid }),
      ...(holder?.port !== undefined && { port: holder.port }),
    };
  }
  if (error instanceof NewerFolderError) return { code: 'folder_newer', folder: data, needs: error.needs };
  if (error instanceof FolderMovedError) return { code: 'folder_moved', folder: data, to: error.to };
  const { code, syscall } = facts(error);
  if (LISTENING.has(syscall)) {
    if (code === 'EADDRINUSE') return await portTaken(host, port);
    if (code === 'EACCES' || code === 'EPERM') return { code: 'port_forbidden', port };
    if (NO_ADDRESS.has(code)) return { code: 'address_missing', host };
  } else if (UNUSABLE.has(code)) return { code: 'folder_unusable', folder: data, detail: said(error) };
  return internalFault(error);
}

/** Anything that nobody foresaw, also while the server was running. */
export function internalFault(error: unknown): Fault {
  return { code: 'internal', detail: said(error) };
}

/** The fault as a sentence for people, in English. */
export function describeFault(fault: Fault): string {
  switch (fault.code) {
    case 'port_taken':
      return `Port ${String(fault.port)} is taken by ${describeOwner(fault.owner)}${fault.free === undefined ? ', and so are the hundred after it' : ''}.`;
    case 'port_forbidden':
      return `Port ${String(fault.port)} is not allowed to this user: ports below 1024 often need an administrator.`;
    case 'address_missing':
      return `This machine has no address ${fault.host} now.`;
    case 'folder_locked': {
      const who =
        fault.pid === undefined
          ? 'another process'
          : `process ${String(fault.pid)}${fault.port === undefined ? '' : ` on port ${String(fault.port)}`}`;
      return `The data folder ${fault.folder} is in use by ${who}.`;
    }
    case 'folder_newer':
      return `The data folder ${fault.folder} was written by a newer Lanline${fault.needs === undefined ? '' : `; install ${fault.needs} or newer`}. Nothing was changed.`;
    case 'folder_moved':
      return `The room of the data folder ${fault.folder} is in ${fault.to}.`;
    case 'folder_unusable':
      return `The data folder ${fault.folder} cannot be used (${fault.detail}).`;
    case 'internal':
      break;
  }
  return fault.detail;
}

/** Whether listening failed since somebody else has the port. */
export function isPortTakenError(error: unknown): boolean {
  return facts(error).code === 'EADDRINUSE';
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function facts(error: unknown): { code: string; syscall: string } {
  const { code = '', syscall = '' }: NodeJS.ErrnoException = error instanceof Error ? error : new Error();
  return { code, syscall };
}
