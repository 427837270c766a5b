import { RotateCw, X } from 'lucide-react';
import type { ServerInfo } from '../../../protocol/events.ts';
import { PROGRAM_TYPES, refusedExtension, ruleOf } from '../../../protocol/upload-rule.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Progress } from '../../ui/meter.tsx';
import type { Upload } from '../core/model.ts';
import { useFormats } from '../messages/format.ts';
import { fileTexts } from './files.texts.ts';
import { useChannel, useChat, useClient, useTexts } from '../use-chat.ts';
import { Ending } from './ending.tsx';
import { shownName } from './file-kind.ts';
import styles from './files.module.css';

const NONE: readonly Upload[] = [];

/** Files on their way to a channel, and those that are not taken with the reason. */
export function UploadRows({ channelId }: { channelId: string }) {
  const texts = useTexts(fileTexts);
  const uploads = useChannel(channelId, (channel) => channel.uploads, NONE);
  if (uploads.length === 0) return null;
  return (
    <ul className={styles.uploads} aria-label={texts.uploads}>
      {uploads.map((upload) => (
        <UploadRow key={upload.clientId} upload={upload} />
      ))}
    </ul>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const texts = useTexts(fileTexts);
  const client = useClient();
  const { bytes } = useFormats();
  const limits = useChat(({ server }) => server?.limits);
  const { clientId, size, sent, state } = upload;
  const name = shownName(upload.name);
  const isStopped = state === 'refused' || state === 'failed';
  return (
    <li className={cx(styles.upload, isStopped && styles.refused)}>
      <Ending name={upload.name} isRefused={isStopped} isFolder={upload.reason === 'folder'} />
      <div>
        <b title={name}>
          <bdi>{name}</bdi>
        </b>
        {state === 'uploading' && (
          <div className={styles.bar}>
            <Progress share={size > 0 ? sent / size : null} label={texts.uploading(name)} />
          </div>
        )}
        {isStopped ? (
          <small role="alert">{reasonOf(upload, texts.refusals, bytes, limits)}</small>
        ) : (
          <small>{state === 'waiting' ? texts.waiting : texts.progress(bytes(sent), bytes(size))}</small>
        )}
      </div>
      <span className={styles.answers}>
        {state === 'failed' && (
          <IconButton
            icon={RotateCw}
            label={texts.retry(name)}
            onClick={() => {
              client.retryUpload(clientId);
            }}
          />
        )}
        <IconButton
          icon={X}
          label={isStopped ? texts.remove(name) : texts.cancel(name)}
          onClick={() => {
            client.cancelUpload(clientId);
          }}
        />
      </span>
    </li>
  );
}

function reasonOf(
  { name, size, reason }: Upload,
  texts: (typeof fileTexts.en)['refusals'],
  bytes: (value: number) => string,
  limits: ServerInfo['limits'] | undefined,
): string {
  if (reason === 'too_large') {
    const limit = limits?.upload ?? 0;
    return bytes(size) === bytes(limit)
      ? texts.too_large(`${String(size)} B`, `${String(limit)} B`)
      : texts.too_large(bytes(size), bytes(limit));
  }
  if (reason === 'type_denied') {
    const refused = limits && refusedExtension(name, ruleOf(limits));
    // the name is fine: the server looked inside
    if (refused === undefined) return texts.hidden_program;
    if (limits?.denied_types && PROGRAM_TYPES.includes(refused)) return texts.program(refused.toUpperCase());
    return texts.type_denied(refused.toUpperCase());
  }
  return reason !== null && isNamed(reason, texts) ? texts[reason] : texts.other;
}

type Named = 'unreachable' | 'changed' | 'folder' | 'quota' | 'storage_full' | 'rate_limited';

const isNamed = (reason: string, texts: object): reason is Named => Object.hasOwn(texts, reason);
