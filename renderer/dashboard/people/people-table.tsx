import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Virtualizer } from 'virtua';
import type { PersonHere } from '../../../main/ipc/contract.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { peopleTexts } from './people.texts.ts';
import { useDashboard, useTexts } from '../use-dashboard.ts';
import styles from './people.module.css';
import { idleMinutes } from './person-facts.ts';
import { PersonRow } from './person-row.tsx';

const HEAD = 36;
const ROW = 48;

export interface PeopleTableProps {
  people: readonly PersonHere[];
  channelNames: ReadonlyMap<string, string>;
  /** The time in milliseconds */
  now: number;
  onRemove: (person: PersonHere) => void;
}

/** Rows under a head that stays. Arrows go from row to row, Enter opens what can be done with somebody. */
export function PeopleTable({ people, channelNames, now, onRemove }: PeopleTableProps) {
  const texts = useTexts(peopleTexts);
  const online = useDashboard((dashboard) => dashboard.people);
  const scroller = useRef<HTMLDivElement>(null);
  const today = new Date(now).toDateString();
  const { current, setCurrent, onKeyDown } = useRows(scroller, people.length);
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={texts.table}
      aria-rowcount={people.length + 1}
      className={styles.scroller}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      <div role="row" aria-rowindex={1} className={styles.head}>
        <span role="columnheader">{texts.who}</span>
        <span role="columnheader">{texts.where}</span>
        <span role="columnheader">{texts.address}</span>
        <span role="columnheader">{texts.delay}</span>
        <span role="columnheader">
          <VisuallyHidden>{texts.actions}</VisuallyHidden>
        </span>
      </div>
      <Virtualizer
        data={people}
        scrollRef={scroller}
        startMargin={HEAD}
        itemSize={ROW}
        keepMounted={around(current, people.length)}
      >
        {(person, index) => (
          <PersonRow
            key={person.id}
            person={person}
            index={index}
            channelName={channelNames.get(person.typing ?? person.channel ?? '')}
            idleMinutes={idleMinutes(person, now)}
            cameToday={new Date(person.since).toDateString() === today}
            isGone={!online.has(person.id)}
            isCurrent={index === Math.min(current, people.length - 1)}
            onFocus={setCurrent}
            onRemove={onRemove}
          />
        )}
      </Virtualizer>
    </div>
  );
}

/** Which of the rows has the focus, or gets it. One that is far away is drawn first. */
function useRows(scroller: { current: HTMLDivElement | null }, count: number) {
  const [current, setCurrent] = useState(0);
  const goingTo = useRef<number>(undefined);
  useEffect(() => {
    const row = goingTo.current;
    goingTo.current = undefined;
    if (row !== undefined && scroller.current) focusRow(scroller.current, row);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // menus are drawn elsewhere, but their keys come through here
    if (!(event.target instanceof HTMLElement) || event.target.dataset['row'] === undefined) return;
    if (event.key === 'Enter' || event.key === ' ')
      event.target.querySelector<HTMLElement>('button')?.click();
    const next = rowFor(event.key, current, count);
    if (next === undefined && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (next === undefined) return;
    goingTo.current = next;
    setCurrent(next);
  };
  return { current, setCurrent, onKeyDown };
}

/** The focus must not lose its row, nor the next one, when they are scrolled away. */
const around = (row: number, count: number): number[] =>
  [row - 1, row, row + 1].filter((index) => index >= 0 && index < count);

/**
 * A row that is drawn for the first time is hidden until it was measured, and cannot have the focus before.
 */
function focusRow(scroller: HTMLElement, row: number, tries = 10): void {
  const element = scroller.querySelector<HTMLElement>(`[data-row="${String(row)}"]`);
  element?.focus();
  if (tries > 0 && document.activeElement !== element)
    requestAnimationFrame(() => {
      focusRow(scroller, row, tries - 1);
    });
}

const PAGE = 10;

function rowFor(key: string, from: number, count: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: PAGE,
    PageUp: -PAGE,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.max(0, Math.min(count - 1, from + step));
}
