import { useEffect } from 'react';
import { nextChannel } from '../channels/next-channel.ts';
import { focusWriting } from '../room/writing-field.ts';
import type { Panels } from '../room/panels.ts';
import { useClient } from '../use-chat.ts';
import { isMac } from './platform.ts';
import { whichKey } from './which-key.ts';

const FIELDS = 'input, textarea, select, [contenteditable]';
const CONTROLS =
  'button, a, summary, audio, video, [role="button"], [role="option"], [role="slider"], [role="menuitem"]';

/** Keys that work anywhere in the room. */
export function useKeys({ open, show }: Panels): void {
  const client = useClient();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      const action = whichKey(event, isMac, event.target.matches(FIELDS), event.target.matches(CONTROLS));
      // what lies over the room has its own keys
      if (action === null || (open !== null && action !== 'jump')) return;
      if (action === 'write') {
        focusWriting();
        return;
      }
      event.preventDefault();
      if (action === 'jump' || action === 'keys') show(open === action ? null : action);
      else {
        const { order, current } = client.store.now;
        const next = nextChannel(order, current, action === 'next' ? 1 : -1);
        if (next !== null) client.openChannel(next);
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => {
      removeEventListener('keydown', onKeyDown);
    };
  }, [client, open, show]);
}
