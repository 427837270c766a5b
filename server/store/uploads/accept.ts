// Refusing a file by its name or as a program. Each refusal says what is refused and who can change that.
import { ChatError } from '../../../protocol/errors.ts';
import { PROGRAM_TYPES, refusedExtension, type UploadRule } from '../../../protocol/upload-rule.ts';
import type { ProgramType } from './programs.ts';

const WHO = 'The host can change that in the settings.';

const KINDS: Record<ProgramType, string> = {
  exe: 'a program',
  lnk: 'a shortcut to a program',
  msi: 'an installer',
  jar: 'a Java program',
  apk: 'an Android app',
  deb: 'a software package',
  rpm: 'a software package',
};

/** Throws `type_denied` unless the rule accepts the name, as it was given and as it is stored. */
export function requireAccepted(given: string, stored: string, rule: UploadRule): void {
  const refused = refusedExtension(given, rule) ?? refusedExtension(stored, rule);
  if (refused === undefined) return;
  throw new ChatError('type_denied', `${whatIsRefused(refused, rule)} ${WHO}`);
}

function whatIsRefused(extension: string, { allow }: UploadRule): string {
  if (!allow && PROGRAM_TYPES.includes(extension))
    return `Programs and scripts are not accepted here, and .${extension} is one.`;
  const what = extension === '' ? 'Files without an extension are' : `.${extension} files are`;
  return `${what} not accepted here.${allow ? ` Accepted are: ${allow.join(', ')}.` : ''}`;
}

/** Throws `type_denied` for a program under whatever name, unless the rule accepts its type. */
export function requireNoProgram(program: ProgramType | undefined, { allow, deny }: UploadRule): void {
  if (program === undefined) return;
  const isAccepted = deny ? !deny.includes(program) : allow.includes(program);
  if (isAccepted) return;
  throw new ChatError(
    'type_denied',
    `This file is ${KINDS[program]}, whatever its name says. Programs are not accepted here. ${WHO}`,
  );
}
