import { Copy, UserX } from 'lucide-react';
import type { PersonHere } from '../../../main/ipc/contract.ts';
import { MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { useCall, useToasts } from '../call.ts';
import { peopleTexts } from './people.texts.ts';
import { useTexts } from '../use-dashboard.ts';

/** What can be done with somebody: the items of both of their menus. */
export function PersonActions({
  person,
  onRemove,
}: {
  person: PersonHere;
  onRemove: (person: PersonHere) => void;
}) {
  const texts = useTexts(peopleTexts);
  const call = useCall();
  const toasts = useToasts();
  const copy = async (text: string): Promise<void> => {
    if ((await call('copyText', text)).ok) toasts.show({ text: texts.copied });
  };
  const address = person.devices[0]?.address;
  return (
    <>
      {address !== undefined && (
        <MenuItem
          icon={Copy}
          onSelect={() => {
            void copy(address);
          }}
        >
          {texts.copyAddress}
        </MenuItem>
      )}
      <MenuItem
        icon={Copy}
        onSelect={() => {
          void copy(person.name);
        }}
      >
        {texts.copyName}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={UserX}
        onSelect={() => {
          onRemove(person);
        }}
      >
        {texts.remove}
      </MenuItem>
    </>
  );
}
