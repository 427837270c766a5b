// What the settings say of uploads, as the server applies it and as it tells clients.
import type { ServerInfo } from '../../protocol/events.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { UploadRule } from '../../protocol/upload-rule.ts';
import type { Settings } from '../settings/read-settings.ts';
import { FORMER_DEFAULT } from '../settings/upload-types.ts';

type UploadSettings = Pick<Settings, 'maxUpload' | 'uploadTypes' | 'deniedTypes'>;

export function uploadRuleOf({ uploadTypes, deniedTypes }: UploadSettings): UploadRule {
  return uploadTypes === 'all' ? { deny: deniedTypes } : { allow: uploadTypes };
}

/** `server.limits` of the answer to `join_user`. */
export function limitsOf(settings: UploadSettings): ServerInfo['limits'] {
  const { deny, allow } = uploadRuleOf(settings);
  return {
    message: LIMITS.content,
    upload: settings.maxUpload,
    // clients that do not know `denied_types` refuse what is not in `types`
    types: allow ?? FORMER_DEFAULT.filter((each) => !deny.includes(each)),
    ...(deny && { denied_types: deny }),
  };
}
