import { useContext, useState } from 'react';
import type { FileRecord } from '../core/model.ts';
import { useFormats } from '../messages/format.ts';
import { PartFailed } from '../part-failed.tsx';
import { fileTexts } from './files.texts.ts';
import { useTexts } from '../use-chat.ts';
import { usePart } from '../use-part.ts';
import { DownloadLink, FileCard } from './file-card.tsx';
import { addressOf, kindOf, placeOf, previewOf, shownName } from './file-kind.ts';
import styles from './files.module.css';
import { ImagesContext } from './images-context.ts';
import { Player } from './player.tsx';

/** The button around it says what it is */
const NAMED_BY_BUTTON = '';
const loadLightbox = async () => (await import('./lightbox.tsx')).Lightbox;

/** A file as it stands in a message. */
export function FileView({ file }: { file: FileRecord }) {
  const kind = kindOf(file);
  if (kind === 'image') return <ImageView file={file} />;
  if (kind === 'video') return <VideoView file={file} />;
  if (kind === 'audio') return <Player file={file} />;
  return <FileCard file={file} />;
}

function ImageView({ file }: { file: FileRecord }) {
  const texts = useTexts(fileTexts);
  const [isOpen, setIsOpen] = useState(false);
  const { part: Lightbox, hasFailed, retry } = usePart(loadLightbox, isOpen);
  const [isGone, setIsGone] = useState(false);
  const images = useContext(ImagesContext);
  const name = shownName(file.filename);
  const { width, height } = placeOf(file);
  if (isGone) return <FileCard file={file} />;
  return (
    <>
      <button
        type="button"
        className={styles.image}
        style={{ width, aspectRatio: `${String(width)} / ${String(height)}` }}
        aria-label={texts.open(name)}
        aria-haspopup="dialog"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <img
          src={previewOf(file) ?? ''}
          alt={NAMED_BY_BUTTON}
          width={width}
          height={height}
          decoding="async"
          draggable={false}
          onError={() => {
            setIsGone(true);
          }}
        />
      </button>
      {isOpen && Lightbox && (
        <Lightbox
          file={file}
          images={images.list()}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
      {isOpen && hasFailed && (
        <PartFailed
          onRetry={retry}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}

function VideoView({ file }: { file: FileRecord }) {
  const texts = useTexts(fileTexts);
  const { bytes } = useFormats();
  const name = shownName(file.filename);
  const [isGone, setIsGone] = useState(false);
  if (isGone) return <FileCard file={file} />;
  return (
    <figure className={styles.video}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- whoever uploads brings no captions */}
      <video
        src={addressOf(file) ?? ''}
        controls
        preload="metadata"
        playsInline
        aria-label={texts.video(name)}
        onError={() => {
          setIsGone(true);
        }}
      />
      <figcaption>
        <span title={name}>
          <bdi>{name}</bdi>
        </span>
        <small>{bytes(file.size)}</small>
        <DownloadLink file={file} label={texts.download(name)} />
      </figcaption>
    </figure>
  );
}
