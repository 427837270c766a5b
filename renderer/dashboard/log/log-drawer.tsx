import { useEffect, useMemo, useRef, useState } from 'react';
import { useCall, useToasts } from '../call.ts';
import { lineAt } from '../log-lines.ts';
import { logTexts } from './log.texts.ts';
import { useDashboard, useFormats, useStore, useTexts } from '../use-dashboard.ts';
import { LineIndex } from './line-index.ts';
import { acceptor, patternOf, type LevelFilter } from './line-search.ts';
import { copiedText } from './line-text.ts';
import { ClosedBar, OpenBar, type Problems } from './log-bar.tsx';
import { LogList } from './log-list.tsx';
import styles from './log.module.css';
import { SpokenProblems } from './spoken-problems.tsx';
import { useLogWindow } from './use-log-window.ts';

/** What main takes at once is a little more */
const MOST_COPIED = 4_500_000;

/** The log: one quiet line when closed, some of the desk when open. */
export function LogDrawer() {
  const texts = useTexts(logTexts);
  const store = useStore();
  const isOpen = useDashboard(({ view }) => view.logOpen);
  const log = useDashboard((now) => now.log);
  const [level, setLevel] = useState<LevelFilter>('all');
  const warnings = useMemo(() => new LineIndex((line) => line.level === 'warn'), []).update(log);
  const errors = useMemo(() => new LineIndex((line) => line.level === 'error'), []).update(log);
  const problems: Problems = { warnings: warnings.length, errors: errors.length };
  return (
    <section className={styles.log} aria-label={texts.log} data-open={isOpen}>
      {isOpen ? (
        <OpenLog problems={problems} level={level} onLevel={setLevel} />
      ) : (
        <ClosedBar
          problems={problems}
          onShow={(next) => {
            setLevel(next);
            store.show({ logOpen: true });
          }}
        />
      )}
      <SpokenProblems total={warnings.dropped + warnings.length + errors.dropped + errors.length} />
    </section>
  );
}

function OpenLog({
  problems,
  level,
  onLevel,
}: {
  problems: Problems;
  level: LevelFilter;
  onLevel: (level: LevelFilter) => void;
}) {
  const texts = useTexts(logTexts);
  const log = useDashboard((now) => now.log);
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<number>();
  const [heldAt, setHeldAt] = useState<number>();
  const searchBox = useRef<HTMLInputElement>(null);
  const index = useMemo(() => new LineIndex(acceptor(level, search)), [level, search]).update(log);
  const pattern = useMemo(() => patternOf(search), [search]);
  const logWindow = useLogWindow(index);
  const { copy, openFolder } = useTaking(index);
  useSearchKeys(searchBox);
  // from the moment on at which it holds still, newer lines are counted
  const { isFollowing } = logWindow;
  if (isFollowing !== (heldAt === undefined)) setHeldAt(isFollowing ? undefined : log.end);
  const newer = heldAt === undefined ? 0 : index.length - index.indexOf(heldAt);
  return (
    <>
      <OpenBar
        problems={problems}
        level={level}
        onLevel={onLevel}
        search={search}
        onSearch={setSearch}
        searchRef={searchBox}
        isFollowing={isFollowing}
        onFollow={logWindow.follow}
        onCopy={copy}
        onFolder={openFolder}
      />
      <LogList
        log={log}
        index={index}
        pattern={pattern}
        window={logWindow}
        selected={selected}
        onSelect={setSelected}
        newer={newer}
      />
      {index.length === 0 && (
        <p className={styles.nothing}>{log.end === log.first ? texts.empty : texts.notFound}</p>
      )}
    </>
  );
}

/** Copying the shown lines, the newest where they are too many; opening the folder with all of them. */
function useTaking(index: LineIndex): { copy: () => void; openFolder: () => void } {
  const texts = useTexts(logTexts);
  const { number } = useFormats();
  const store = useStore();
  const call = useCall();
  const toasts = useToasts();
  const copy = async (): Promise<void> => {
    const lines: string[] = [];
    let size = 0;
    for (let row = index.length - 1; row >= 0; row -= 1) {
      const found = lineAt(store.now.log, index.at(row) ?? -1);
      if (!found) continue;
      const text = copiedText(found.line);
      size += text.length + 1;
      if (size > MOST_COPIED) break;
      lines.push(text);
    }
    if (lines.length === 0) return;
    const outcome = await call('copyText', lines.toReversed().join('\n'));
    if (outcome.ok)
      toasts.show({ text: lines.length === 1 ? texts.copiedOne : texts.copied(number(lines.length)) });
  };
  return {
    copy: () => {
      void copy();
    },
    openFolder: () => {
      void call('openFolder', 'logs');
    },
  };
}

/** While the log is open, Ctrl+F and `/` lead to its search. */
function useSearchKeys(box: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey;
      const isWriting =
        event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]');
      if (!isFind && (event.key !== '/' || isWriting)) return;
      event.preventDefault();
      box.current?.select();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [box]);
}
