import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  useSensor,
  useSensors,
  type Announcements,
  type Modifier,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import type { ChannelInfo } from '../../../main/ipc/contract.ts';
import { useNow } from '../../ui/use-now.ts';
import { channelTexts } from './channels.texts.ts';
import { useFormats, useTexts } from '../use-dashboard.ts';
import { ChannelRow } from './channel-row.tsx';
import styles from './channels.module.css';
import { useChannelOrder } from './use-channel-order.ts';

const MINUTE = 60_000;

const upAndDown: Modifier[] = [({ transform }) => ({ ...transform, x: 0 })];

/** The channels in their order, which can be changed by dragging, by keys and in each one's menu. */
export function ChannelList({
  channels,
  canChange,
}: {
  channels: readonly ChannelInfo[];
  canChange: boolean;
}) {
  const texts = useTexts(channelTexts);
  const { ordered, move } = useChannelOrder(channels);
  const today = new Date(useNow(MINUTE)).toDateString();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const placeOf = (id: string | number): number => ordered.findIndex((channel) => channel.id === id);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={upAndDown}
      accessibility={{
        announcements: useAnnouncements(ordered),
        screenReaderInstructions: { draggable: texts.howToMove },
      }}
      onDragEnd={({ active, over }) => {
        if (over && active.id !== over.id) move(placeOf(active.id), placeOf(over.id));
      }}
    >
      <SortableContext items={ordered} strategy={verticalListSortingStrategy}>
        <ul aria-label={texts.list} className={styles.list}>
          {ordered.map((channel, place) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              place={place}
              count={ordered.length}
              today={today}
              canChange={canChange}
              onMove={move}
            />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

/** What is said while a channel is moved by keys. */
function useAnnouncements(ordered: readonly ChannelInfo[]): Announcements {
  const texts = useTexts(channelTexts);
  const { number } = useFormats();
  const nameOf = (id: string | number): string => ordered.find((channel) => channel.id === id)?.name ?? '';
  const place = (id: string | number): [string, string] => [
    number(ordered.findIndex((channel) => channel.id === id) + 1),
    number(ordered.length),
  ];
  return {
    onDragStart: ({ active }) => texts.pickedUp(nameOf(active.id), ...place(active.id)),
    onDragOver: ({ active, over }) =>
      over ? texts.movedTo(nameOf(active.id), ...place(over.id)) : undefined,
    onDragEnd: ({ active, over }) =>
      over ? texts.putDown(nameOf(active.id), ...place(over.id)) : texts.putBack(nameOf(active.id)),
    onDragCancel: ({ active }) => texts.putBack(nameOf(active.id)),
  };
}
