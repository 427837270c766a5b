import { useState } from 'react';
import type { MoveState } from '../../../main/ipc/contract.ts';
import { Button } from '../../ui/button.tsx';
import { AlertDialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/meter.tsx';
import { useCall } from '../call.ts';
import { settingsTexts } from './settings.texts.ts';
import { serverSettingTexts } from './server-settings.texts.ts';
import { useDashboard, useFormats, useTexts } from '../use-dashboard.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';

/**
 * Where everything lies, and moving it: a folder is chosen, the host is asked, then everything is copied,
 * checked and only then removed.
 */
export function FolderSetting() {
  const texts = useTexts(settingsTexts);
  const about = useTexts(serverSettingTexts).data;
  const { bytes } = useFormats();
  const call = useCall();
  const folder = useDashboard(({ settings }) => settings.server.data);
  const canMove = useDashboard(({ settings }) => settings.can.moveData);
  const move = useDashboard((now) => now.move);
  const storage = useDashboard((now) => now.storage);
  const [target, setTarget] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const isMoving = move.state === 'copying' || move.state === 'checking';
  const choose = async (): Promise<void> => {
    const chosen = await call('chooseDataFolder');
    if (!chosen.ok || chosen.value === null) return;
    setTarget(chosen.value);
    setIsAsking(true);
  };
  return (
    <>
      <SettingRow
        label={about.label}
        hint={
          <>
            <bdi className={styles.path}>{folder}</bdi>
            <br />
            {canMove ? about.hint : texts.fixed}
          </>
        }
        error={move.state === 'failed' ? texts.moveProblems[move.problem] : undefined}
      >
        {({ describedBy }) => (
          <>
            <Button
              size="s"
              aria-describedby={describedBy}
              onClick={() => {
                void call('openFolder', 'data');
              }}
            >
              {texts.openFolder}
            </Button>
            {canMove && (
              <Button
                size="s"
                aria-describedby={describedBy}
                disabled={isMoving}
                onClick={() => {
                  void choose();
                }}
              >
                {texts.choose}
              </Button>
            )}
          </>
        )}
      </SettingRow>
      {isMoving && (
        <Moving
          move={move}
          onCancel={() => {
            void call('cancelMove');
          }}
        />
      )}
      {move.state === 'done' && (
        <p role="status" className={styles.note}>
          {texts.moved(move.to)}
        </p>
      )}
      <AlertDialog
        open={isAsking}
        onCancel={() => {
          setIsAsking(false);
        }}
        confirmLabel={texts.moveYes}
        cancelLabel={texts.moveNo}
        title={<span className={styles.question}>{texts.moveTitle(target)}</span>}
        onConfirm={() => {
          setIsAsking(false);
          void call('moveData', target);
        }}
      >
        {texts.moveText(storage ? bytes(storage.uploads + storage.messages) : '')}
      </AlertDialog>
    </>
  );
}

function Moving({ move, onCancel }: { move: Extract<MoveState, { done: number }>; onCancel: () => void }) {
  const texts = useTexts(settingsTexts);
  const { bytes } = useFormats();
  return (
    <div className={styles.moving}>
      <div>
        <p>{texts[move.state](move.to)}</p>
        <Progress share={move.total > 0 ? move.done / move.total : null} label={texts.progress} />
        <p className={styles.hint}>{texts.done(bytes(move.done), bytes(move.total))}</p>
      </div>
      <Button size="s" onClick={onCancel}>
        {texts.cancel}
      </Button>
    </div>
  );
}
