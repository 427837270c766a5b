import { BadgeCheck, Ellipsis } from 'lucide-react';
import { memo } from 'react';
import type { PersonHere } from '../../../main/ipc/contract.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { ContextMenu, Menu } from '../../ui/menu.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { peopleTexts } from './people.texts.ts';
import { useFormats, useTexts } from '../use-dashboard.ts';
import styles from './people.module.css';
import { PersonActions } from './person-actions.tsx';
import { delayOf, deviceText, isHost } from './person-facts.ts';

export interface PersonRowProps {
  person: PersonHere;
  /** Place in the list, from 0 */
  index: number;
  /** Of the channel they are in, or typing in */
  channelName: string | undefined;
  /** 0 while they are not idle */
  idleMinutes: number;
  /** Whether they came on this day */
  cameToday: boolean;
  /** They left, and only stand there until nobody points at the list */
  isGone: boolean;
  /** Whether Tab comes to this row */
  isCurrent: boolean;
  onFocus: (index: number) => void;
  onRemove: (person: PersonHere) => void;
}

/** Drawn again only where something of it changed: hundreds come and go. */
export const PersonRow = memo((props: PersonRowProps) => {
  const { person, index, isGone, isCurrent, onFocus, onRemove } = props;
  const texts = useTexts(peopleTexts);
  const actions = <PersonActions person={person} onRemove={onRemove} />;
  const row = (
    <div
      role="row"
      aria-rowindex={index + 2}
      tabIndex={isCurrent ? 0 : -1}
      data-row={index}
      className={cx(styles.row, isGone && styles.gone)}
      onFocus={() => {
        onFocus(index);
      }}
    >
      <Who {...props} />
      <Where {...props} />
      <Address {...props} />
      <DelayCell {...props} />
      <span role="gridcell">
        {!isGone && (
          <Menu
            trigger={
              <IconButton
                icon={Ellipsis}
                label={texts.more(person.name)}
                tooltip={false}
                tabIndex={-1}
                className={styles.more}
              />
            }
          >
            {actions}
          </Menu>
        )}
      </span>
    </div>
  );
  return isGone ? row : <ContextMenu target={row}>{actions}</ContextMenu>;
});

function Who({ person, idleMinutes, isGone }: PersonRowProps) {
  const texts = useTexts(peopleTexts);
  const presence = person.status === 'away' || idleMinutes > 0 ? 'away' : 'here';
  return (
    <span role="gridcell" className={styles.who}>
      <Avatar id={person.id} name={person.name} {...(!isGone && { presence })} />
      <span className={styles.lines}>
        <span className={styles.name}>
          <bdi>{person.name}</bdi>
          {person.verified && (
            <Tooltip text={texts.verified}>
              <span className={styles.verified}>
                <Icon of={BadgeCheck} size="s" />
                <VisuallyHidden>{texts.verified}</VisuallyHidden>
              </span>
            </Tooltip>
          )}
          {isHost(person) && <span className={styles.you}>{texts.you}</span>}
        </span>
        <Devices person={person} />
      </span>
    </span>
  );
}

function Devices({ person: { devices } }: { person: PersonHere }) {
  const texts = useTexts(peopleTexts);
  const { number } = useFormats();
  const [newest] = devices;
  if (!newest) return null;
  const all = devices.map((device) =>
    [deviceText(device, texts.thisComputer), device.address].filter((part) => part !== '').join(', '),
  );
  return (
    <small className={styles.device}>
      <bdi>{deviceText(newest, texts.thisComputer)}</bdi>
      {devices.length > 1 && (
        <Tooltip
          text={
            <>
              {texts.allDevices}
              {all.map((text, index) => (
                <bdi key={`${String(index)} ${text}`} className={styles.listed}>
                  {text}
                </bdi>
              ))}
            </>
          }
        >
          <span>
            <Badge look="tag">{texts.moreDevices(number(devices.length - 1))}</Badge>
            <VisuallyHidden>{all.slice(1).join('; ')}</VisuallyHidden>
          </span>
        </Tooltip>
      )}
    </small>
  );
}

function Where({ person, channelName, idleMinutes, isGone }: PersonRowProps) {
  const texts = useTexts(peopleTexts);
  const { duration } = useFormats();
  return (
    <span role="gridcell" className={styles.lines}>
      {channelName !== undefined && !isGone && (
        <span className={styles.line}>
          #<bdi>{channelName}</bdi>
        </span>
      )}
      {isGone && <span className={styles.line}>{texts.left}</span>}
      {!isGone && person.typing !== undefined && <small className={styles.typing}>{texts.typing}</small>}
      {!isGone && person.typing === undefined && idleMinutes > 0 && (
        <small>{texts.idle(duration(idleMinutes * 60_000))}</small>
      )}
      {!isGone && person.typing === undefined && idleMinutes === 0 && person.status === 'busy' && (
        <small>{texts.busy}</small>
      )}
    </span>
  );
}

function Address({
  person: {
    devices: [newest],
    since,
  },
  cameToday,
}: PersonRowProps) {
  const texts = useTexts(peopleTexts);
  const { time, day } = useFormats();
  return (
    <span role="gridcell" className={styles.lines}>
      {newest && (
        <span className={styles.line} title={newest.address}>
          {newest.address}
        </span>
      )}
      <small>{texts.since(cameToday ? time(since) : day(since))}</small>
    </span>
  );
}

function DelayCell({ person }: PersonRowProps) {
  const texts = useTexts(peopleTexts);
  const { number } = useFormats();
  const delay = delayOf(person);
  return (
    <span role="gridcell" className={cx(styles.lines, styles.delay)}>
      {delay && (
        <span className={cx(styles.line, delay.slow && styles.slow)}>
          {delay.ms === 0 ? texts.underOne : texts.ms(number(delay.ms))}
        </span>
      )}
      {delay?.slow === true && <small>{texts.slow}</small>}
    </span>
  );
}
