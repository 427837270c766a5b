import {
  EmojiPicker,
  type EmojiData,
  type EmojiPickerListCategoryHeaderProps,
  type EmojiPickerListEmojiProps,
  type EmojiPickerListRowProps,
} from 'frimousse';
import { useMemo } from 'react';
import { composerTexts } from '../composer/composer.texts.ts';
import type { Language } from '../core/model.ts';
import { useLanguage, useTexts } from '../use-chat.ts';
import { PartFailed } from '../part-failed.tsx';
import { usePart } from '../use-part.ts';
import { EMOJI, type EmojiSet } from './emoji-data.ts';
import styles from './emoji.module.css';

const COLUMNS = 8;
const TONES = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;

/** The emoji as the picker takes them. */
function dataOf({ entries, groups }: EmojiSet, locale: Language): EmojiData {
  const byTone = (skins: readonly string[]) =>
    Object.fromEntries(TONES.map((tone, at) => [tone, skins[at] ?? ''])) as Record<
      (typeof TONES)[number],
      string
    >;
  return {
    locale,
    categories: groups.map(({ index, label }) => ({ index, label })),
    emojis: entries.map(({ emoji, label, tags, codes, group, skins }) => ({
      emoji,
      label,
      category: group,
      version: 0,
      tags: [...tags, ...codes],
      ...(skins.length === TONES.length && { skins: byTone(skins) }),
    })),
    skinTones: byTone(TONES),
  };
}

const CategoryHeader = ({ category, ...rest }: EmojiPickerListCategoryHeaderProps) => (
  <div {...rest} className={styles.category}>
    {category.label}
  </div>
);
/** The library counts rows and columns from 0, ARIA from 1. */
const fromOne = (index: number | undefined): number | undefined =>
  index === undefined ? undefined : index + 1;
const Row = ({ children, ...rest }: EmojiPickerListRowProps) => (
  <div {...rest} aria-rowindex={fromOne(rest['aria-rowindex'])} className={styles.emojiRow}>
    {children}
  </div>
);
const Emoji = ({ emoji, ...rest }: EmojiPickerListEmojiProps) => (
  <button
    type="button"
    {...rest}
    role="gridcell"
    aria-colindex={fromOne(rest['aria-colindex'])}
    className={styles.emoji}
    data-active={emoji.isActive || undefined}
    title={emoji.label}
  >
    {emoji.emoji}
  </button>
);

/** All emoji, with search and arrow keys. */
export function Picker({ onChoose }: { onChoose: (emoji: string) => void }) {
  const texts = useTexts(composerTexts);
  const language = useLanguage();
  const { part: emojis, hasFailed, retry } = usePart(EMOJI[language], true);
  const resolve = useMemo(
    () => emojis && (() => Promise.resolve(dataOf(emojis, language))),
    [emojis, language],
  );
  if (hasFailed) return <PartFailed onRetry={retry} />;
  if (!resolve) return <p className={styles.state}>{texts.loading}</p>;
  return (
    <EmojiPicker.Root
      className={styles.picker}
      columns={COLUMNS}
      locale={language}
      resolveEmojiData={resolve}
      onEmojiSelect={({ emoji }) => {
        onChoose(emoji);
      }}
    >
      <div className={styles.head}>
        <EmojiPicker.Search
          className={styles.search}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody opened it to search or choose; on a phone the keyboard would cover it
          autoFocus={matchMedia('(pointer: fine)').matches}
          aria-label={texts.search}
          placeholder={texts.search}
        />
        <EmojiPicker.SkinToneSelector
          className={styles.tone}
          aria-label={texts.skinTone}
          title={texts.skinTone}
        />
      </div>
      <EmojiPicker.Viewport className={styles.viewport}>
        <EmojiPicker.Loading className={styles.state}>{texts.loading}</EmojiPicker.Loading>
        <EmojiPicker.Empty className={styles.state}>{({ search }) => texts.none(search)}</EmojiPicker.Empty>
        <EmojiPicker.List components={{ CategoryHeader, Row, Emoji }} />
      </EmojiPicker.Viewport>
    </EmojiPicker.Root>
  );
}
