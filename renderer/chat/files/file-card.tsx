import { Download } from 'lucide-react';
import { Icon } from '../../ui/icon.tsx';
import type { FileRecord } from '../core/model.ts';
import { useFormats } from '../messages/format.ts';
import { useTexts } from '../use-chat.ts';
import { Ending } from './ending.tsx';
import { addressOf, shownName } from './file-kind.ts';
import styles from './files.module.css';
import { fileTexts } from './files.texts.ts';

export function FileCard({ file }: { file: FileRecord }) {
  const texts = useTexts(fileTexts);
  const { bytes } = useFormats();
  const name = shownName(file.filename);
  return (
    <div className={styles.file}>
      <Ending name={file.filename} />
      <div className={styles.about}>
        <b title={name}>
          <bdi>{name}</bdi>
        </b>
        <small>{Number.isFinite(file.size) ? bytes(file.size) : ''}</small>
      </div>
      <DownloadLink file={file} label={texts.download(name)} />
    </div>
  );
}

/** `download`: also what a browser could show is kept. */
export function DownloadLink({
  file,
  label,
  className,
}: {
  file: FileRecord;
  label: string;
  className?: string | undefined;
}) {
  const address = addressOf(file);
  if (address === null) return null;
  return (
    <a
      href={address}
      download={shownName(file.filename)}
      aria-label={label}
      title={label}
      className={className ?? styles.download}
    >
      <Icon of={Download} />
    </a>
  );
}
