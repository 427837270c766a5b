import { X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { AlertDialog, Dialog } from '../../ui/dialog.tsx';
import { usePanels } from '../room/panels.ts';
import { profileTexts } from './profile.texts.ts';
import { useClient, useTexts } from '../use-chat.ts';
import { AttentionSettings } from './attention-settings.tsx';
import { NameForm } from './name-form.tsx';
import { PageSettings } from './page-settings.tsx';
import styles from './profile.module.css';
import { SettingRow } from './setting-row.tsx';
import { StatusChoice } from './status-choice.tsx';

/** Oneself in this room, and how the page is to behave on this device. */
export function ProfileDialog() {
  const texts = useTexts(profileTexts);
  const { open, show } = usePanels();
  const client = useClient();
  const [isAsking, setIsAsking] = useState(false);
  const leave = (): void => {
    setIsAsking(false);
    show(null);
    void client.leaveDevice();
  };
  return (
    <>
      <Dialog
        open={open === 'profile' && !isAsking}
        onClose={() => {
          show(null);
        }}
        title={texts.title}
      >
        <IconButton
          icon={X}
          label={texts.close}
          tooltip={false}
          className={styles.close}
          onClick={() => {
            show(null);
          }}
        />
        <div className={styles.parts}>
          <NameForm />
          <StatusChoice />
          <PageSettings />
          <AttentionSettings />
          <SettingRow label={texts.leave} hint={texts.leaveHint}>
            <Button
              className={styles.save}
              onClick={() => {
                setIsAsking(true);
              }}
            >
              {texts.leaveYes}
            </Button>
          </SettingRow>
        </div>
      </Dialog>
      <AlertDialog
        open={isAsking}
        onCancel={() => {
          setIsAsking(false);
        }}
        onConfirm={leave}
        title={texts.leaveTitle}
        confirmLabel={texts.leaveYes}
        cancelLabel={texts.leaveNo}
      >
        {texts.leaveText}
      </AlertDialog>
    </>
  );
}
