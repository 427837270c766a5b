import { Paperclip, SendHorizontal } from 'lucide-react';
import { useCallback, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { isBlank } from '../../../protocol/blank.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { EmojiButton } from '../emoji/emoji-button.tsx';
import { DropOverlay } from '../files/drop-overlay.tsx';
import { UploadRows } from '../files/upload-rows.tsx';
import { filesOf, type Dropped } from '../files/use-drop.ts';
import { composerTexts } from './composer.texts.ts';
import { useChannel, useChat, useClient, useTexts } from '../use-chat.ts';
import { Choices, LIST_ID, optionId } from './choices.tsx';
import { lengthOf } from './completion.ts';
import styles from './composer.module.css';
import { insertAt } from './insert.ts';
import { Limit } from './limit.tsx';
import { useCompletion, type Choice } from './use-completion.ts';

/** Where people write: one for each channel, with its draft. */
export const Composer = ({ channelId }: { channelId: string }) => (
  <Field key={channelId} channelId={channelId} />
);

const isMac = typeof navigator !== 'undefined' && /Mac|iP(?:hone|ad|od)/u.test(navigator.platform);
const FALLBACK_LIMIT = 8_000;

function Field({ channelId }: { channelId: string }) {
  const texts = useTexts(composerTexts);
  const client = useClient();
  const name = useChannel(channelId, (channel) => channel.name, '');
  const enterSends = useChat(({ preferences }) => preferences.enterSends);
  const waiting = useChannel(
    channelId,
    ({ pending }) => pending.filter(({ state }) => state === 'sending').length,
    0,
  );
  const isOnline = useChat(({ connection }) => connection.phase === 'online');
  const limit = useChat(({ server }) => server?.limits.message ?? FALLBACK_LIMIT);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => client.store.now.channels.get(channelId)?.draft ?? '');
  const [caret, setCaret] = useState(text.length);
  const completion = useCompletion(text, caret);
  const length = lengthOf(text);
  const canSend = !isBlank(text) && length <= limit;

  const write = (next: string) => {
    setText(next);
    client.setDraft(channelId, next);
    client.typing(channelId, !isBlank(next));
  };
  const send = () => {
    if (!canSend || !client.send(channelId, text)) return;
    write('');
    field.current?.focus();
  };
  const insert = (words: string, from?: number) => {
    if (field.current) insertAt(field.current, words, from);
  };
  const choose = (choice: Choice) => {
    insert(choice.text, completion?.query.from);
  };
  const addFiles = useCallback(
    ({ files, folders }: Dropped) => {
      client.addFiles(channelId, files, folders);
    },
    [client, channelId],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    // the keys belong to whoever writes Japanese until the word is chosen; Safari ends that before it tells
    // of the key
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const chosen = completion?.choices[completion.at];
    if (completion && chosen && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const keys: Partial<Record<string, () => void>> = {
        ArrowDown: () => {
          completion.move(1);
        },
        ArrowUp: () => {
          completion.move(-1);
        },
        Enter: () => {
          choose(chosen);
        },
        Tab: () => {
          choose(chosen);
        },
        Escape: () => {
          completion.dismiss();
        },
      };
      const act = keys[event.key];
      if (act) {
        event.preventDefault();
        event.stopPropagation();
        act();
        return;
      }
    }
    const isAsked = event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey && !event.altKey);
    if (event.key !== 'Enter' || !isAsked) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = filesOf(event.clipboardData);
    // from an office program comes the text and a picture of it
    if (pasted.files.length + pasted.folders.length === 0 || event.clipboardData.types.includes('text/plain'))
      return;
    event.preventDefault();
    addFiles(pasted);
  };

  return (
    <div className={styles.lane}>
      <DropOverlay channel={name} onFiles={addFiles} />
      <div className={styles.composer}>
        {completion && <Choices completion={completion} onChoose={choose} />}
        <UploadRows channelId={channelId} />
        <div className={styles.grow} data-text={text}>
          <textarea
            ref={field}
            rows={1}
            value={text}
            className={styles.text}
            aria-label={texts.message(name)}
            placeholder={texts.message(name)}
            dir="auto"
            enterKeyHint={enterSends ? 'send' : 'enter'}
            autoComplete="off"
            aria-autocomplete="list"
            aria-controls={completion ? LIST_ID : undefined}
            aria-activedescendant={completion ? optionId(completion.at) : undefined}
            aria-invalid={length > limit || undefined}
            onChange={({ target }) => {
              write(target.value);
              setCaret(target.selectionStart);
            }}
            onSelect={({ currentTarget }) => {
              setCaret(currentTarget.selectionStart);
            }}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onBlur={() => {
              client.typing(channelId, false);
              completion?.dismiss();
            }}
          />
        </div>
        <div className={styles.row}>
          <input
            ref={picker}
            type="file"
            multiple
            className={styles.picker}
            tabIndex={-1}
            aria-hidden="true"
            onChange={({ target }) => {
              addFiles({ files: Array.from(target.files ?? []), folders: [] });
              target.value = '';
            }}
          />
          <IconButton
            icon={Paperclip}
            label={texts.addFiles}
            className={styles.tool}
            onClick={() => {
              picker.current?.click();
            }}
          />
          <EmojiButton
            className={styles.tool}
            onChoose={(emoji) => {
              insert(emoji);
            }}
          />
          <Limit left={limit - length} />
          <span className={styles.hint}>
            {!isOnline && waiting > 0
              ? texts.waiting(waiting)
              : enterSends
                ? texts.enterSends
                : isMac
                  ? texts.enterBreaksMac
                  : texts.enterBreaks}
          </span>
          <Button
            look="filled"
            icon={SendHorizontal}
            className={cx(styles.send, !canSend && styles.idle)}
            aria-disabled={!canSend}
            // the keyboard of a phone stays where it is
            onPointerDown={(event) => {
              event.preventDefault();
            }}
            onClick={send}
          >
            {texts.send}
          </Button>
        </div>
      </div>
    </div>
  );
}
