import { ChevronDown, ChevronUp, CircleX, Copy, FolderOpen, Pause, Play, TriangleAlert } from 'lucide-react';
import type { Ref } from 'react';
import type { LogLine } from '../../../main/ipc/contract.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { SearchField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { lastLine } from '../log-lines.ts';
import { logEventTexts } from './log-events.texts.ts';
import { logTexts } from './log.texts.ts';
import { useDashboard, useFormats, useStore, useTexts } from '../use-dashboard.ts';
import type { LevelFilter } from './line-search.ts';
import { showHidden, textOf } from './line-text.ts';
import styles from './log.module.css';

export interface Problems {
  warnings: number;
  errors: number;
}

/** How many there are, in words. */
export function useProblemWords({ warnings, errors }: Problems): { warnings: string; errors: string } {
  const texts = useTexts(logTexts);
  const { number } = useFormats();
  return {
    warnings: warnings === 1 ? texts.warning : texts.warnings(number(warnings)),
    errors: errors === 1 ? texts.error : texts.errors(number(errors)),
  };
}

export function LogToggle({ isOpen }: { isOpen: boolean }) {
  const texts = useTexts(logTexts);
  const store = useStore();
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-expanded={isOpen}
      onClick={() => {
        store.show({ logOpen: !isOpen });
      }}
    >
      <Icon of={isOpen ? ChevronDown : ChevronUp} />
      {texts.log}
    </button>
  );
}

/** The closed log: what happened last, in the host's words, and what went wrong. */
export function ClosedBar({
  problems,
  onShow,
}: {
  problems: Problems;
  onShow: (level: LevelFilter) => void;
}) {
  const texts = useTexts(logTexts);
  const words = useProblemWords(problems);
  return (
    <div className={styles.bar}>
      <LogToggle isOpen={false} />
      <LastLine />
      {problems.warnings > 0 && (
        <Tooltip text={words.warnings} side="top">
          <button
            type="button"
            className={styles.problems}
            aria-label={texts.showProblems(words.warnings)}
            onClick={() => {
              onShow('warn');
            }}
          >
            <Icon of={TriangleAlert} size="s" />
            <Count of={problems.warnings} />
          </button>
        </Tooltip>
      )}
      {problems.errors > 0 && (
        <Tooltip text={words.errors} side="top">
          <button
            type="button"
            className={styles.failures}
            aria-label={texts.showProblems(words.errors)}
            onClick={() => {
              onShow('error');
            }}
          >
            <Icon of={CircleX} size="s" />
            <Count of={problems.errors} />
          </button>
        </Tooltip>
      )}
    </div>
  );
}

const Count = ({ of: count }: { of: number }) => useFormats().number(count);

function LastLine() {
  const last = useDashboard(({ log }) => lastLine(log));
  const { clock } = useFormats();
  const sentences = useTexts(logEventTexts);
  if (!last) return <span className={styles.last} />;
  return (
    <span className={styles.last}>
      <time dateTime={last.line.time}>{clock(last.line.time)}</time>
      <bdi>{sentenceOf(last.line, sentences)}</bdi>
    </span>
  );
}

function sentenceOf(line: LogLine, sentences: (typeof logEventTexts)['en']): string {
  const sentence = Object.hasOwn(sentences, line.msg) ? sentences[line.msg] : undefined;
  return (
    sentence?.((name) => {
      const value = line[name];
      return typeof value === 'string' || typeof value === 'number' ? showHidden(String(value)) : '';
    }) ?? textOf(line)
  );
}

export interface OpenBarProps {
  problems: Problems;
  level: LevelFilter;
  onLevel: (level: LevelFilter) => void;
  search: string;
  onSearch: (search: string) => void;
  searchRef: Ref<HTMLInputElement>;
  isFollowing: boolean;
  onFollow: (on: boolean) => void;
  onCopy: () => void;
  onFolder: () => void;
}

export function OpenBar({
  problems,
  level,
  onLevel,
  search,
  onSearch,
  searchRef,
  isFollowing,
  onFollow,
  onCopy,
  onFolder,
}: OpenBarProps) {
  const texts = useTexts(logTexts);
  const words = useProblemWords(problems);
  return (
    <div className={styles.bar}>
      <LogToggle isOpen />
      <Segments
        label={texts.level}
        value={level}
        onChange={onLevel}
        options={[
          { value: 'all', text: texts.all },
          {
            value: 'warn',
            text: (
              <>
                <Icon of={TriangleAlert} size="s" />
                <span className={styles.count}>
                  <Count of={problems.warnings} />
                </span>
              </>
            ),
            label: words.warnings,
          },
          {
            value: 'error',
            text: (
              <>
                <Icon of={CircleX} size="s" />
                <span className={styles.count}>
                  <Count of={problems.errors} />
                </span>
              </>
            ),
            label: words.errors,
          },
        ]}
      />
      <SearchField
        ref={searchRef}
        value={search}
        onChange={onSearch}
        label={texts.search}
        clearLabel={texts.clearSearch}
        className={styles.search}
      />
      <span className={styles.space} />
      <Button
        look="ghost"
        size="s"
        icon={isFollowing ? Pause : Play}
        solidIcon={!isFollowing}
        className={styles.follow}
        onClick={() => {
          onFollow(!isFollowing);
        }}
      >
        {isFollowing ? texts.pause : texts.follow}
      </Button>
      <IconButton icon={Copy} label={texts.copy} onClick={onCopy} />
      <IconButton icon={FolderOpen} label={texts.openFolder} onClick={onFolder} />
    </div>
  );
}
