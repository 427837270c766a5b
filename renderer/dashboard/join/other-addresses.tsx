import { Box, ChevronDown, CircleCheck, Copy, EthernetPort, Eye, Network, Shield, Wifi } from 'lucide-react';
import { useState } from 'react';
import type { JoinAddress } from '../../../main/ipc/contract.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useCall } from '../call.ts';
import { joinTexts } from './join.texts.ts';
import { useTexts } from '../use-dashboard.ts';
import styles from './join.module.css';

const PICTURES = { wifi: Wifi, ethernet: EthernetPort, vpn: Shield, virtual: Box, other: Network } as const;

/** All other ways in; on a low window folded away. `current` is the adapter of the address that is shown. */
export function OtherAddresses({
  addresses,
  current,
}: {
  addresses: readonly JoinAddress[];
  current: string | undefined;
}) {
  const texts = useTexts(joinTexts);
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.others} data-open={open}>
      <Button
        look="ghost"
        size="s"
        className={styles.fold}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {texts.others}
        <Icon of={ChevronDown} size="s" />
      </Button>
      <ul aria-label={texts.others}>
        {addresses.map((address) => (
          <li key={address.url}>
            <Row address={address} canShow={address.adapter !== current} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Row({ address, canShow }: { address: JoinAddress; canShow: boolean }) {
  const texts = useTexts(joinTexts);
  const call = useCall();
  const kind = kindOf(address);
  return (
    <Menu
      trigger={
        <button type="button" className={styles.row} data-later={address.kind !== 'lan' || undefined}>
          <Icon of={PICTURES[address.medium]} />
          <span className={styles.adapter}>
            <span className={styles.name}>{address.label ?? address.adapter}</span>
            {kind && <Badge look="tag">{texts[kind]}</Badge>}
          </span>
          {address.devices > 0 && (
            <span className={styles.tried}>
              <Icon of={CircleCheck} size="s" />
              <VisuallyHidden>{texts.works(address.devices)}</VisuallyHidden>
            </span>
          )}
          <span className={styles.ip} translate="no">
            {address.address}
          </span>
        </button>
      }
    >
      {canShow && (
        <MenuItem
          icon={Eye}
          onSelect={() => {
            void call('changeSettings', { desktop: { adapter: address.adapter } });
          }}
        >
          {texts.showInstead}
        </MenuItem>
      )}
      <MenuItem
        icon={Copy}
        onSelect={() => {
          void call('copyText', address.url);
        }}
      >
        {texts.copyOther}
      </MenuItem>
    </Menu>
  );
}

function kindOf({ medium, kind }: JoinAddress): 'vpn' | 'virtual' | 'noRouter' | undefined {
  if (kind === 'local') return 'noRouter';
  return kind === 'virtual' ? (medium === 'vpn' ? 'vpn' : 'virtual') : undefined;
}
