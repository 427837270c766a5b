import { Pause, Play } from 'lucide-react';
import { useRef, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import type { FileRecord } from '../core/model.ts';
import { fileTexts } from './files.texts.ts';
import { useTexts } from '../use-chat.ts';
import { DownloadLink, FileCard } from './file-card.tsx';
import { addressOf, shownName } from './file-kind.ts';
import styles from './files.module.css';

/** `1:07` */
function clock(seconds: number): string {
  const whole = Math.floor(Number.isFinite(seconds) ? seconds : 0);
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
}

/** A sound: nothing is loaded before somebody wants to hear it. */
export function Player({ file }: { file: FileRecord }) {
  const texts = useTexts(fileTexts);
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(0);
  const [isGone, setIsGone] = useState(false);
  const name = shownName(file.filename);
  if (isGone) return <FileCard file={file} />;
  const toggle = async (): Promise<void> => {
    const element = audio.current;
    if (!element) return;
    if (!element.paused) {
      element.pause();
      return;
    }
    try {
      await element.play();
    } catch {
      // onError tells; a second click in between is no fault
    }
  };
  const label = isPlaying ? texts.pause(name) : texts.play(name);
  return (
    <div className={styles.file}>
      <button
        type="button"
        className={styles.play}
        aria-label={label}
        title={label}
        onClick={() => {
          void toggle();
        }}
      >
        <Icon of={isPlaying ? Pause : Play} solid />
      </button>
      <div className={styles.about}>
        <b title={name}>
          <bdi>{name}</bdi>
        </b>
        <div className={styles.course}>
          <input
            type="range"
            min={0}
            max={length || 1}
            step={0.1}
            value={at}
            disabled={length === 0}
            aria-label={texts.position(name)}
            aria-valuetext={`${clock(at)} / ${clock(length)}`}
            onChange={({ target }) => {
              if (audio.current) audio.current.currentTime = Number(target.value);
            }}
          />
          <small>{length > 0 ? `${clock(at)} / ${clock(length)}` : clock(at)}</small>
        </div>
      </div>
      <DownloadLink file={file} label={texts.download(name)} />
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- whoever uploads brings no captions */}
      <audio
        ref={audio}
        src={addressOf(file) ?? ''}
        preload="none"
        aria-label={texts.audio(name)}
        onPlay={() => {
          setIsPlaying(true);
        }}
        onPause={() => {
          setIsPlaying(false);
        }}
        onEnded={() => {
          setIsPlaying(false);
        }}
        onTimeUpdate={({ currentTarget }) => {
          setAt(currentTarget.currentTime);
        }}
        onDurationChange={({ currentTarget: { duration } }) => {
          setLength(Number.isFinite(duration) ? duration : 0);
        }}
        onError={() => {
          setIsGone(true);
        }}
      />
    </div>
  );
}
