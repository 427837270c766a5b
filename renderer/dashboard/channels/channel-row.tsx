import { useSortable } from '@dnd-kit/sortable';
import { ArrowDown, ArrowUp, Ellipsis, GripVertical, Pencil, TextCursorInput, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ChannelInfo } from '../../../main/ipc/contract.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { callQuietly } from '../call.ts';
import { channelTexts } from './channels.texts.ts';
import { useFormats, useTexts } from '../use-dashboard.ts';
import { ChannelForm } from './channel-form.tsx';
import styles from './channels.module.css';
import { DeleteQuestion } from './delete-question.tsx';

/** What is being done with a channel */
export type Doing = 'name' | 'description' | 'delete';

export interface ChannelRowProps {
  channel: ChannelInfo;
  place: number;
  count: number;
  /** As `toDateString` says it */
  today: string;
  canChange: boolean;
  onMove: (from: number, to: number) => void;
}

export function ChannelRow({ channel, place, count, today, canChange, onMove }: ChannelRowProps) {
  const texts = useTexts(channelTexts);
  const more = useRef<HTMLButtonElement>(null);
  const [doing, setDoing] = useState<Doing>();
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id: channel.id, disabled: !canChange, attributes: { roleDescription: texts.sortable } });
  const close = () => {
    setDoing(undefined);
    // it is drawn again when the form is gone
    requestAnimationFrame(() => {
      more.current?.focus();
    });
  };
  const { name } = channel;
  return (
    <li
      ref={setNodeRef}
      className={cx(styles.item, isDragging && styles.dragged)}
      style={{
        transform: transform ? `translate3d(0, ${String(Math.round(transform.y))}px, 0)` : undefined,
        transition,
      }}
    >
      <div className={cx(styles.row, doing !== undefined && styles.at)}>
        {canChange ? (
          <button
            type="button"
            ref={setActivatorNodeRef}
            aria-label={texts.move(name)}
            className={styles.grip}
            {...attributes}
            {...listeners}
          >
            <Icon of={GripVertical} />
          </button>
        ) : (
          <span />
        )}
        {doing === 'name' || doing === 'description' ? (
          <Edit channel={channel} what={doing} onClose={close} />
        ) : (
          <About channel={channel} today={today} />
        )}
        {canChange && (doing === undefined || doing === 'delete') && (
          <div className={styles.acts}>
            <span className={styles.shortcuts}>
              <IconButton
                icon={Pencil}
                label={texts.renameOf(name)}
                onClick={() => {
                  setDoing('name');
                }}
              />
              <IconButton
                icon={TextCursorInput}
                label={texts.editTopicOf(name)}
                onClick={() => {
                  setDoing('description');
                }}
              />
              <IconButton
                icon={Trash2}
                label={texts.removeOf(name)}
                disabled={count === 1}
                onClick={() => {
                  setDoing('delete');
                }}
              />
            </span>
            <Menu
              trigger={<IconButton ref={more} icon={Ellipsis} label={texts.more(name)} tooltip={false} />}
            >
              <MenuItem
                icon={Pencil}
                onSelect={() => {
                  setDoing('name');
                }}
              >
                {texts.rename}
              </MenuItem>
              <MenuItem
                icon={TextCursorInput}
                onSelect={() => {
                  setDoing('description');
                }}
              >
                {texts.editTopic}
              </MenuItem>
              <MenuSeparator />
              <MenuItem
                icon={ArrowUp}
                disabled={place === 0}
                onSelect={() => {
                  onMove(place, place - 1);
                }}
              >
                {texts.moveUp}
              </MenuItem>
              <MenuItem
                icon={ArrowDown}
                disabled={place === count - 1}
                onSelect={() => {
                  onMove(place, place + 1);
                }}
              >
                {texts.moveDown}
              </MenuItem>
              <MenuSeparator />
              <MenuItem
                icon={Trash2}
                disabled={count === 1}
                onSelect={() => {
                  setDoing('delete');
                }}
              >
                {count === 1 ? texts.lastStays : texts.remove}
              </MenuItem>
            </Menu>
          </div>
        )}
      </div>
      {doing === 'delete' && <DeleteQuestion channel={channel} onClose={close} />}
    </li>
  );
}

function About({
  channel: { name, description, messages, lastAt },
  today,
}: {
  channel: ChannelInfo;
  today: string;
}) {
  const texts = useTexts(channelTexts);
  const { time, day } = useFormats();
  return (
    <>
      <div className={styles.about}>
        <p className={styles.name}>
          #<bdi>{name}</bdi>
        </p>
        <p className={styles.topic} title={description}>
          {description === '' ? texts.noTopic : <bdi>{description}</bdi>}
        </p>
      </div>
      <div className={styles.meta}>
        <p>{texts.messages(messages)}</p>
        {lastAt !== undefined && (
          <p>{texts.last(new Date(lastAt).toDateString() === today ? time(lastAt) : day(lastAt))}</p>
        )}
      </div>
    </>
  );
}

function Edit({
  channel: { id, name, description },
  what,
  onClose,
}: {
  channel: ChannelInfo;
  what: 'name' | 'description';
  onClose: () => void;
}) {
  const texts = useTexts(channelTexts);
  const field =
    what === 'name'
      ? { key: what, label: texts.nameOf(name), placeholder: texts.name, value: name }
      : { key: what, label: texts.topicOf(name), placeholder: texts.topicEmpty, value: description };
  return (
    <ChannelForm
      fields={[field]}
      action={texts.save}
      onClose={onClose}
      onSave={async (values) => await callQuietly('changeChannel', id, values)}
    />
  );
}
