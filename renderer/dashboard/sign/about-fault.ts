// What is said of a fault, and what the host can do about it. Pure.
import type { Fault, PortTaken, SettingsView } from '../../../main/ipc/contract.ts';
import type { faultTexts } from './faults.texts.ts';

type Texts = (typeof faultTexts)['en'];

export type Remedy =
  | { kind: 'port'; port: number }
  | { kind: 'networks' | 'again' | 'restart' | 'folder' | 'logs' | 'settings' | 'download' };

export interface AboutFault {
  reason: string;
  hint?: string;
  /** What the system says, in its own words */
  detail?: string;
  /** What is not lost */
  comfort: string;
  /** The best one first */
  remedies: Remedy[];
  steps?: { title: string; steps: readonly string[] };
}

const DEFAULT_PORT = 5000;

/** `fixed` are the settings that cannot be changed in the window: what would change one is not offered. */
export function aboutFault(fault: Fault, texts: Texts, fixed: SettingsView['fixed']): AboutFault {
  const about = describe(fault, texts);
  const isPossible = ({ kind }: Remedy) =>
    !(kind === 'port' && fixed.includes('port')) && !(kind === 'networks' && fixed.includes('host'));
  return { ...about, remedies: about.remedies.filter(isPossible) };
}

function describe(fault: Fault, texts: Texts): AboutFault {
  const { safe } = texts;
  switch (fault.code) {
    case 'port_taken': {
      return {
        reason: texts.portTaken(fault.port, ownerOf(fault, texts)),
        comfort: safe,
        ...(fault.free === undefined && { hint: texts.portsTaken }),
        remedies: [
          ...(fault.free === undefined
            ? [{ kind: 'settings' as const }]
            : [{ kind: 'port' as const, port: fault.free }]),
          { kind: 'again' },
        ],
        steps: {
          title: texts.keepPort(fault.port),
          steps: isAirPlay(fault) ? texts.airPlaySteps : texts.ownerSteps,
        },
      };
    }
    case 'port_forbidden':
      return {
        reason: texts.portForbidden(fault.port),
        hint: texts.portForbiddenHint,
        comfort: safe,
        remedies: [{ kind: 'port', port: DEFAULT_PORT }, { kind: 'settings' }],
      };
    case 'address_missing':
      return {
        reason: texts.addressMissing(fault.host),
        hint: texts.addressMissingHint,
        comfort: safe,
        remedies: [{ kind: 'networks' }, { kind: 'again' }],
      };
    case 'folder_locked':
      return {
        reason:
          fault.pid === undefined
            ? texts.folderLocked
            : texts.folderLockedBy(texts.process(String(fault.pid))),
        detail: fault.folder,
        hint: texts.folderLockedHint,
        comfort: safe,
        remedies: [{ kind: 'again' }, { kind: 'folder' }],
      };
    case 'folder_newer':
      return {
        reason: texts.folderNewer,
        detail: fault.folder,
        hint: fault.needs === undefined ? texts.folderNewerHint : texts.folderNewerNeeds(fault.needs),
        comfort: '',
        remedies: [{ kind: 'download' }, { kind: 'folder' }],
      };
    case 'folder_moved':
      return {
        reason: texts.folderMoved,
        detail: fault.to,
        hint: texts.folderMovedHint,
        comfort: safe,
        remedies: [{ kind: 'settings' }, { kind: 'folder' }],
      };
    case 'folder_unusable':
      return {
        reason: texts.folderUnusable,
        detail: `${fault.folder} (${fault.detail})`,
        hint: texts.folderUnusableHint,
        comfort: '',
        remedies: [{ kind: 'again' }, { kind: 'settings' }],
      };
    case 'internal':
      return {
        reason: texts.internal,
        detail: fault.detail,
        hint: texts.internalHint,
        comfort: texts.sentIsSafe,
        remedies: [{ kind: 'restart' }, { kind: 'logs' }],
      };
  }
}

/** Who has the port: `node (process 4711)`, in the host's language. */
export function ownerOf(taken: PortTaken, texts: Texts): string {
  const { owner } = taken;
  if (owner === undefined) return texts.anotherProgram;
  if (isAirPlay(taken)) return texts.airPlay;
  const process = texts.process(String(owner.pid));
  return owner.name === '' ? process : `${owner.name} (${process})`;
}

/** macOS' own use of port 5000; this is what the system calls it. */
const isAirPlay = ({ owner }: PortTaken): boolean => owner?.name.startsWith('ControlCe') === true;
