import { Presentation } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { PersonHere } from '../../../main/ipc/contract.ts';
import { Button } from '../../ui/button.tsx';
import { AlertDialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useCall, useToasts } from '../call.ts';
import { FirewallHelp } from '../join/firewall-help.tsx';
import { peopleTexts } from './people.texts.ts';
import { useDashboard, useFormats, useLanguage, useStore, useTexts } from '../use-dashboard.ts';
import styles from './people.module.css';
import { PeopleOrder } from './people-order.ts';
import { PeopleTable } from './people-table.tsx';
import { countPeople, isFound, isHost } from './person-facts.ts';
import { useHold } from './use-hold.ts';

/** From as many on they can be searched */
const SEARCH_FROM = 12;
const MINUTE = 60_000;

/** Who is here, what they do, and sending somebody out. */
export function PeoplePanel() {
  const state = useDashboard((now) => now.state.state);
  return state === 'running' ? <People /> : <Closed state={state} />;
}

function Closed({ state }: { state: 'starting' | 'stopping' | 'stopped' | 'failed' }) {
  const texts = useTexts(peopleTexts);
  return (
    <EmptyState title={texts[`${state}Title`]} picture={state === 'failed' ? 'broken' : 'closed'}>
      {texts[state]}
    </EmptyState>
  );
}

function People() {
  const texts = useTexts(peopleTexts);
  const { number } = useFormats();
  const language = useLanguage();
  const people = useDashboard((now) => now.people);
  const channels = useDashboard((now) => now.channels);
  const now = useNow(MINUTE);
  const hold = useHold();
  const [search, setSearch] = useState('');
  const [leaving, setLeaving] = useState<PersonHere>();
  const [isAsking, setIsAsking] = useState(false);
  const order = useMemo(() => new PeopleOrder(language), [language]);
  const channelNames = useMemo(() => new Map(channels.map(({ id, name }) => [id, name])), [channels]);
  const onRemove = useCallback((person: PersonHere) => {
    setLeaving(person);
    setIsAsking(true);
  }, []);

  const all = order.update(people, hold.isHeld);
  const found =
    search === ''
      ? all
      : all.filter((person) => isFound(person, search, channelNames.get(person.channel ?? '')));
  const counts = countPeople(people.values(), now);
  const isAlone = all.every((person) => isHost(person));
  return (
    <div className={styles.panel} {...hold.handlers}>
      {(people.size >= SEARCH_FROM || search !== '') && (
        <div className={styles.tools}>
          <SearchField
            value={search}
            onChange={setSearch}
            label={texts.search}
            clearLabel={texts.clearSearch}
            className={styles.search}
          />
          <p className={styles.counts}>
            {texts.counts(number(counts.here), number(counts.away), number(counts.typing))}
          </p>
        </div>
      )}
      {found.length > 0 && !isAlone && (
        <PeopleTable people={found} channelNames={channelNames} now={now} onRemove={onRemove} />
      )}
      {found.length === 0 && search !== '' && (
        <div className={styles.scroller}>
          <EmptyState
            title={texts.notFoundTitle}
            more={
              <Button
                className={styles.actions}
                onClick={() => {
                  setSearch('');
                }}
              >
                {texts.showAll}
              </Button>
            }
          >
            {texts.notFound}
          </EmptyState>
        </div>
      )}
      {isAlone && search === '' && (
        <div className={styles.scroller}>
          <div className={styles.alone}>
            {all.length > 0 && (
              <PeopleTable people={all} channelNames={channelNames} now={now} onRemove={onRemove} />
            )}
            <Alone />
          </div>
        </div>
      )}
      {leaving && (
        <RemoveQuestion
          person={leaving}
          open={isAsking}
          onDone={() => {
            setIsAsking(false);
          }}
        />
      )}
    </div>
  );
}

function Alone() {
  const texts = useTexts(peopleTexts);
  const store = useStore();
  const actions = (
    <div className={styles.actions}>
      <Button
        icon={Presentation}
        onClick={() => {
          store.show({ poster: true });
        }}
      >
        {texts.showPoster}
      </Button>
      <Button
        look="ghost"
        onClick={() => {
          store.show({ help: true });
        }}
      >
        {texts.help}
      </Button>
    </div>
  );
  return (
    <EmptyState
      title={texts.emptyTitle}
      more={
        <>
          {actions}
          <FirewallHelp />
        </>
      }
    >
      {texts.empty}
    </EmptyState>
  );
}

function RemoveQuestion({
  person: { id, name },
  open,
  onDone,
}: {
  person: PersonHere;
  open: boolean;
  onDone: () => void;
}) {
  const texts = useTexts(peopleTexts);
  const call = useCall();
  const toasts = useToasts();
  const remove = async (): Promise<void> => {
    onDone();
    if ((await call('kickPerson', id)).ok) toasts.show({ text: texts.removed(name) });
  };
  return (
    <AlertDialog
      open={open}
      onCancel={onDone}
      onConfirm={() => {
        void remove();
      }}
      confirmLabel={texts.removeYes}
      cancelLabel={texts.removeNo}
      title={<span className={styles.question}>{texts.removeTitle(name)}</span>}
    >
      {texts.removeText}
    </AlertDialog>
  );
}
