import { ButtonTooltips } from '../../ui/button-tooltips.tsx';
import { JumpDialog } from '../jump/jump-dialog.tsx';
import { KeysDialog } from '../keys/keys-dialog.tsx';
import { ProfileDialog } from '../profile/profile-dialog.tsx';

/** What opens over the room: one file, loaded when the room stands. */
export function Overlays() {
  return (
    <>
      <JumpDialog />
      <KeysDialog />
      <ProfileDialog />
      <ButtonTooltips />
    </>
  );
}
