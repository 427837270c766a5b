import { X } from 'lucide-react';
import { IconButton } from '../../ui/button.tsx';
import { useFormats } from '../messages/format.ts';
import { PeopleList } from '../people/people-list.tsx';
import { peopleTexts } from '../people/people.texts.ts';
import { roomTexts } from './room.texts.ts';
import { useChat, useTexts } from '../use-chat.ts';
import { usePanels } from './panels.ts';
import styles from './room.module.css';

export function PeopleSide() {
  const texts = useTexts(peopleTexts);
  const { close } = useTexts(roomTexts);
  const { number } = useFormats();
  const { open, show } = usePanels();
  const here = useChat(({ people }) => countHere(people.values()));
  return (
    <>
      <div className={styles.sideHead}>
        <h2>
          {texts.here} <span>{number(here)}</span>
        </h2>
        {open === 'people' && (
          <IconButton
            icon={X}
            label={close}
            tooltip={false}
            className={styles.closeSide}
            onClick={() => {
              show(null);
            }}
          />
        )}
      </div>
      <PeopleList />
    </>
  );
}

function countHere(people: Iterable<{ status: string }>): number {
  let count = 0;
  for (const { status } of people) if (status !== 'away') count += 1;
  return count;
}
